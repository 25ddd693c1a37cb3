import type { LoaderFunctionArgs } from "@remix-run/node";
import { getImport, type Import, readRefusals } from "~/features/accounts/imports/data.server";
import { reasonText } from "~/features/accounts/imports/utils";
import { requireMember } from "~/features/auth/guard.server";
import { now } from "~/platform/clock.server";
import { toCsv } from "~/platform/csv";
import { csvDownload, wantsBom } from "~/platform/http/csv.server";
import { dayOf } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { limit } from "~/platform/rate-limit.server";
import { chooseLanguage } from "~/root.server";

const BUDGET = { points: 20, seconds: 60 };

/** The refused rows as they were in the file, and why, so that they can be corrected and brought in again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const one = await getImport(member.scope, params.importId ?? "");
  await limit("import-errors", member.id, BUDGET);
  const language = chooseLanguage(request, member);
  const t = i18nOf(language).getFixedT(language, "imports");
  const name = `${one.fileName.replace(/\.[a-z]{2,4}$/i, "")} ${t("errorFile.suffix")}`;
  return csvDownload(piecesOf(one, language), { name, day: dayOf(now(), member.workspace.timeZone) });
}

async function* piecesOf(one: Import, language: Language): AsyncGenerator<string> {
  const t = i18nOf(language).getFixedT(language, "imports");
  yield toCsv([[...one.columns, t("errorFile.reason")]], { bom: wantsBom(null, language) });
  for await (const page of readRefusals(one)) {
    const rows = page.map((refusal) => {
      const cells = one.columns.map((_, index) => refusal.cells[index] ?? "");
      return [...cells, reasonText(t, refusal)];
    });
    yield toCsv(rows, { bom: false });
  }
}
