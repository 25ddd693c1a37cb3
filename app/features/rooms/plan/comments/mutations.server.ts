import { taskComments } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { claimAttachments, dropAttachments } from "../../attachments/mutations.server";
import type { RoomActor } from "../../schema";
import { inPlan, touchRoom } from "../mutations.server";
import { canComment, canEditPlan } from "../policy";
import { findTask, type Task, type TaskKey } from "../tasks/data.server";
import { recordTask } from "../tasks/mutations.server";
import { authorId, isAuthor } from "./data.server";

type Row = typeof taskComments.$inferSelect;
type CommentKey = TaskKey & { commentId: string };

/** Sent twice with one client id, stored once. */
export async function addComment(
  actor: RoomActor,
  { body, clientId, ...key }: TaskKey & { body: string; clientId: string },
): Promise<void> {
  await onTask(actor, key, async (tx, task) => {
    const at = now();
    const author = { authorKind: actor.kind, authorId: authorId(actor) };
    const place = { workspaceId: actor.workspaceId, roomId: actor.roomId, taskId: task.id };
    const [made] = await tx
      .insert(taskComments)
      .values({ id: newId(), ...place, ...author, clientId, body, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: taskComments.id });
    if (made) await recordTask(tx, actor, { type: "task.commented", task });
  });
}

/** Only by its author. */
export async function editComment(
  actor: RoomActor,
  { commentId, body, ...key }: CommentKey & { body: string },
): Promise<void> {
  await onTask(actor, key, async (tx) => {
    const current = await findOwn(tx, actor, { ...key, commentId });
    if (current.deletedAt) throw new AppError("CONFLICT");
    if (current.body === body) return;
    await tx.update(taskComments).set({ body, editedAt: now() }).where(eq(taskComments.id, commentId));
  });
}

/** Its words stay until it is brought back or the room goes; nobody is shown them. */
export async function deleteComment(actor: RoomActor, { commentId, ...key }: CommentKey): Promise<void> {
  await setDeleted(actor, { ...key, commentId }, now());
}

export async function restoreComment(actor: RoomActor, { commentId, ...key }: CommentKey): Promise<void> {
  await setDeleted(actor, { ...key, commentId }, null);
}

async function setDeleted(
  actor: RoomActor,
  { commentId, ...key }: CommentKey,
  deletedAt: Date | null,
): Promise<void> {
  await onTask(actor, key, async (tx) => {
    await findOwn(tx, actor, { ...key, commentId });
    await tx.update(taskComments).set({ deletedAt }).where(eq(taskComments.id, commentId));
  });
}

/** Ties a received file to the task. */
export async function attachFile(
  actor: RoomActor,
  { attachmentId, ...key }: TaskKey & { attachmentId: string },
): Promise<void> {
  await onTask(actor, key, async (tx, task) => {
    await claimAttachments(tx, actor, { ids: [attachmentId], ownerKind: "task", ownerId: task.id });
    await touchRoom(tx, actor.roomId);
  });
}

/** For good; by who may change the plan. */
export async function dropFile(
  actor: RoomActor,
  { attachmentId, ...key }: TaskKey & { attachmentId: string },
): Promise<void> {
  assertCan(canEditPlan(actor));
  await onTask(actor, key, (tx, task) =>
    dropAttachments(tx, actor, { ownerKind: "task", ownerId: task.id, ids: [attachmentId] }),
  );
}

async function onTask(
  actor: RoomActor,
  key: TaskKey,
  work: (tx: Tx, task: Task) => Promise<void>,
): Promise<void> {
  await inPlan(actor, key.pageId, async (tx) => {
    const task = await findTask(tx, actor, key);
    assertCan(canComment(actor, task));
    if (task.archivedAt) throw new AppError("CONFLICT");
    await work(tx, task);
    return { toBuyers: !task.internal };
  });
}

async function findOwn(tx: Tx, actor: RoomActor, { taskId, commentId }: CommentKey): Promise<Row> {
  const [row] = await tx
    .select()
    .from(taskComments)
    .where(and(eq(taskComments.id, commentId), eq(taskComments.taskId, taskId)));
  const comment = found(row);
  assertCan(isAuthor(actor, comment));
  return comment;
}
