import { taskDependencies } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { AppError } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { settleDueDays } from "../due/mutations.server";
import { findCircle } from "../due/utils";
import { insertMilestone } from "../milestones/mutations.server";
import type { OutlineTask, PlanOutline } from "../schema";
import { insertTask } from "../tasks/mutations.server";
import { MAX_TASKS } from "../utils";

type Place = { workspaceId: string; roomId: string; pageId: string };

/**
 * Fills an empty plan from an outline. For verbs that hold the room's lock and have checked the rights; they record
 * the event. INVALID for an outline that names what it does not hold or that goes in circles.
 */
export async function insertPlan(tx: Tx, place: Place, outline: PlanOutline): Promise<void> {
  const groups = [{ title: null, tasks: outline.tasks ?? [] }, ...outline.milestones];
  const all = groups.flatMap((group) => [...group.tasks]);
  assertOutline(all);
  const { workspaceId, pageId } = place;
  const ids = new Map(all.map(({ key }) => [key, newId()]));
  const idOf = (key: string) => ids.get(key) ?? "";
  for (const { title, tasks } of groups) {
    const milestone =
      title === null ? null : await insertMilestone(tx, place, { id: newId(), pageId, title });
    for (const task of tasks) {
      const row = { id: idOf(task.key), pageId, milestoneId: milestone?.id ?? null, dependsOn: [] };
      await insertTask(tx, place, { ...row, ...fieldsOf(task, idOf) });
    }
  }
  const ties = all.flatMap((task) =>
    (task.dependsOn ?? []).map((key) => ({ workspaceId, taskId: idOf(task.key), dependsOnId: idOf(key) })),
  );
  if (ties.length > 0) await tx.insert(taskDependencies).values(ties).onConflictDoNothing();
  await settleDueDays(tx, place.roomId);
}

function assertOutline(all: readonly OutlineTask[]): void {
  const keys = new Set(all.map(({ key }) => key));
  const needs = new Map(all.map((task) => [task.key, [...(task.dependsOn ?? [])]]));
  const hangs = new Map(all.map(({ key, due }) => [key, due?.after === "task" ? [due.key] : []]));
  const named = [...needs.values(), ...hangs.values()].flat();
  const isSound =
    keys.size === all.length &&
    all.length <= MAX_TASKS &&
    named.every((key) => keys.has(key)) &&
    all.every(({ key }) => !findCircle(key, needs) && !findCircle(key, hangs));
  if (!isSound) throw new AppError("INVALID", { message: "the plan's outline contradicts itself" });
}

function fieldsOf(task: OutlineTask, idOf: (key: string) => string) {
  const { title, side, due } = task;
  return {
    title,
    description: task.description ?? null,
    internal: side === "member" && (task.internal ?? false),
    side,
    memberId: null,
    contactId: null,
    roleName: task.roleName ?? null,
    dueKind: due?.after ?? ("none" as const),
    dueDay: null,
    dueOffset: due?.days ?? 0,
    dueTaskId: due?.after === "task" ? idOf(due.key) : null,
  };
}
