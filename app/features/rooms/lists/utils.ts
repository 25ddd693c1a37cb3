import { type CsvColumn, type CsvWords, csvColumns, csvDay } from "~/features/accounts/lists/utils";
import type { RoomListRow } from "./data.server";

export function roomCsv(chosen: readonly string[], words: CsvWords): CsvColumn<RoomListRow>[] {
  return csvColumns<RoomListRow>(
    {
      name: (row) => row.name,
      account: (row) => row.accountName,
      deal: (row) => row.dealName,
      stage: (row) =>
        row.outcome === "open" ? words.stageLabel(row.stage) : words.t(`outcomes.${row.outcome}`),
      pages: (row) => row.pages ?? null,
      owner: (row) => row.ownerName,
      team: (row) => row.teamName,
      visited: (row) => csvDay(row.visitedAt, words),
      visits: (row) => row.visits ?? null,
      updated: (row) => csvDay(row.updatedAt, words),
      created: (row) => csvDay(row.createdAt, words),
    },
    { always: ["name"], chosen, words },
  );
}
