import type { MemberTask, TaskFace } from "../schema";
import { daysBetween } from "../utils";

export const PLAN_VIEWS = ["list", "board", "timeline"] as const;
export const PLAN_SHOWS = ["all", "mine", "buyer", "overdue"] as const;
export type PlanShow = (typeof PLAN_SHOWS)[number];

export function isShown(task: TaskFace, show: PlanShow): boolean {
  switch (show) {
    case "mine":
      return task.isMine;
    case "buyer":
      return task.side === "viewer";
    case "overdue":
      return task.lateDays > 0;
    default:
      return true;
  }
}

type Texts = Pick<
  MemberTask,
  | "title"
  | "description"
  | "milestoneId"
  | "side"
  | "memberId"
  | "contactId"
  | "roleName"
  | "internal"
  | "dueKind"
  | "dueDay"
  | "dueOffset"
  | "dueTaskId"
  | "dependsOn"
  | "version"
>;

/** A stored task as the texts of its form. */
export function taskTexts(task: Texts): Record<string, string> {
  return {
    title: task.title,
    description: task.description ?? "",
    milestoneId: task.milestoneId ?? "",
    owner: ownerChoice(task),
    roleName: task.roleName ?? "",
    internal: task.internal ? "on" : "",
    dueKind: task.dueKind,
    dueDay: task.dueDay ?? "",
    dueOffset: String(task.dueOffset),
    dueTaskId: task.dueTaskId ?? "",
    "dependsOn[]": [...task.dependsOn].sort().join("\n"),
    version: String(task.version),
  };
}

/** The choice of an owner as its form has it. */
function ownerChoice({ side, memberId, contactId, roleName }: Texts): string {
  if (memberId) return `m:${memberId}`;
  if (contactId) return `c:${contactId}`;
  if (roleName) return side === "member" ? "role-us" : "role-them";
  return side === "member" ? "us" : "them";
}

export type Span = { id: string; from: string | null; to: string };

/** Where each task lies in time: from the day of the latest one it hangs on or waits for to its own. */
export function spansOf(tasks: readonly MemberTask[]): Span[] {
  const days = new Map(tasks.map((task) => [task.id, task.dueOn]));
  return tasks.flatMap((task) => {
    const to = task.dueOn;
    if (to === null) return [];
    const before = [...task.dependsOn, ...(task.dueTaskId ? [task.dueTaskId] : [])]
      .flatMap((id) => days.get(id) ?? [])
      .filter((day) => daysBetween(day, to) > 0)
      .sort();
    return [{ id: task.id, from: before.at(-1) ?? null, to }];
  });
}
