import { db } from "@db/client";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { toCsv } from "~/platform/csv";
import { csvDownload, wantsBom } from "~/platform/http/csv.server";
import { dayOf } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { isId } from "~/platform/ids";
import { readList } from "~/platform/lists/list-model";
import { readListIds, readListRows } from "~/platform/lists/list-query.server";
import { limit } from "~/platform/rate-limit.server";
import { getPipeline } from "../pipeline/data.server";
import { stageLabel } from "../pipeline/utils";
import type { ListDesk } from "./list-route.server";
import type { CsvColumn, CsvWords } from "./utils";

const BUDGET = { points: 20, seconds: 60 } as const;
const MAX_ROWS = 200_000;

type Wish<Row> = {
  /** The list's own address with `.csv`; marked rows of the list `query` as `rows[]`. */
  url: string;
  language: Language;
  timeZone: string;
  columnsOf: (chosen: readonly string[], words: CsvWords) => CsvColumn<Row>[];
};

/** The whole list behind an address, or its marked rows, as a file that is made while it is sent. */
export async function exportListFile<Row extends { id: string }>(
  desk: ListDesk<Row>,
  scope: WorkspaceScope,
  { url, language, timeZone, columnsOf }: Wish<Row>,
): Promise<Response> {
  await limit("list-export", scope.memberId, BUDGET);
  const search = new URL(url).searchParams;
  const list = readList(desk.source.shape, new URLSearchParams(search.get("query") ?? search));
  const marked = search.get("all") ? [] : search.getAll("rows[]").filter(isId);
  const [all, { stages }] = await Promise.all([
    readListIds(desk.source, scope, { list, limit: MAX_ROWS }),
    getPipeline(scope),
  ]);
  const ids = marked.length > 0 ? all.filter((id) => marked.includes(id)) : all;
  await db.transaction((tx) =>
    recordEvent(tx, scope, { type: "list.exported", list: desk.kind, rows: ids.length }),
  );
  const t = i18nOf(language).getFixedT(language, "accounts");
  const heading = i18nOf(language).getFixedT(language, "lists");
  const words = { t, heading, timeZone, stageLabel: (key: string) => stageLabel(stages, key, t) };
  const columns = columnsOf(list.columns, words);
  const rows = readListRows(desk.source, scope, { ids, columns: list.columns });
  const pieces = csvPieces(columns, rows, wantsBom(search.get("bom"), language));
  return csvDownload(pieces, { name: heading(`files.${desk.kind}`), day: dayOf(now(), timeZone) });
}

async function* csvPieces<Row>(
  columns: readonly CsvColumn<Row>[],
  chunks: AsyncGenerator<Row[]>,
  bom: boolean,
): AsyncGenerator<string> {
  yield toCsv([columns.map(({ heading }) => heading)], { bom });
  for await (const rows of chunks) {
    yield toCsv(
      rows.map((row) => columns.map(({ cell }) => cell(row))),
      { bom: false },
    );
  }
}
