import { paths } from "~/platform/paths";
/**
 * The rules of the home screen. They are shown beside what they find, so that nobody has to guess why a room is there.
 */

/** A shared room of an open deal is silent after this many working days without a visit. */
export const SILENT_AFTER_WORKING_DAYS = 5;
/** Links that end within this many days are named in time. */
export const EXPIRES_WITHIN_DAYS = 7;
/** Two stretches of this many days are compared. */
export const TREND_DAYS = 7;
/** Less attention than this in a week is no trend. */
export const HOT_FROM_MS = 60_000;

const DAY_MS = 86_400_000;
/** Working days may be as few as one a week, and holidays come in rows. */
const FARTHEST_DAYS = 366;

/** `day` is YYYY-MM-DD, and so is the answer. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 1 = Monday to 7 = Sunday. */
export function isoWeekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/**
 * The first day of the last `count` working days, today's among them when it is one. A room that was last visited
 * before that day has been silent for at least that long.
 */
export function firstOfWorkingDays(
  today: string,
  count: number,
  isWorkingDay: (day: string) => boolean,
): string {
  let day = today;
  let left = count;
  for (let back = 0; back < FARTHEST_DAYS; back++) {
    if (isWorkingDay(day)) left -= 1;
    if (left === 0) return day;
    day = addDays(day, -1);
  }
  return day;
}

/** Read for at least a minute in the last seven days, and longer than in the seven before. */
export function isHot({ lastMs, beforeMs }: { lastMs: number; beforeMs: number }): boolean {
  return lastMs >= HOT_FROM_MS && lastMs > beforeMs;
}

/** What grew most comes first. */
export function byGrowth(
  a: { lastMs: number; beforeMs: number },
  b: { lastMs: number; beforeMs: number },
): number {
  return b.lastMs - b.beforeMs - (a.lastMs - a.beforeMs);
}

/** Every day of the two stretches, oldest first, days without attention too. */
export function trendDays(today: string, msByDay: ReadonlyMap<string, number>) {
  return Array.from({ length: 2 * TREND_DAYS }, (_, at) => {
    const day = addDays(today, at + 1 - 2 * TREND_DAYS);
    return { day, activeMs: msByDay.get(day) ?? 0 };
  });
}

export function sumOfTrend(days: readonly { activeMs: number }[]): { lastMs: number; beforeMs: number } {
  const sum = (part: readonly { activeMs: number }[]) => part.reduce((ms, day) => ms + day.activeMs, 0);
  return { lastMs: sum(days.slice(TREND_DAYS)), beforeMs: sum(days.slice(0, TREND_DAYS)) };
}

/** The list of exactly the deals that home counts as overdue. */
export function overdueDealsAt({
  ownerIds,
  today,
}: {
  ownerIds: readonly string[] | null;
  today: string;
}): string {
  const query = new URLSearchParams({ outcome: "open", closeTo: addDays(today, -1) });
  for (const id of ownerIds ?? []) query.append("owner", id);
  return `${paths.deals()}?${query}`;
}
