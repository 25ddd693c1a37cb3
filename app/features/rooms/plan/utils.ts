import { isCalendarDay } from "~/features/accounts/deals/utils";

export const TASK_STATUSES = ["to_do", "in_progress", "done", "cancelled"] as const;
export const DUE_KINDS = ["none", "day", "room", "task", "close"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
export type DueKind = (typeof DUE_KINDS)[number];
export type Side = "member" | "viewer";

/** Days that a due day may lie before or after what it hangs on: ten years. */
export const MAX_OFFSET_DAYS = 3650;
/** Room for any real plan; beyond it a screen is no plan any more. */
export const MAX_TASKS = 500;
export const MAX_MILESTONES = 50;
export const MAX_COMMENT_CHARS = 4000;

/** Any open task overdue by so many days makes the plan at risk, or stalled. */
export const AT_RISK_FROM_DAYS = 1;
export const STALLED_FROM_DAYS = 7;

const DAY_MS = 86_400_000;

export type Health = "on_track" | "at_risk" | "stalled";

export function isOpen(status: TaskStatus): boolean {
  return status === "to_do" || status === "in_progress";
}

/** Whole days from one day (YYYY-MM-DD) to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The day so many calendar days later; null outside the years a calendar day may have. */
export function dayPlus(day: string, days: number): string | null {
  const at = Date.parse(`${day}T00:00:00Z`) + days * DAY_MS;
  if (Number.isNaN(at) || Math.abs(at) > 8.64e15) return null;
  const text = new Date(at).toISOString().slice(0, 10);
  return isCalendarDay(text) ? text : null;
}

/** Days that an open task is late; 0 when it is in time, done, cancelled or without a day. */
export function daysLate(task: { status: TaskStatus; dueOn: string | null }, today: string): number {
  if (!isOpen(task.status) || task.dueOn === null) return 0;
  return Math.max(0, daysBetween(task.dueOn, today));
}

/** Null for a plan in which nothing is planned. */
export function healthOf(longestLate: number, taskCount: number): Health | null {
  if (taskCount === 0) return null;
  if (longestLate >= STALLED_FROM_DAYS) return "stalled";
  return longestLate >= AT_RISK_FROM_DAYS ? "at_risk" : "on_track";
}

/** Ordered as asked: `moved` goes before `before`, or to the end. Null where `before` is not among them. */
export function reordered(ids: readonly string[], moved: string, before: string | null): string[] | null {
  const others = ids.filter((id) => id !== moved);
  const index = before === null ? others.length : others.indexOf(before);
  return index < 0 ? null : others.toSpliced(index, 0, moved);
}

/** What a plan shows one below the other: tasks of no milestone, then each milestone that has some. */
export function planSections<Milestone extends { id: string }, Task extends { milestoneId: string | null }>({
  milestones,
  tasks,
}: {
  milestones: readonly Milestone[];
  tasks: readonly Task[];
}): { milestone: Milestone | null; tasks: Task[] }[] {
  const places: (Milestone | null)[] = [null, ...milestones];
  return places
    .map((milestone) => {
      const own = tasks.filter(({ milestoneId }) => milestoneId === (milestone?.id ?? null));
      return { milestone, tasks: own };
    })
    .filter((section) => section.tasks.length > 0);
}
