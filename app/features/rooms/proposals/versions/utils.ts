export const MAX_NOTE_CHARS = 200;
/** In addresses: the text as it is being written, beside the versions that have an id. */
export const DRAFT = "draft";

const VERSION_ID = /^[0-9a-z]{26}(\.1)?$/;

/** The first versions, made when publishing began, are named after their page. */
export function isVersionId(text: string): boolean {
  return VERSION_ID.test(text);
}

/**
 * One text for equal values, whatever order a database gave their keys in: keys sorted by code unit, no white space,
 * undefined left out (RFC 8785 for what JSON columns hold).
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const entries = Object.entries(value)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`).join(",")}}`;
}
