import { taskDependencies, tasks } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { and, eq, isNull, max } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { AppError, found } from "~/platform/errors";
import type { MemberActor, RoomActor } from "../../schema";
import { findAnchors, listPlanned } from "../due/data.server";
import { settleDueDays } from "../due/mutations.server";
import { type DueTask, dueDays, findCircle } from "../due/utils";
import { findMilestone } from "../milestones/data.server";
import { editingPlan, touchRoom } from "../mutations.server";
import { MAX_TASKS } from "../utils";
import {
  assertOwner,
  assertTasks,
  dependenciesOf,
  findTask,
  listEdges,
  type Task,
  type TaskKey,
} from "./data.server";
import type { TaskFields } from "./schema";

const STEP = 10;

/** What a stored task is, with what it depends on. */
export type StoredTask = Task & { dependsOn: string[] };

/** Refused with the field that is to blame; nothing was written. */
export type TaskRefusal =
  | { ok: false; reason: "stale"; current: StoredTask }
  | { ok: false; reason: "circle"; field: "dueTaskId" | "dependsOn"; titles: string[] }
  | { ok: false; reason: "day"; field: "dueOffset" }
  | { ok: false; reason: "full" };
export type TaskEdit = { ok: true; row: Task } | TaskRefusal;

type Outcome = { edit: TaskEdit; toBuyers?: boolean };

/** At the end of its milestone. The same request key twice makes one. */
export async function addTask(
  actor: MemberActor,
  { pageId, requestKey, ...fields }: TaskFields & { pageId: string; requestKey: string },
): Promise<TaskEdit> {
  const { edit } = await editingPlan(actor, pageId, async (tx): Promise<Outcome> => {
    const [earlier] = await tx.select().from(tasks).where(eq(tasks.id, requestKey));
    if (earlier) return { edit: { ok: true, row: found(earlier.pageId === pageId ? earlier : null) } };
    const living = and(eq(tasks.pageId, pageId), isNull(tasks.archivedAt));
    if ((await tx.$count(tasks, living)) >= MAX_TASKS) return { edit: { ok: false, reason: "full" } };
    const refusal = await refusalOf(tx, actor, { pageId, taskId: requestKey, fields });
    if (refusal) return { edit: refusal };
    const row = await insertTask(tx, actor, { id: requestKey, pageId, ...fields });
    await recordTask(tx, actor, { type: "task.created", task: row });
    const moved = await settleDueDays(tx, actor.roomId);
    return { edit: { ok: true, row }, toBuyers: !row.internal || moved.toldToBuyers };
  });
  return edit;
}

/** Stale when someone changed its texts since `version` was shown; its status and its place don't count. */
export async function editTask(
  actor: MemberActor,
  { version, pageId, taskId, ...fields }: TaskFields & TaskKey & { version: number },
): Promise<TaskEdit> {
  const { edit } = await editingPlan(actor, pageId, async (tx): Promise<Outcome> => {
    const task = await findTask(tx, actor, { pageId, taskId });
    const current = { ...task, dependsOn: await dependenciesOf(tx, taskId) };
    if (task.version !== version || task.archivedAt) return { edit: { ok: false, reason: "stale", current } };
    const refusal = await refusalOf(tx, actor, { pageId, taskId, fields, current });
    if (refusal) return { edit: refusal };
    const { dependsOn, ...columns } = fields;
    const place =
      fields.milestoneId === task.milestoneId
        ? {}
        : { position: await nextPosition(tx, pageId, fields.milestoneId) };
    const [row] = await tx
      .update(tasks)
      .set({ ...columns, ...place, updatedAt: now(), version: task.version + 1 })
      .where(eq(tasks.id, taskId))
      .returning();
    await saveDependencies(tx, actor, { taskId, before: current.dependsOn, after: dependsOn });
    await recordTask(tx, actor, { type: "task.updated", task: found(row) });
    const moved = await settleDueDays(tx, actor.roomId);
    const toBuyers = !task.internal || !fields.internal || moved.toldToBuyers;
    return { edit: { ok: true, row: found(row) }, toBuyers };
  });
  return edit;
}

/** Takes it out of the plan on both sides; what hangs on its day has none until it is back. */
export function archiveTask(actor: MemberActor, key: TaskKey): Promise<{ title: string }> {
  return setArchived(actor, key, true);
}

export function restoreTask(actor: MemberActor, key: TaskKey): Promise<{ title: string }> {
  return setArchived(actor, key, false);
}

function setArchived(actor: MemberActor, key: TaskKey, isArchived: boolean): Promise<{ title: string }> {
  return editingPlan(actor, key.pageId, async (tx) => {
    const task = await findTask(tx, actor, key);
    const { title } = task;
    if ((task.archivedAt !== null) === isArchived) return { title };
    if (!isArchived) await assertStillRound(tx, task);
    const [row] = await tx
      .update(tasks)
      .set({ archivedAt: isArchived ? now() : null, updatedAt: now() })
      .where(eq(tasks.id, task.id))
      .returning();
    await recordTask(tx, actor, { type: isArchived ? "task.archived" : "task.restored", task: found(row) });
    const moved = await settleDueDays(tx, actor.roomId);
    return { title, toBuyers: !task.internal || moved.toldToBuyers };
  });
}

/** While it was away the others may have been tied the other way round. */
async function assertStillRound(tx: Tx, task: Task): Promise<void> {
  const edges = await listEdges(tx, task.pageId);
  edges.set(task.id, await dependenciesOf(tx, task.id));
  const dueEdges = edgesOfDays(await listPlanned(tx, task.roomId));
  if (task.dueKind === "task") dueEdges.set(task.id, [task.dueTaskId ?? ""]);
  if (findCircle(task.id, edges) || findCircle(task.id, dueEdges)) throw new AppError("CONFLICT");
}

type Wish = { pageId: string; taskId: string; fields: TaskFields; current?: StoredTask };

/** Everything that can be wrong with a task's fields once the plan around it is known. */
async function refusalOf(tx: Tx, actor: MemberActor, wish: Wish): Promise<TaskRefusal | null> {
  const { pageId, taskId, fields, current } = wish;
  const { milestoneId } = fields;
  if (milestoneId !== null && milestoneId !== current?.milestoneId) {
    const milestone = await findMilestone(tx, actor, { pageId, milestoneId });
    found(milestone.archivedAt === null ? milestone : null);
  }
  await assertOwner(tx, actor, { next: fields, current });
  const named = [...fields.dependsOn, ...(fields.dueTaskId ? [fields.dueTaskId] : [])];
  const kept = [...(current?.dependsOn ?? []), ...(current?.dueTaskId ? [current.dueTaskId] : [])];
  await assertTasks(tx, actor, { pageId, ids: named, kept });
  return findTrouble(tx, actor, { taskId, pageId, fields });
}

async function findTrouble(
  tx: Tx,
  actor: MemberActor,
  { taskId, pageId, fields }: Omit<Wish, "current">,
): Promise<TaskRefusal | null> {
  const planned = await listPlanned(tx, actor.roomId);
  const wished: DueTask & { title: string } = { id: taskId, ...fields };
  const next = [...planned.filter(({ id }) => id !== taskId), wished];
  const titleOf = (id: string) => next.find((task) => task.id === id)?.title ?? "";
  const dueCircle = findCircle(taskId, edgesOfDays(next));
  if (dueCircle) return { ok: false, reason: "circle", field: "dueTaskId", titles: dueCircle.map(titleOf) };
  const edges = await listEdges(tx, pageId);
  edges.set(taskId, fields.dependsOn);
  const circle = findCircle(taskId, edges);
  if (circle) return { ok: false, reason: "circle", field: "dependsOn", titles: circle.map(titleOf) };
  return (await isImpossible(tx, actor, wished, next))
    ? { ok: false, reason: "day", field: "dueOffset" }
    : null;
}

/** What it hangs on has a day, and yet the sum lies outside the calendar. */
async function isImpossible(
  tx: Tx,
  actor: MemberActor,
  wished: DueTask,
  next: readonly DueTask[],
): Promise<boolean> {
  const anchors = await findAnchors(tx, actor.roomId);
  const days = dueDays(next, anchors);
  if (wished.dueKind === "none" || (days.get(wished.id) ?? null) !== null) return false;
  if (wished.dueKind === "close") return anchors.closeDay !== null;
  return wished.dueKind !== "task" || (days.get(wished.dueTaskId ?? "") ?? null) !== null;
}

function edgesOfDays(planned: readonly DueTask[]): Map<string, string[]> {
  return new Map(
    planned.flatMap(({ id, dueKind, dueTaskId }) =>
      dueKind === "task" && dueTaskId ? [[id, [dueTaskId]] as const] : [],
    ),
  );
}

type Place = { workspaceId: string; roomId: string };

/** For verbs that hold the plan's lock and have checked the fields. Its day is worked out by settleDueDays. */
export async function insertTask(
  tx: Tx,
  { workspaceId, roomId }: Place,
  { dependsOn, ...fields }: TaskFields & { id: string; pageId: string },
): Promise<Task> {
  const at = now();
  const position = await nextPosition(tx, fields.pageId, fields.milestoneId);
  const [row] = await tx
    .insert(tasks)
    .values({ ...fields, workspaceId, roomId, position, createdAt: at, updatedAt: at })
    .returning();
  await saveDependencies(tx, { workspaceId }, { taskId: fields.id, before: [], after: dependsOn });
  return found(row);
}

async function nextPosition(tx: Tx, pageId: string, milestoneId: string | null): Promise<number> {
  const isHere = milestoneId === null ? isNull(tasks.milestoneId) : eq(tasks.milestoneId, milestoneId);
  const [last] = await tx
    .select({ position: max(tasks.position) })
    .from(tasks)
    .where(and(eq(tasks.pageId, pageId), isHere));
  return (last?.position ?? 0) + STEP;
}

async function saveDependencies(
  tx: Tx,
  { workspaceId }: { workspaceId: string },
  { taskId, before, after }: { taskId: string; before: readonly string[]; after: readonly string[] },
): Promise<void> {
  for (const dependsOnId of before.filter((id) => !after.includes(id))) {
    await tx
      .delete(taskDependencies)
      .where(and(eq(taskDependencies.taskId, taskId), eq(taskDependencies.dependsOnId, dependsOnId)));
  }
  const added = after.filter((id) => !before.includes(id));
  if (added.length === 0) return;
  await tx
    .insert(taskDependencies)
    .values(added.map((dependsOnId) => ({ workspaceId, taskId, dependsOnId })))
    .onConflictDoNothing();
}

type TaskEventType =
  | "task.created"
  | "task.updated"
  | "task.archived"
  | "task.restored"
  | "task.moved"
  | "task.started"
  | "task.completed"
  | "task.reopened"
  | "task.cancelled"
  | "task.assigned"
  | "task.commented";

/** One event of a task, with who of the buyers did it. Nothing in it says what the task is about. */
export async function recordTask(
  tx: Tx,
  actor: RoomActor,
  { type, task }: { type: TaskEventType; task: Pick<Task, "id" | "pageId" | "internal"> },
): Promise<void> {
  const { id: taskId, pageId, internal } = task;
  const who = actor.kind === "viewer" ? { viewerId: actor.viewerId, contactId: actor.contactId } : {};
  await recordEvent(tx, actor, { type, roomId: actor.roomId, pageId, taskId, internal, ...who });
  await touchRoom(tx, actor.roomId);
}
