import type { TFunction } from "i18next";
import type { Cell } from "~/platform/csv";
import { dayOf } from "~/platform/i18n/format";
import type { AccountListRow } from "./data.server";
import { COLUMN_KEYS } from "./hooks/use-list-words";

export type CsvColumn<Row> = { heading: string; cell: (row: Row) => Cell };

/** What the cells of a file are made with. */
export type CsvWords = {
  t: TFunction<"accounts">;
  heading: TFunction<"lists">;
  timeZone: string;
  stageLabel: (key: string) => string;
};

type Cells<Row> = Readonly<Record<string, (row: Row, words: CsvWords) => Cell>>;

/** The columns of a file: those that are always there, then the chosen ones, in the list's order. */
export function csvColumns<Row>(
  cells: Cells<Row>,
  { always, chosen, words }: { always: readonly string[]; chosen: readonly string[]; words: CsvWords },
): CsvColumn<Row>[] {
  const keys = [...new Set([...always, ...chosen])];
  return keys.flatMap((key) => {
    const cell = cells[key];
    const known = COLUMN_KEYS.find((column) => column === key);
    if (!cell || !known) return [];
    return { heading: words.heading(`columns.${known}`), cell: (row: Row) => cell(row, words) };
  });
}

/** A moment as the day it was in the workspace. */
export function csvDay(at: Date | null | undefined, { timeZone }: CsvWords): Cell {
  return at ? dayOf(at, timeZone) : null;
}

const ACCOUNT_CELLS: Cells<AccountListRow> = {
  name: (row) => row.name,
  domain: (row) => row.domain,
  owner: (row) => row.ownerName,
  team: (row) => row.teamName,
  openDeals: (row) => row.openDeals ?? null,
  contacts: (row) => row.contacts ?? null,
  rooms: (row) => row.rooms ?? null,
  visited: (row, words) => csvDay(row.visitedAt, words),
  updated: (row, words) => csvDay(row.updatedAt, words),
  created: (row, words) => csvDay(row.createdAt, words),
};

export function accountCsv(chosen: readonly string[], words: CsvWords): CsvColumn<AccountListRow>[] {
  return csvColumns(ACCOUNT_CELLS, { always: ["name"], chosen, words });
}
