import type { WorkspaceScope } from "~/features/workspaces/schema";
import { csvDownload, wantsBom } from "~/platform/http/csv.server";
import type { Language } from "~/platform/i18n/language";
import { limit } from "~/platform/rate-limit.server";
import { exportAttention } from "./reports/export.server";
import { exportFilms } from "./reports/films-export.server";
import type { Subject } from "./schema";

const BUDGET = { points: 10, seconds: 60 } as const;

type CsvExport = {
  subject: Subject;
  /** Of the room or account. */
  name: string;
  language: Language;
  /** `bom` of the address. */
  bom: string | null;
  of?: "attention" | "films";
};

/** A download that is read from the database while it is sent. */
export async function csvResponse(scope: WorkspaceScope, csv: CsvExport): Promise<Response> {
  await limit("report-export", scope.memberId, BUDGET);
  const { subject, language } = csv;
  const pieces = (csv.of === "films" ? exportFilms : exportAttention)(scope, subject, {
    language,
    bom: wantsBom(csv.bom, language),
  });
  return csvDownload(pieces, { name: csv.name, day: subject.period.today });
}
