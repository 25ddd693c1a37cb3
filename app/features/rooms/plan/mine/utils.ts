import { daysBetween } from "../utils";

export const MINE_SHOWS = ["open", "overdue", "week", "done"] as const;
export type MineShow = (typeof MINE_SHOWS)[number];

export const DUE_GROUPS = ["overdue", "today", "week", "later", "noDay"] as const;
export type DueGroup = (typeof DUE_GROUPS)[number];
export const WEEK_DAYS = 7;

/** Under which heading an open task stands. */
export function dueGroupOf(dueOn: string | null, today: string): DueGroup {
  if (dueOn === null) return "noDay";
  const ahead = daysBetween(today, dueOn);
  if (ahead < 0) return "overdue";
  if (ahead === 0) return "today";
  return ahead <= WEEK_DAYS ? "week" : "later";
}
