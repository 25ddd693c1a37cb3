import { type Inline, parseMessage } from "../text/parse";

const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;
/** A page that was asked longer ago is asked again when somebody links to it. */
export const FRESH_MS = 7 * DAY_MS;
/** What a page said longer ago is shown no more, and forgotten. */
export const KEPT_MS = 90 * DAY_MS;
/** After one failure, two, and more. */
const RETRY_MS = [HOUR_MS, DAY_MS, FRESH_MS] as const;

/** The first link of a message, as its card would ask for it; null when it has none. */
export function linkIn(body: string): string | null {
  if (!body.includes("://")) return null;
  for (const block of parseMessage(body)) {
    if (block.kind === "code") continue;
    for (const part of (block.kind === "list" ? block.items : block.lines).flat()) {
      const link = part.kind === "link" ? pageOf(part) : null;
      if (link !== null) return link;
    }
  }
  return null;
}

/** The same page whatever place in it is linked; null for a link that carries a name or password. */
function pageOf({ href }: Extract<Inline, { kind: "link" }>): string | null {
  const url = new URL(href);
  if (url.username !== "" || url.password !== "") return null;
  url.hash = "";
  return url.href;
}

/** `askedAt`: of a page that has said something, when it last did. */
export type Asked = { askedAt: Date; failures: number; title: string | null };

export function isDue(asked: Asked | null, atMs: number): boolean {
  if (!asked) return true;
  const { askedAt, failures, title } = asked;
  const untilRetryMs = failures === 0 ? FRESH_MS : (RETRY_MS[failures - 1] ?? FRESH_MS);
  // What has a title stays as it was through failures, so each of them moves the next try on by one wait.
  const waitMs = title === null ? untilRetryMs : Math.min(FRESH_MS * (failures + 1), KEPT_MS);
  return atMs - askedAt.getTime() >= waitMs;
}

/** Whether what a page once said may still be shown. */
export function isKept(asked: Asked | null, atMs: number): boolean {
  return asked !== null && asked.title !== null && atMs - asked.askedAt.getTime() < KEPT_MS;
}
