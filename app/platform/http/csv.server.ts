import { csvDisposition } from "../csv";

/** A private download that is made while it is sent, so that its length costs no memory. */
export function csvDownload(
  pieces: AsyncGenerator<string>,
  { name, day }: { name: string; day: string },
): Response {
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": csvDisposition(name, day),
      "cache-control": "private, no-store",
    },
  });
}

/** `bom` of the address: "1" or "0"; otherwise on for Japanese, whose Excel needs it. */
export function wantsBom(bom: string | null, language: "ja" | "en"): boolean {
  return bom === null ? language === "ja" : bom === "1";
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
