export const MAX_BODY_LENGTH = 10_000;
/** From here on the counter shows how much room is left. */
export const COUNTED_FROM = 9_000;
export const MESSAGES_AT_ONCE = 50;
/** On a page that opens; more are fetched on the way up. */
export const MESSAGES_AT_FIRST = 25;
export const CHANGES_AT_ONCE = 200;
export const REACTIONS = ["👍", "🙏", "🎉", "❓", "✅"] as const;
/** A deleted message can be brought back for so long; then its text is forgotten. */
export const RESTORE_MS = 24 * 60 * 60 * 1000;

/** The name under which the stream of a room tells of chat. */
export const CHAT_EVENT = "chat";

export type Side = "member" | "viewer";

/** `member:<id>`, `viewer:<id>`, and for people named in a message `contact:<id>`. */
export function keyOf(kind: Side | "contact", id: string): string {
  return `${kind}:${id}`;
}

/** What tells visitors without a name apart. */
export function visitorTag(viewerId: string): string {
  return viewerId.slice(-3).toUpperCase();
}

/** The word after the last @ before the caret, or null when no name is being typed. */
export function mentionBeing(text: string, caret: number): { from: number; word: string } | null {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || from >= caret || caret - from > MAX_MENTION_WORD) return null;
  const before = text[from - 1];
  if (before !== undefined && /[\w.@-]/.test(before)) return null;
  const word = text.slice(from + 1, caret);
  return /[\n@]/.test(word) || /\s{2}/.test(word) || word.startsWith(" ") ? null : { from, word };
}

const MAX_MENTION_WORD = 40;

/** A mark of this browser's own; also where a page came without https, and with it without `randomUUID`. */
export function newMark(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
