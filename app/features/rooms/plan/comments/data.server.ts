import { db } from "@db/client";
import { taskComments } from "@db/schema/plan";
import { and, asc, eq } from "drizzle-orm";
import { listAttachments } from "../../attachments/data.server";
import type { Attachment } from "../../attachments/schema";
import { namesOf } from "../../names.server";
import type { RoomActor } from "../../schema";
import type { TaskComment } from "../schema";
import type { Task } from "../tasks/data.server";

const MAX_SHOWN = 500;

/** What both sides wrote on a task that the actor may see, oldest first. A deleted one keeps its place, not its words. */
export async function listComments(actor: RoomActor, task: Task): Promise<TaskComment[]> {
  const rows = await db
    .select()
    .from(taskComments)
    .where(and(eq(taskComments.taskId, task.id), eq(taskComments.workspaceId, actor.workspaceId)))
    .orderBy(asc(taskComments.createdAt), asc(taskComments.id))
    .limit(MAX_SHOWN);
  const idsOf = (kind: "member" | "viewer") =>
    rows.filter((row) => row.authorKind === kind).map((row) => row.authorId);
  const names = await namesOf(actor, { memberIds: idsOf("member"), viewerIds: idsOf("viewer") });
  return rows.map((row) => ({
    id: row.id,
    side: row.authorKind,
    authorName: names.get(row.authorId) ?? null,
    isMine: isAuthor(actor, row),
    body: row.deletedAt ? "" : row.body,
    createdAt: row.createdAt,
    editedAt: row.editedAt,
    isDeleted: row.deletedAt !== null,
  }));
}

/** Files of a task that the actor may see. */
export async function listTaskFiles(actor: RoomActor, task: Task): Promise<Attachment[]> {
  const byOwner = await listAttachments(actor, { ownerKind: "task", ownerIds: [task.id] });
  return byOwner.get(task.id) ?? [];
}

export function isAuthor(
  actor: RoomActor,
  row: Pick<typeof taskComments.$inferSelect, "authorKind" | "authorId">,
): boolean {
  return row.authorKind === actor.kind && row.authorId === authorId(actor);
}

export function authorId(actor: RoomActor): string {
  return actor.kind === "member" ? actor.memberId : actor.viewerId;
}
