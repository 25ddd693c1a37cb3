import type { WorkspaceScope } from "~/features/workspaces/schema";
import { type Cell, toCsv } from "~/platform/csv";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import type { Subject } from "../schema";
import { whoReadWhat } from "./export.server";
import { filmTitles, readFilmViews } from "./films.server";
import { listReportPages } from "./pages.server";
import { findPeople } from "./people.server";

const ROWS_AT_ONCE = 1_000;

/** The films as CSV: one row for each film in each view of its proposal, in the order of days. */
export async function* exportFilms(
  scope: WorkspaceScope,
  subject: Subject,
  { language, bom }: { language: Language; bom: boolean },
): AsyncGenerator<string> {
  const t = i18nOf(language).getFixedT(language, "engagement");
  const columns = [
    "day",
    "room",
    "person",
    "email",
    "identity",
    "page",
    "film",
    "filmShare",
    "seconds",
  ] as const;
  yield toCsv([columns.map((column) => t(`csv.${column}`))], { bom });
  const pages = new Map((await listReportPages(scope, subject)).map((page) => [page.id, page]));
  const viewed = await readFilmViews(scope, subject);
  const titles = await filmTitles(
    scope,
    viewed.map(({ pageId }) => pageId),
  );
  for (let from = 0; from < viewed.length; from += ROWS_AT_ONCE) {
    const part = viewed.slice(from, from + ROWS_AT_ONCE);
    const people = await findPeople(
      scope,
      subject.roomIds,
      part.map(({ personKey }) => personKey),
    );
    const rows = part.flatMap((row): Cell[][] => {
      const films = titles.get(row.pageId) ?? [];
      const at = films.findIndex(({ blockId }) => blockId === row.blockId);
      if (at < 0) return [];
      return [
        [
          ...whoReadWhat(row, { pages, people, t }),
          films[at]?.title || t("films.untitled", { number: at + 1 }),
          row.seen,
          row.activeMs / 1000,
        ],
      ];
    });
    if (rows.length > 0) yield toCsv(rows, { bom: false });
  }
}
