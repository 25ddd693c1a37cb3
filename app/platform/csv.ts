const BOM = "\uFEFF";
/** What a spreadsheet would take for a formula, also in full-width forms and behind spaces. */
const FORMULA = /^[\s\u3000]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\0]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export type Cell = string | number | null;

/** RFC 4180 with CRLF. With `bom`, Excel on Windows reads it as UTF-8. */
export function toCsv(rows: readonly (readonly Cell[])[], options: { bom: boolean }): string {
  const body = rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
  return `${options.bom ? BOM : ""}${body}\r\n`;
}

/** One field: text that looks like a formula gets an apostrophe in front, so that no spreadsheet runs it. */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = FORMULA.test(value) && !PLAIN_NUMBER.test(value) ? `'${value}` : value;
  const clean = safe.replaceAll("\0", "");
  return NEEDS_QUOTES.test(clean) || clean.startsWith("'") ? `"${clean.replaceAll('"', '""')}"` : clean;
}
