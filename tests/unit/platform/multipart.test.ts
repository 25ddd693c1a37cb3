import { describe, expect, test } from "vitest";
import { MultipartError, readMultipart } from "~/platform/http/multipart";

async function partsOf(request: Request) {
  const parts: { name: string; fileName: string | null; text: string }[] = [];
  for await (const piece of readMultipart(request)) {
    const last = parts.at(-1);
    if ("head" in piece) parts.push({ ...piece.head, text: "" });
    else if (last) last.text += Buffer.from(piece.data).toString("latin1");
  }
  return parts;
}

/** The same body cut into pieces of `size` bytes, as a network might. */
function cut(body: string | Uint8Array, boundary: string, size: number): Request {
  const bytes = Buffer.from(body as string, "latin1");
  let at = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  return new Request("http://localhost", {
    method: "POST",
    body: stream,
    headers,
    duplex: "half",
  } as RequestInit);
}

const BODY =
  '--cut\r\nContent-Disposition: form-data; name="kind"\r\n\r\naccounts\r\n' +
  '--cut\r\nContent-Disposition: form-data; name="file"; filename="a=b; %22c%22.csv"\r\nContent-Type: text/csv\r\n\r\n' +
  "name\r\n--cu not the border\r\n\r\n--cut\r\n" +
  'content-disposition: form-data; name="empty"\r\n\r\n\r\n--cut--\r\n';

describe("a multipart body", () => {
  test.each([1, 2, 3, 7, 64, 10_000])("reads the same in pieces of %i bytes", async (size) => {
    expect(await partsOf(cut(BODY, "cut", size))).toEqual([
      { name: "kind", fileName: null, text: "accounts" },
      { name: "file", fileName: 'a=b; "c".csv', text: "name\r\n--cu not the border\r\n" },
      { name: "empty", fileName: null, text: "" },
    ]);
  });

  test("reads what the platform itself writes, a Japanese name and bytes of any value included", async () => {
    const form = new FormData();
    const bytes = Uint8Array.from({ length: 3_000 }, (_, n) => n % 256);
    form.set("file", new File([bytes], "取引先=一覧.csv"));
    const [part] = await partsOf(new Request("http://localhost", { method: "POST", body: form }));
    expect(part).toMatchObject({ name: "file", fileName: "取引先=一覧.csv" });
    expect(part?.text).toBe(Buffer.from(bytes).toString("latin1"));
  });

  test.each([
    ["is cut off", '--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\nhalf'],
    ["has a part without a name", "--cut\r\nX: y\r\n\r\nz\r\n--cut--"],
    ["has a head that never ends", `--cut\r\n${"x".repeat(40_000)}`],
    ["is empty", ""],
  ])("that %s is refused", async (_how, body) => {
    await expect(partsOf(cut(body, "cut", 100))).rejects.toBeInstanceOf(MultipartError);
  });
});
