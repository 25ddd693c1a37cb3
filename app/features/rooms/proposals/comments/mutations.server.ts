import { db } from "@db/client";
import { proposalComments } from "@db/schema/proposals";
import { rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now, nowMs } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { publish } from "~/platform/realtime.server";
import type { MemberActor } from "../../schema";
import { roomTopic } from "../../topics";
import { type Comment, findCommented, wordsOf } from "./data.server";
import { canComment, canDeleteComment, canEditComment, canRestoreComment } from "./policy";
import { COMMENTS_CHANGED } from "./topics";
import { MAX_COMMENTS, quoteOf } from "./utils";

type Key = { pageId: string; commentId: string };
type Said = { pageId: string; requestKey: string; body: string };
type Verb =
  | "proposal.commented"
  | "proposal.comment_replied"
  | "proposal.comment_edited"
  | "proposal.comment_deleted"
  | "proposal.comment_restored"
  | "proposal.comment_resolved"
  | "proposal.comment_reopened";

/** On a block, or with an empty `blockId` on the whole page. Sent twice with one key, stored once. */
export async function addComment(
  actor: MemberActor,
  { pageId, blockId, quote, ...said }: Said & { blockId: string; quote: string | null },
): Promise<void> {
  await onPage(actor, pageId, async (tx, page) => {
    const words = blockId === "" ? null : (quote ?? quoteOf(wordsOf(page.body, blockId)));
    return insert(tx, actor, { pageId, ...said, parentId: null, blockId, quote: words });
  });
}

/** An answer to what was settled opens it again: it would be overlooked. */
export async function replyToComment(
  actor: MemberActor,
  { pageId, parentId, ...said }: Said & { parentId: string },
): Promise<void> {
  await onPage(actor, pageId, async (tx) => {
    const root = await findRoot(tx, { pageId, commentId: parentId });
    if (root.deletedAt && !(await hasLivingAnswers(tx, root))) throw new AppError("CONFLICT");
    const isMade = await insert(tx, actor, { pageId, ...said, parentId, blockId: "", quote: null });
    if (isMade && root.resolvedAt) await change(tx, root.id, { resolvedAt: null, resolvedById: null });
    return isMade;
  });
}

export async function editComment(
  actor: MemberActor,
  { body, ...key }: Key & { body: string },
): Promise<void> {
  await onComment(actor, key, async (tx, comment) => {
    if (comment.deletedAt) throw new AppError("CONFLICT");
    assertCan(canEditComment(actor, comment));
    if (comment.body === body) return null;
    await change(tx, comment.id, { body, editedAt: now() });
    return "proposal.comment_edited";
  });
}

/** Its words stay for a day, for who deleted it to bring it back. */
export async function deleteComment(actor: MemberActor, key: Key): Promise<void> {
  await onComment(actor, key, async (tx, comment) => {
    assertCan(canDeleteComment(actor, { ...comment, deletedAt: null }));
    if (comment.deletedAt) return null;
    await change(tx, comment.id, { deletedAt: now(), deletedById: actor.memberId });
    return "proposal.comment_deleted";
  });
}

export async function restoreComment(actor: MemberActor, key: Key): Promise<void> {
  await onComment(actor, key, async (tx, comment) => {
    if (!comment.deletedAt) return null;
    assertCan(comment.deletedById === actor.memberId);
    if (!canRestoreComment(actor, comment, nowMs())) throw new AppError("CONFLICT");
    await assertRoom(tx, key.pageId);
    await change(tx, comment.id, { deletedAt: null, deletedById: null });
    return "proposal.comment_restored";
  });
}

/** By anybody who may comment, for the whole thread. */
export async function resolveComment(actor: MemberActor, key: Key): Promise<void> {
  await onPage(actor, key.pageId, async (tx) => {
    const root = await findRoot(tx, key);
    if (root.resolvedAt) return false;
    await change(tx, root.id, { resolvedAt: now(), resolvedById: actor.memberId });
    await record(tx, actor, "proposal.comment_resolved", key);
    return true;
  });
}

export async function reopenComment(actor: MemberActor, key: Key): Promise<void> {
  await onPage(actor, key.pageId, async (tx) => {
    const root = await findRoot(tx, key);
    if (!root.resolvedAt) return false;
    await change(tx, root.id, { resolvedAt: null, resolvedById: null });
    await record(tx, actor, "proposal.comment_reopened", key);
    return true;
  });
}

type CommentedPage = Awaited<ReturnType<typeof findCommented>>;

/** `work` says whether something changed. Only members hear of it: buyers have no part in their topic. */
async function onPage(
  actor: MemberActor,
  pageId: string,
  work: (tx: Tx, page: CommentedPage) => Promise<boolean>,
): Promise<void> {
  const isChanged = await db.transaction(async (tx) => {
    const [room] = await tx
      .select({ archivedAt: rooms.archivedAt })
      .from(rooms)
      .where(and(eq(rooms.id, actor.roomId), eq(rooms.workspaceId, actor.workspaceId)))
      .for("update");
    const isArchived = found(room).archivedAt !== null;
    const page = await findCommented(tx, actor, pageId);
    assertCan(canComment({ ...actor, isArchived }, page));
    return work(tx, page);
  });
  if (isChanged) publish(roomTopic(actor.roomId), { type: COMMENTS_CHANGED, pageId });
}

async function onComment(
  actor: MemberActor,
  key: Key,
  work: (tx: Tx, comment: Comment) => Promise<Verb | null>,
): Promise<void> {
  await onPage(actor, key.pageId, async (tx) => {
    const verb = await work(tx, await find(tx, key));
    if (verb) await record(tx, actor, verb, key);
    return verb !== null;
  });
}

type Insert = Said & { parentId: string | null; blockId: string; quote: string | null };

async function insert(tx: Tx, actor: MemberActor, said: Insert): Promise<boolean> {
  const { requestKey, pageId, parentId, blockId, quote, body } = said;
  await assertRoom(tx, pageId);
  const { workspaceId, memberId } = actor;
  const [made] = await tx
    .insert(proposalComments)
    .values({
      id: requestKey,
      workspaceId,
      pageId,
      parentId,
      blockId,
      quote,
      body,
      authorId: memberId,
      createdAt: now(),
    })
    .onConflictDoNothing()
    .returning({ id: proposalComments.id });
  if (!made) return false;
  const verb = parentId === null ? "proposal.commented" : "proposal.comment_replied";
  await record(tx, actor, verb, { pageId, commentId: made.id });
  return true;
}

/** What was deleted takes no place. */
async function assertRoom(tx: Tx, pageId: string): Promise<void> {
  const isLiving = and(eq(proposalComments.pageId, pageId), isNull(proposalComments.deletedAt));
  if ((await tx.$count(proposalComments, isLiving)) >= MAX_COMMENTS) throw new AppError("TOO_LARGE");
}

async function find(tx: Tx, { pageId, commentId }: Key): Promise<Comment> {
  const [row] = await tx
    .select()
    .from(proposalComments)
    .where(and(eq(proposalComments.id, commentId), eq(proposalComments.pageId, pageId)));
  return found(row);
}

/** What begins a thread; an answer is none. */
async function findRoot(tx: Tx, key: Key): Promise<Comment> {
  const comment = await find(tx, key);
  return found(comment.parentId === null ? comment : null);
}

async function hasLivingAnswers(tx: Tx, { id }: Comment): Promise<boolean> {
  const rows = await tx
    .select({ deletedAt: proposalComments.deletedAt })
    .from(proposalComments)
    .where(eq(proposalComments.parentId, id));
  return rows.some(({ deletedAt }) => deletedAt === null);
}

async function change(tx: Tx, id: string, fields: Partial<Comment>): Promise<void> {
  await tx.update(proposalComments).set(fields).where(eq(proposalComments.id, id));
}

async function record(tx: Tx, actor: MemberActor, type: Verb, { pageId, commentId }: Key): Promise<void> {
  await recordEvent(tx, actor, { type, roomId: actor.roomId, pageId, commentId });
}
