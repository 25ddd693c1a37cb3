const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Marks that turn the order of text around: a reader would see another price or name than is stored. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Text as HTML, for elements and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(TURNING, "").replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

/** A number as an attribute's value, null leaves the attribute out. */
export function attribute(name: string, value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined || value === false) return "";
  return value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
}
