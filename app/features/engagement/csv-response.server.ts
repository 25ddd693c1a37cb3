import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { Language } from "~/platform/i18n/language";
import { limit } from "~/platform/rate-limit.server";
import { exportAttention } from "./reports/export.server";
import type { Subject } from "./schema";
import { csvDisposition } from "./utils";

const BUDGET = { points: 10, seconds: 60 } as const;

type CsvExport = {
  subject: Subject;
  /** Of the room or account. */
  name: string;
  language: Language;
  /** `bom` of the address: "1" or "0"; otherwise on for Japanese, whose Excel needs it. */
  bom: string | null;
};

/** A download that is read from the database while it is sent, so that its length costs no memory. */
export async function csvResponse(scope: WorkspaceScope, csv: CsvExport): Promise<Response> {
  await limit("report-export", scope.memberId, BUDGET);
  const { subject, language } = csv;
  const bom = csv.bom === null ? language === "ja" : csv.bom === "1";
  const pieces = exportAttention(scope, subject, { language, bom });
  return new Response(streamOf(pieces), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": csvDisposition(csv.name, subject.period.today),
      "cache-control": "private, no-store",
    },
  });
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
