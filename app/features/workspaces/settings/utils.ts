import type { Holiday } from "@db/schema/workspaces";
import { dayAfter } from "../hours/utils";

/** Whose links in chats get a card. */
export const LINK_PREVIEWS = ["members", "everyone", "off"] as const;

/** The texts of a form by field name; several values of one field are lines of its text. */
export type Texts = Readonly<Record<string, string>>;

export type Merge = {
  /** What is to be stored when nothing clashes. */
  merged: Texts;
  /** Fields that both sides changed, each to something else. */
  clashes: string[];
};

/**
 * Three-way merge of a form: what the person saw when it was filled, what they typed, and what is stored by now. A field
 * that only the other side changed keeps their value, so that two people can work on one page.
 */
export function mergeTexts({ seen, typed, stored }: { seen: Texts; typed: Texts; stored: Texts }): Merge {
  const merged: Record<string, string> = {};
  const clashes: string[] = [];
  for (const field of Object.keys(stored)) {
    const [before, mine, theirs] = [seen, typed, stored].map((texts) => plain(texts[field]));
    const isMine = mine !== before;
    if (isMine && theirs !== before && mine !== theirs) clashes.push(field);
    merged[field] = (isMine ? typed[field] : stored[field]) ?? "";
  }
  return { merged, clashes };
}

function plain(text: string | undefined): string {
  return (text ?? "").replace(/\r\n?/g, "\n").trim();
}

const HOLIDAY_LINE = /^(\d{4}-\d{2}-\d{2})(?:(?:\.\.|~|〜|～)(\d{4}-\d{2}-\d{2}))?(?: +(.*))?$/;
const MAX_HOLIDAYS = 500;
const MAX_HOLIDAY_NAME_CHARS = 60;

/** Lines such as "2026-12-29 Year end" or "2026-12-29..2027-01-03 Year end"; null when one can't be read. */
export function readHolidays(text: string): Holiday[] | null {
  const holidays = new Map<string, Holiday>();
  for (const line of text.split("\n").map((one) => one.normalize("NFKC").trim())) {
    if (line === "") continue;
    const [, first, last = first, name = ""] = HOLIDAY_LINE.exec(line.replaceAll("/", "-")) ?? [];
    if (!first || !last || !isDay(first) || !isDay(last) || last < first) return null;
    if (name.length > MAX_HOLIDAY_NAME_CHARS) return null;
    for (let day = first; day <= last; day = dayAfter(day)) {
      holidays.set(day, { day, name: name.trim() });
      if (holidays.size > MAX_HOLIDAYS) return null;
    }
  }
  return [...holidays.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** The same lines back, days of one name that follow each other as one. */
export function writeHolidays(holidays: readonly Holiday[]): string {
  const runs: { first: string; last: string; name: string }[] = [];
  for (const { day, name } of holidays) {
    const run = runs.at(-1);
    if (run && run.name === name && dayAfter(run.last) === day) run.last = day;
    else runs.push({ first: day, last: day, name });
  }
  return runs
    .map(({ first, last, name }) => `${first === last ? first : `${first}..${last}`} ${name}`.trim())
    .join("\n");
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
