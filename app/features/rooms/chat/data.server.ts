import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { prepared } from "@db/prepared";
import { chatCounters, chatMessages, chatReads, chatThreads } from "@db/schema/chat";
import { pages, proposals } from "@db/schema/rooms";
import { and, asc, count, desc, eq, gt, isNull, lt, ne, or, sql } from "drizzle-orm";
import { found } from "~/platform/errors";
import { sharedMoments } from "~/platform/moments.server";
import { searchWords } from "~/platform/text";
import { faceFor, facesOf, type MessageRow, type PlainMessage, plainOf, threadsOf } from "./faces.server";
import { inCorner, selfOf } from "./place.server";
import type { Chat, ChatMessage, ChatSlice, ChatThread } from "./schema";
import { CHANGES_AT_ONCE, MESSAGES_AT_ONCE } from "./utils";

const MAX_HITS = 50;
const MAX_COUNTED = 100;

/** The newest messages, or the newest before one; of the whole corner or of one thread. */
export async function listMessages(
  chat: Chat,
  {
    threadId = null,
    before = null,
    atOnce = MESSAGES_AT_ONCE,
  }: { threadId?: string | null; before?: number | null; atOnce?: number } = {},
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
    .limit(atOnce + 1);
  const shown = rows.slice(0, atOnce).reverse();
  return { ...(await sliceOf(chat, shown)), hasOlder: rows.length > atOnce, cursor };
}

type PlainSlice = Omit<ChatSlice, "messages"> & { messages: readonly PlainMessage[] };
const SHARED_MS = 1_000;
/** Who missed more has been away: few miss just the same, and their answers are too large to keep. */
const MOST_SHARED = 20;
const shareChanges = sharedMoments<PlainSlice>(SHARED_MS);

/**
 * Everything that is new or different since a change the reader has: each message once, in its latest state. When a room
 * is told of a message, hundreds ask this at once: what they get is read once for all of one side who have and miss the
 * same. Each of them was let in by the guard, asks for the corner's last number, and gets a face of their own of it.
 */
export async function listChanges(chat: Chat, after: number): Promise<ChatSlice> {
  const { actor, corner } = chat;
  // Throws for who may not be here, and belongs to whoever asks.
  const place = inCorner(chat);
  // First: with the next change it is another number, and so another answer.
  const last = await lastSeqOf(chat);
  const key = `${actor.workspaceId} ${actor.roomId} ${corner} ${actor.kind} ${after} ${last}`;
  const read = () => readChanges(chat, place, { after, last });
  const isShared = after <= last && last - after <= MOST_SHARED;
  const slice = await (isShared ? shareChanges(key, read) : read());
  return { ...slice, messages: slice.messages.map((message) => faceFor(chat, message)) };
}

async function readChanges(
  chat: Chat,
  place: ReturnType<typeof inCorner>,
  { after, last }: { after: number; last: number },
): Promise<PlainSlice> {
  const rows = await db
    .select()
    .from(chatMessages)
    .where(and(place, gt(chatMessages.changeSeq, after)))
    .orderBy(asc(chatMessages.changeSeq))
    .limit(CHANGES_AT_ONCE);
  const isComplete = rows.length < CHANGES_AT_ONCE;
  const reached = rows.at(-1)?.changeSeq ?? after;
  const [messages, threads] = await Promise.all([plainOf(chat, rows), threadsOf(chat, threadIdsOf(rows))]);
  // `hasOlder` here: there is more to fetch.
  return { messages, threads, hasOlder: !isComplete, cursor: isComplete ? Math.max(last, reached) : reached };
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
  // By way of the threads: most of a room's messages hang on none.
  const rows = await db
    .select({
      pageId: chatThreads.pageId,
      n: db.$count(
        chatMessages,
        and(inCorner(chat), eq(chatMessages.threadId, chatThreads.id), isNull(chatMessages.deletedAt)),
      ),
    })
    .from(chatThreads)
    .where(and(eq(chatThreads.roomId, chat.actor.roomId), eq(chatThreads.corner, chat.corner)));
  const counts: Record<string, number> = {};
  for (const { pageId, n } of rows) if (n > 0) counts[pageId] = (counts[pageId] ?? 0) + n;
  return counts;
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

/** Other people's messages since one's own read marker; counting ends where a badge shows no more of it. */
export async function countUnread(chat: Chat, since?: number): Promise<number> {
  const self = selfOf(chat.actor);
  const unread = db
    .select({ id: chatMessages.id })
    .from(chatMessages)
    .where(
      and(
        inCorner(chat),
        gt(chatMessages.seq, since ?? (await lastReadOf(chat))),
        isNull(chatMessages.deletedAt),
        ne(chatMessages.authorId, self.id),
      ),
    )
    .limit(MAX_COUNTED)
    .as("unread");
  const [row] = await db.select({ n: count() }).from(unread);
  return row?.n ?? 0;
}

async function lastSeqOf({ actor, corner }: Chat): Promise<number> {
  const [row] = await lastSeq({ roomId: actor.roomId, corner });
  return row?.seq ?? 0;
}

const lastSeq = prepared((source) =>
  source
    .select({ seq: chatCounters.lastSeq })
    .from(chatCounters)
    .where(
      and(
        eq(chatCounters.roomId, sql.placeholder("roomId")),
        eq(chatCounters.corner, sql.placeholder("corner")),
      ),
    ),
);

async function sliceOf(chat: Chat, rows: readonly MessageRow[]) {
  const [messages, threads] = await Promise.all([facesOf(chat, rows), threadsOf(chat, threadIdsOf(rows))]);
  return { messages, threads };
}

function threadIdsOf(rows: readonly MessageRow[]): string[] {
  return rows.flatMap((row) => row.threadId ?? []);
}
