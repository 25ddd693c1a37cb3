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

/** RFC 6266: letters of any script survive, what could break a header or a path doesn't. */
export function csvDisposition(name: string, day: string): string {
  const clean = name.normalize("NFC").replace(/[\p{Cc}\p{Cf}\p{Cs}/\\"*:<>?|%]+/gu, "_");
  const file = `${Array.from(clean).slice(0, 80).join("").trim()}-${day}.csv`;
  const plain = file.replace(/[^\x20-\x7e]+/g, "_");
  const encoded = encodeURIComponent(file).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
