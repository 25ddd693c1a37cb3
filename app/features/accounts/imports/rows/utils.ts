import { foldText } from "~/platform/text";
import { isCalendarDay } from "../../deals/utils";
import type { Mapping } from "../fields/schema";
import type { FileRow } from "./schema";

const REIWA_BEFORE_FIRST = 2018;
const YEAR_FIRST = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/;
const REIWA = /^(?:令和|R)\s*(元|\d{1,2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/i;
const BARE = /^(\d{4})(\d{2})(\d{2})$/;

/** What words of a file are compared by: folded, without spaces, dashes and brackets. */
export function fieldKey(text: string): string {
  return foldText(text).replace(/[\s\-_・/()[\]:.]/g, "");
}

/** YYYY-MM-DD from a day written year first, or in the Reiwa era; null for anything that could mean two days. */
export function readDay(text: string): string | null {
  const bare = text.normalize("NFKC").trim();
  const reiwa = REIWA.exec(bare);
  const [, year, month, day] = reiwa ?? YEAR_FIRST.exec(bare) ?? BARE.exec(bare) ?? [];
  if (!year || !month || !day) return null;
  const common = reiwa ? REIWA_BEFORE_FIRST + (year === "元" ? 1 : Number(year)) : year;
  const found = `${common}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isCalendarDay(found) ? found : null;
}

/** Our own exports put an apostrophe before what a spreadsheet would run; coming back it is dropped. */
const GUARDED = /^'(?=[\s\u3000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

/** The cells of the mapped columns by field. */
export function cellsByField(cells: readonly string[], mapping: Mapping): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [field, index] of Object.entries(mapping)) {
    fields[field] = (cells[index] ?? "").replace(GUARDED, "");
  }
  return fields;
}

/** True when a row has as many cells as the heading; empty ones at the end don't count. */
export function hasRightLength({ cells }: FileRow, columns: number): boolean {
  return (
    cells.length === columns || (cells.length > columns && cells.slice(columns).every((cell) => !cell.trim()))
  );
}

/** The host part of an address. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}
