import { type CsvColumn, type CsvWords, csvColumns, csvDay } from "../../lists/utils";
import { formatAmount } from "../utils";
import type { DealListRow } from "./data.server";

/** Amounts are plain numbers with their currency in a column of its own. */
export function dealCsv(chosen: readonly string[], words: CsvWords): CsvColumn<DealListRow>[] {
  const columns = chosen.flatMap((key) => (key === "amount" ? ["amount", "currency"] : [key]));
  return csvColumns<DealListRow>(
    {
      name: (row) => row.name,
      account: (row) => row.accountName,
      stage: (row) => words.stageLabel(row.stage),
      outcome: (row) => words.t(`outcomes.${row.outcome}`),
      amount: (row) =>
        row.amountMinor === null ? null : formatAmount(row.amountMinor, row.currency).replaceAll(",", ""),
      currency: (row) => (row.amountMinor === null ? null : row.currency),
      close: (row) => row.closeDate,
      owner: (row) => row.ownerName,
      team: (row) => row.teamName,
      rooms: (row) => row.rooms ?? null,
      visited: (row) => csvDay(row.visitedAt, words),
      updated: (row) => csvDay(row.updatedAt, words),
      created: (row) => csvDay(row.createdAt, words),
    },
    { always: ["name"], chosen: columns, words },
  );
}
