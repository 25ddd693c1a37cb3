import { type CsvColumn, type CsvWords, csvColumns, csvDay } from "../../lists/utils";
import type { ContactListRow } from "./data.server";

/** Name and address always: an address is what a contact is known by elsewhere. */
export function contactCsv(chosen: readonly string[], words: CsvWords): CsvColumn<ContactListRow>[] {
  return csvColumns<ContactListRow>(
    {
      name: (row) => row.name,
      reading: (row) => row.reading,
      email: (row) => row.email,
      account: (row) => row.accountName,
      title: (row) => row.title,
      department: (row) => row.department,
      role: (row) => row.decisionRole && words.t(`roles.${row.decisionRole}`),
      phone: (row) => row.phone,
      owner: (row) => row.ownerName,
      visited: (row) => csvDay(row.visitedAt, words),
      updated: (row) => csvDay(row.updatedAt, words),
      created: (row) => csvDay(row.createdAt, words),
    },
    { always: ["name", "email"], chosen, words },
  );
}
