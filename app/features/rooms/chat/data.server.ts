import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { chatCounters, chatMessages, chatReads, chatThreads } from "@db/schema/chat";
import { pages, proposals } from "@db/schema/rooms";
import { and, asc, count, desc, eq, gt, isNull, lt, ne, or } from "drizzle-orm";
import { found } from "~/platform/errors";
import { searchWords } from "~/platform/text";
import { facesOf, type MessageRow, threadsOf } from "./faces.server";
import { inCorner, selfOf } from "./place.server";
import type { Chat, ChatMessage, ChatSlice, ChatThread } from "./schema";
import { CHANGES_AT_ONCE, MESSAGES_AT_ONCE } from "./utils";

const MAX_HITS = 50;

/** The newest messages, or the newest before one; of the whole corner or of one thread. */
export async function listMessages(
  chat: Chat,
  { threadId = null, before = null }: { threadId?: string | null; before?: number | null } = {},
): Promise<ChatSlice> {
  // First: what changes while the rest is read comes again with the next changes.
  const cursor = await lastSeqOf(chat);
  const rows = await db
    .select()
    .from(chatMessages)
    .where(
      and(
        inCorner(chat),
        threadId === null ? undefined : eq(chatMessages.threadId, threadId),
        before === null ? undefined : lt(chatMessages.seq, before),
      ),
    )
    .orderBy(desc(chatMessages.seq))
    .limit(MESSAGES_AT_ONCE + 1);
  const shown = rows.slice(0, MESSAGES_AT_ONCE).reverse();
  return { ...(await sliceOf(chat, shown)), hasOlder: rows.length > MESSAGES_AT_ONCE, cursor };
}

/** Everything that is new or different since a change the reader has: each message once, in its latest state. */
export async function listChanges(chat: Chat, after: number): Promise<ChatSlice> {
  const last = await lastSeqOf(chat);
  const rows = await db
    .select()
    .from(chatMessages)
    .where(and(inCorner(chat), gt(chatMessages.changeSeq, after)))
    .orderBy(asc(chatMessages.changeSeq))
    .limit(CHANGES_AT_ONCE);
  const isComplete = rows.length < CHANGES_AT_ONCE;
  const reached = rows.at(-1)?.changeSeq ?? after;
  // `hasOlder` here: there is more to fetch.
  return {
    ...(await sliceOf(chat, rows)),
    hasOlder: !isComplete,
    cursor: isComplete ? Math.max(last, reached) : reached,
  };
}

/** The newest messages that have all the words, newest first. */
export async function searchMessages(chat: Chat, term: string): Promise<ChatSlice> {
  const words = searchWords(term);
  if (words.length === 0) return { messages: [], threads: [], hasOlder: false, cursor: 0 };
  const rows = await db
    .select()
    .from(chatMessages)
    .where(
      and(
        inCorner(chat),
        isNull(chatMessages.deletedAt),
        ...words.map((word) => containsFolded(chatMessages.searchText, word)),
      ),
    )
    .orderBy(desc(chatMessages.seq))
    .limit(MAX_HITS + 1);
  const slice = await sliceOf(chat, rows.slice(0, MAX_HITS));
  return { ...slice, hasOlder: rows.length > MAX_HITS, cursor: 0 };
}

export async function findMessage(chat: Chat, messageId: string): Promise<ChatMessage> {
  const [row] = await db
    .select()
    .from(chatMessages)
    .where(and(inCorner(chat), eq(chatMessages.id, messageId)));
  const [face] = await facesOf(chat, [found(row)]);
  return found(face);
}

/** NOT_FOUND in another corner or room just as for none. */
export async function findThread(chat: Chat, threadId: string): Promise<ChatThread> {
  const [thread] = await threadsOf(chat, [threadId]);
  return found(thread);
}

/** What a new question about this spot would hang on: the thread there is, or none yet. */
export async function findSpot(
  chat: Chat,
  { pageId, unit }: { pageId: string; unit: number | null },
): Promise<Omit<ChatThread, "id"> & { id: string | null }> {
  const [page] = await db
    .select({ title: pages.title, kind: pages.kind })
    .from(pages)
    .leftJoin(proposals, eq(proposals.pageId, pages.id))
    .where(
      and(
        eq(pages.id, pageId),
        eq(pages.roomId, chat.actor.roomId),
        isNull(pages.archivedAt),
        chat.actor.kind === "viewer"
          ? or(ne(pages.kind, "proposal"), gt(proposals.publishedVersionId, ""))
          : undefined,
      ),
    );
  const { title, kind } = found(page);
  const [thread] = await db
    .select({ id: chatThreads.id })
    .from(chatThreads)
    .where(
      and(
        eq(chatThreads.roomId, chat.actor.roomId),
        eq(chatThreads.corner, chat.corner),
        eq(chatThreads.pageId, pageId),
        unit === null ? isNull(chatThreads.unit) : eq(chatThreads.unit, unit),
      ),
    );
  return { id: thread?.id ?? null, pageId, pageTitle: title, kind, unit };
}

/** How many messages hang on each page, in this corner. Pages without any are left out. */
export async function countByPage(chat: Chat): Promise<Record<string, number>> {
  const rows = await db
    .select({ pageId: chatThreads.pageId, n: count() })
    .from(chatThreads)
    .innerJoin(chatMessages, eq(chatMessages.threadId, chatThreads.id))
    .where(and(inCorner(chat), eq(chatThreads.roomId, chat.actor.roomId), isNull(chatMessages.deletedAt)))
    .groupBy(chatThreads.pageId);
  return Object.fromEntries(rows.map(({ pageId, n }) => [pageId, n]));
}

export async function lastReadOf(chat: Chat): Promise<number> {
  const [row] = await db
    .select({ seq: chatReads.lastSeq })
    .from(chatReads)
    .where(
      and(
        eq(chatReads.roomId, chat.actor.roomId),
        eq(chatReads.corner, chat.corner),
        eq(chatReads.readerId, selfOf(chat.actor).id),
      ),
    );
  return row?.seq ?? 0;
}

/** Other people's messages since one's own read marker. */
export async function countUnread(chat: Chat): Promise<number> {
  const self = selfOf(chat.actor);
  const [row] = await db
    .select({ n: count() })
    .from(chatMessages)
    .where(
      and(
        inCorner(chat),
        gt(chatMessages.seq, await lastReadOf(chat)),
        isNull(chatMessages.deletedAt),
        ne(chatMessages.authorId, self.id),
      ),
    );
  return row?.n ?? 0;
}

async function lastSeqOf({ actor, corner }: Chat): Promise<number> {
  const [row] = await db
    .select({ seq: chatCounters.lastSeq })
    .from(chatCounters)
    .where(and(eq(chatCounters.roomId, actor.roomId), eq(chatCounters.corner, corner)));
  return row?.seq ?? 0;
}

async function sliceOf(chat: Chat, rows: readonly MessageRow[]) {
  const threadIds = rows.flatMap((row) => row.threadId ?? []);
  const [messages, threads] = await Promise.all([facesOf(chat, rows), threadsOf(chat, threadIds)]);
  return { messages, threads };
}
