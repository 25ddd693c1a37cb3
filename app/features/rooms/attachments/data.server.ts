import { db } from "@db/client";
import { attachments, chatMessages } from "@db/schema/chat";
import { taskComments, tasks } from "@db/schema/plan";
import { pages } from "@db/schema/rooms";
import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { RoomActor } from "../schema";
import { canUseCorner } from "./policy";
import type { Attachment, Corner, OwnerKind } from "./schema";

export type StoredAttachment = Attachment & { fileKey: string; sha256: string };

type Row = typeof attachments.$inferSelect;
const IDS_AT_ONCE = 500;

/**
 * A file for whoever may read what it hangs on: NOT_FOUND for a member in the buyers' corner, for a buyer of a task
 * that is the team's own, for everybody once a message is deleted. Unsent, only its sender finds it.
 */
export async function findAttachment(actor: RoomActor, id: string): Promise<StoredAttachment> {
  const [row] = await db
    .select()
    .from(attachments)
    .where(
      and(
        eq(attachments.id, id),
        eq(attachments.roomId, actor.roomId),
        eq(attachments.workspaceId, actor.workspaceId),
      ),
    );
  const { fileKey, sha256, ...file } = found(row && (await mayRead(actor, row)) ? row : null);
  return { ...faceOf(file), fileKey, sha256 };
}

type Listing = { ownerKind: OwnerKind; ownerIds: readonly string[]; corner?: Corner };

/** The files of several owners, by owner, in the order they came. Whoever calls has proven that the actor may read the owners. */
export async function listAttachments(
  actor: RoomActor,
  { ownerKind, ownerIds, corner = "room" }: Listing,
): Promise<ReadonlyMap<string, Attachment[]>> {
  const byOwner = new Map<string, Attachment[]>();
  if (!canUseCorner(actor, corner)) return byOwner;
  for (let at = 0; at < ownerIds.length; at += IDS_AT_ONCE) {
    const rows = await db
      .select()
      .from(attachments)
      .where(
        and(
          eq(attachments.ownerKind, ownerKind),
          inArray(attachments.ownerId, ownerIds.slice(at, at + IDS_AT_ONCE)),
          eq(attachments.roomId, actor.roomId),
          eq(attachments.workspaceId, actor.workspaceId),
          eq(attachments.corner, corner),
        ),
      )
      .orderBy(asc(attachments.createdAt), asc(attachments.id));
    for (const row of rows) {
      const owner = row.ownerId ?? "";
      byOwner.set(owner, [...(byOwner.get(owner) ?? []), faceOf(row)]);
    }
  }
  return byOwner;
}

async function mayRead(actor: RoomActor, row: Row): Promise<boolean> {
  if (!canUseCorner(actor, row.corner)) return false;
  if (row.ownerId === null) return isSender(actor, row);
  switch (row.ownerKind) {
    case "message":
      return hasMessage(row.ownerId, row.corner);
    case "task":
      return seesTask(actor, row.ownerId);
    case "task_comment": {
      const [comment] = await db
        .select({ taskId: taskComments.taskId })
        .from(taskComments)
        .where(and(eq(taskComments.id, row.ownerId), isNull(taskComments.deletedAt)));
      return comment !== undefined && seesTask(actor, comment.taskId);
    }
    case "proposal":
      return hasPage(row.ownerId);
  }
}

function isSender(actor: RoomActor, row: Row): boolean {
  const id = actor.kind === "member" ? actor.memberId : actor.viewerId;
  return row.uploaderKind === actor.kind && row.uploaderId === id;
}

async function hasMessage(messageId: string, corner: Corner): Promise<boolean> {
  const [message] = await db
    .select({ id: chatMessages.id })
    .from(chatMessages)
    .where(
      and(eq(chatMessages.id, messageId), eq(chatMessages.corner, corner), isNull(chatMessages.deletedAt)),
    );
  return message !== undefined;
}

async function seesTask(actor: RoomActor, taskId: string): Promise<boolean> {
  const [task] = await db.select({ internal: tasks.internal }).from(tasks).where(eq(tasks.id, taskId));
  return task !== undefined && (actor.kind === "member" || !task.internal);
}

async function hasPage(pageId: string): Promise<boolean> {
  const [page] = await db
    .select({ id: pages.id })
    .from(pages)
    .where(and(eq(pages.id, pageId), isNull(pages.archivedAt)));
  return page !== undefined;
}

function faceOf({ id, fileName, contentType, sizeBytes }: Attachment): Attachment {
  return { id, fileName, contentType, sizeBytes };
}
