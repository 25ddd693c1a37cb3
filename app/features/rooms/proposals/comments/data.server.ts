import { db } from "@db/client";
import { proposalComments } from "@db/schema/proposals";
import { pages, proposals } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, or } from "drizzle-orm";
import { nowMs } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { namesOf } from "../../names.server";
import type { MemberActor } from "../../schema";
import { withBlockIds } from "../blocks/new-block-id";
import { type TextBlock, textBlocks } from "../versions/text.server";
import { canComment, canDeleteComment, canEditComment, canRestoreComment } from "./policy";
import type { CommentFace, CommentPlace, CommentsView, CommentThread } from "./schema";
import { labelOf, MAX_PLACES, MAX_SLIPS, RESTORE_MS } from "./utils";

export type Comment = typeof proposalComments.$inferSelect;

/** What the team said about a proposal of the room. NOT_FOUND for every other kind of page. */
export async function loadComments(actor: MemberActor, pageId: string): Promise<CommentsView> {
  const page = await findCommented(db, actor, pageId);
  const rows = await readRows(actor, page.id);
  const memberIds = rows.flatMap(({ authorId, resolvedById }) =>
    resolvedById ? [authorId, resolvedById] : [authorId],
  );
  const names = await namesOf(actor, { memberIds: [...new Set(memberIds)], viewerIds: [] });
  const blocks = blocksOf(page.body);
  const canWrite = canComment(actor, page);
  return {
    roomId: actor.roomId,
    pageId: page.id,
    threads: inOrder(threadsOf(rows, { actor, names, canWrite }), blocks),
    places: placesOf(blocks),
    canWrite,
    requestKey: newId(),
  };
}

/** Every living one with what it answers, however full the page is, and what this member can still bring back. */
async function readRows({ workspaceId, memberId }: MemberActor, pageId: string): Promise<Comment[]> {
  const { id, parentId, createdAt, deletedAt, deletedById } = proposalComments;
  const isHere = and(eq(proposalComments.pageId, pageId), eq(proposalComments.workspaceId, workspaceId));
  const answered = db
    .select({ id: parentId })
    .from(proposalComments)
    .where(and(isHere, isNull(deletedAt), isNotNull(parentId)));
  const since = new Date(nowMs() - RESTORE_MS);
  const slips = db
    .select({ id })
    .from(proposalComments)
    .where(and(isHere, eq(deletedById, memberId), gt(deletedAt, since)))
    .orderBy(desc(deletedAt), desc(id))
    .limit(MAX_SLIPS);
  return db
    .select()
    .from(proposalComments)
    .where(and(isHere, or(isNull(deletedAt), inArray(id, answered), inArray(id, slips))))
    .orderBy(asc(createdAt), asc(id));
}

/** The proposal whose comments are meant, living or removed, with its text. */
export async function findCommented(source: Pick<Tx, "select">, actor: MemberActor, pageId: string) {
  const [row] = await source
    .select({ id: pages.id, archivedAt: pages.archivedAt, body: proposals.body, title: pages.title })
    .from(pages)
    .innerJoin(proposals, eq(proposals.pageId, pages.id))
    .where(
      and(
        eq(pages.id, pageId),
        eq(pages.roomId, actor.roomId),
        eq(pages.workspaceId, actor.workspaceId),
        eq(pages.kind, "proposal"),
      ),
    );
  return found(row);
}

/** Words of a block as it is stored. */
export function wordsOf(body: Parameters<typeof withBlockIds>[0], blockId: string): string {
  return blocksOf(body).find(({ id }) => id === blockId)?.text ?? "";
}

/** With the ids that the editor gives to texts from before blocks had any. */
function blocksOf(body: Parameters<typeof withBlockIds>[0]): TextBlock[] {
  return textBlocks(withBlockIds(body), { language: "en", names: new Map() });
}

/** Every block of a short text, the headings of a long one. */
function placesOf(blocks: readonly TextBlock[]): CommentPlace[] {
  const all = blocks.filter(({ type, text }) => text.trim() !== "" || type !== "paragraph");
  const chosen = all.length <= MAX_PLACES ? all : all.filter(({ type }) => type === "heading");
  return chosen
    .slice(0, MAX_PLACES)
    .flatMap(({ id, type, text }) => (id ? { blockId: id, type, label: labelOf(text) } : []));
}

type Reading = { actor: MemberActor; names: ReadonlyMap<string, string | null>; canWrite: boolean };

function threadsOf(rows: readonly Comment[], reading: Reading): CommentThread[] {
  const answers = new Map<string, Comment[]>();
  for (const row of rows)
    if (row.parentId) answers.set(row.parentId, [...(answers.get(row.parentId) ?? []), row]);
  const roots = rows.filter(({ parentId }) => parentId === null);
  return roots.flatMap((root) => {
    const replies = (answers.get(root.id) ?? []).map((row) => faceOf(row, reading)).filter(isShown);
    const first = faceOf(root, reading);
    if (!isShown(first) && !replies.some(({ isDeleted }) => !isDeleted)) return [];
    const { id, blockId, quote, resolvedAt, resolvedById } = root;
    return {
      id,
      blockId,
      quote,
      isGone: false,
      isResolved: resolvedAt !== null,
      resolvedByName: (resolvedById && reading.names.get(resolvedById)) || null,
      comments: [first, ...replies],
      requestKey: newId(),
    };
  });
}

/** A deleted one keeps its place only where it can be brought back, or where answers to it stand. */
function isShown({ isDeleted, canRestore }: CommentFace): boolean {
  return !isDeleted || canRestore;
}

function faceOf(row: Comment, { actor, names, canWrite }: Reading): CommentFace {
  const isDeleted = row.deletedAt !== null;
  return {
    id: row.id,
    body: isDeleted ? "" : row.body,
    authorName: names.get(row.authorId) ?? null,
    createdMs: row.createdAt.getTime(),
    isEdited: row.editedAt !== null && !isDeleted,
    isDeleted,
    canEdit: canWrite && canEditComment(actor, row),
    canDelete: canWrite && canDeleteComment(actor, row),
    canRestore: canWrite && canRestoreComment(actor, row, nowMs()),
  };
}

/** Those of one place stay in the order of their time. */
function inOrder(threads: readonly CommentThread[], blocks: readonly TextBlock[]): CommentThread[] {
  const places = new Map(blocks.map(({ id }, at) => [id ?? "", at]));
  const placeOf = ({ blockId }: CommentThread) => (blockId ? (places.get(blockId) ?? blocks.length) : -1);
  return threads
    .map((thread) => ({ ...thread, isGone: thread.blockId !== "" && !places.has(thread.blockId) }))
    .sort((one, other) => placeOf(one) - placeOf(other));
}
