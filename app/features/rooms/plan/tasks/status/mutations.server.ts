import { tasks } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import type { RoomActor } from "../../../schema";
import { inPlan } from "../../mutations.server";
import { listBuyerPeople } from "../../people/data.server";
import { canAssign, canWorkOn } from "../../policy";
import type { TaskStatus } from "../../utils";
import { assertContact, findTask, type Task, type TaskKey } from "../data.server";
import { recordTask } from "../mutations.server";

export type StatusChange = { taskId: string; title: string; from: TaskStatus; to: TaskStatus };

/** Buyers complete and reopen; members may also begin and cancel. The same status twice changes nothing. */
export async function setTaskStatus(
  actor: RoomActor,
  { status, ...key }: TaskKey & { status: TaskStatus },
): Promise<StatusChange> {
  const { change } = await inPlan(actor, key.pageId, async (tx) => {
    const task = await findTask(tx, actor, key);
    assertCan(canWorkOn(actor, task));
    // What the team called off is not brought back from outside.
    if (actor.kind === "viewer")
      assertCan((status === "done" || status === "to_do") && task.status !== "cancelled");
    if (task.archivedAt) throw new AppError("CONFLICT");
    return { change: await saveStatus(tx, actor, task, status), toBuyers: !task.internal };
  });
  return change;
}

/** For verbs that hold the plan's lock and have checked the rights. */
export async function saveStatus(
  tx: Tx,
  actor: RoomActor,
  task: Task,
  status: TaskStatus,
): Promise<StatusChange> {
  const change = { taskId: task.id, title: task.title, from: task.status, to: status };
  if (task.status === status) return change;
  const isDone = status === "done";
  await tx
    .update(tasks)
    .set({
      status,
      completedAt: isDone ? now() : null,
      completedByKind: isDone ? actor.kind : null,
      completedById: isDone ? (actor.kind === "member" ? actor.memberId : actor.viewerId) : null,
      updatedAt: now(),
    })
    .where(eq(tasks.id, task.id));
  await recordTask(tx, actor, { type: eventOf(task.status, status), task });
  return change;
}

function eventOf(from: TaskStatus, to: TaskStatus) {
  if (to === "done") return "task.completed";
  if (to === "cancelled") return "task.cancelled";
  return from === "done" || from === "cancelled" ? "task.reopened" : "task.started";
}

/** Who of the buying side does a task of that side; null: nobody in particular. */
export async function assignTask(
  actor: RoomActor,
  { contactId, ...key }: TaskKey & { contactId: string | null },
): Promise<void> {
  if (actor.kind === "viewer" && contactId !== null) {
    found((await listBuyerPeople(actor)).find(({ id }) => id === contactId));
  }
  await inPlan(actor, key.pageId, async (tx) => {
    const task = await findTask(tx, actor, key);
    assertCan(canAssign(actor, task));
    if (task.side !== "viewer") throw new AppError("FORBIDDEN");
    if (task.archivedAt) throw new AppError("CONFLICT");
    if (task.contactId === contactId) return {};
    if (contactId !== null) await assertContact(tx, actor, contactId);
    await tx
      .update(tasks)
      .set({ contactId, memberId: null, updatedAt: now(), version: task.version + 1 })
      .where(eq(tasks.id, task.id));
    await recordTask(tx, actor, { type: "task.assigned", task });
    return { toBuyers: !task.internal };
  });
}
