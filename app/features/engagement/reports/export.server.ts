import { db } from "@db/client";
import { attentionDaily } from "@db/schema/tracking";
import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { TFunction } from "i18next";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { type Cell, toCsv } from "~/platform/csv";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import type { Person, Subject } from "../schema";
import { findVersions, listReportPages, type ReportPage, type ReportVersion } from "./pages.server";
import { findPeople, personOf } from "./people.server";

const ROWS_AT_ONCE = 1_000;

/**
 * The report as CSV, piece by piece: one row for each day, person, page and unit with active time; unit 0 is time on the
 * page but on none of its units. Rooms in the order given, then by day, person, page, version and unit.
 */
export async function* exportAttention(
  scope: WorkspaceScope,
  subject: Subject,
  options: { language: Language; bom: boolean },
): AsyncGenerator<string> {
  const { language, bom } = options;
  const t = i18nOf(language).getFixedT(language, "engagement");
  yield toCsv([headings(t)], { bom });
  const pages = new Map((await listReportPages(scope, subject)).map((page) => [page.id, page]));
  for (const roomId of subject.roomIds) {
    let after: Row | undefined;
    do {
      const rows = await readRows(scope, { roomId, since: subject.period.since, after });
      after = rows.length === ROWS_AT_ONCE ? rows.at(-1) : undefined;
      if (rows.length === 0) continue;
      const names = await namesOf(scope, subject, rows);
      yield toCsv(
        rows.map((row) => cellsOf(row, { ...names, pages, t })),
        { bom: false },
      );
    } while (after);
  }
}

type Texts = TFunction<"engagement">;
type Row = typeof attentionDaily.$inferSelect;
type Names = {
  pages: ReadonlyMap<string, ReportPage>;
  people: ReadonlyMap<string, Person>;
  versions: ReadonlyMap<string, ReportVersion>;
  t: Texts;
};

function headings(t: Texts): string[] {
  return [
    t("csv.day"),
    t("csv.room"),
    t("csv.person"),
    t("csv.email"),
    t("csv.identity"),
    t("csv.page"),
    t("csv.kind"),
    t("csv.version"),
    t("csv.unit"),
    t("csv.seconds"),
  ];
}

function cellsOf(row: Row, names: Names): Cell[] {
  const { pages, versions, t } = names;
  const page = pages.get(row.pageId);
  return [
    ...whoReadWhat(row, names),
    page ? t(`csv.kinds.${page.kind}`) : null,
    versions.get(row.versionId)?.number ?? null,
    row.unit,
    row.activeMs / 1000,
  ];
}

async function namesOf(scope: WorkspaceScope, subject: Subject, rows: readonly Row[]) {
  const keys = rows.map(({ personKey }) => personKey);
  const people = await findPeople(scope, subject.roomIds, keys);
  const versions = await findVersions(
    scope,
    rows.map(({ versionId }) => versionId),
  );
  return { people, versions };
}

/** Follows the primary key, so that each piece costs the same however long the table is. */
function readRows(
  scope: WorkspaceScope,
  place: { roomId: string; since: string | null; after: Row | undefined },
): Promise<Row[]> {
  const { day, personKey, pageId, versionId, unit } = attentionDaily;
  const { after } = place;
  return db
    .select()
    .from(attentionDaily)
    .where(
      and(
        eq(attentionDaily.workspaceId, scope.workspaceId),
        eq(attentionDaily.roomId, place.roomId),
        place.since === null ? undefined : gte(day, place.since),
        after
          ? sql`(${day}, ${personKey}, ${pageId}, ${versionId}, ${unit}) > (${after.day}, ${after.personKey}, ${after.pageId}, ${after.versionId}, ${after.unit})`
          : undefined,
      ),
    )
    .orderBy(asc(day), asc(personKey), asc(pageId), asc(versionId), asc(unit))
    .limit(ROWS_AT_ONCE);
}

/** The columns that every report by person and page begins with: day, room, person, address, identity, page. */
export function whoReadWhat(
  { day, personKey, pageId }: { day: string; personKey: string; pageId: string },
  { pages, people, t }: Pick<Names, "pages" | "people" | "t">,
): Cell[] {
  const page = pages.get(pageId);
  const person = personOf(people, personKey);
  return [
    day,
    page?.roomName ?? null,
    person.name ?? t("people.anonymous", { code: person.code }),
    person.email,
    t(`people.identities.${person.identity}`),
    page?.title ?? t("visits.removedPage"),
  ];
}
