import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { type chatMessages, chatReactions, chatThreads } from "@db/schema/chat";
import { pages, proposals } from "@db/schema/rooms";
import { and, asc, eq, inArray } from "drizzle-orm";
import { listAttachments } from "../attachments/data.server";
import { namesOf } from "../names.server";
import { selfOf } from "./place.server";
import { previewsOf } from "./previews/data.server";
import type { Chat, ChatAuthor, ChatMessage, ChatThread } from "./schema";
import { keyOf, REACTIONS, visitorTag } from "./utils";

export type MessageRow = typeof chatMessages.$inferSelect;

/** A message as everybody of one side may see it, before it is known who looks. Never sent as it is. */
export type PlainMessage = Omit<ChatMessage, "author" | "mentions" | "reactions"> & {
  author: Omit<ChatAuthor, "isMine">;
  mentions: { key: string; name: string }[];
  reactions: { emoji: string; by: string[] }[];
};

/** Rows as either side may see them. Nothing of a deleted message is passed on but that it was there. */
export async function facesOf(chat: Chat, rows: readonly MessageRow[]): Promise<ChatMessage[]> {
  return (await plainOf(chat, rows)).map((message) => faceFor(chat, message));
}

/** Asks of the reader only which room, corner and side they are of. */
export async function plainOf(chat: Chat, rows: readonly MessageRow[]): Promise<PlainMessage[]> {
  if (rows.length === 0) return [];
  const living = rows.filter((row) => row.deletedAt === null);
  const ids = living.map((row) => row.id);
  const [names, mentioned, reactions, files, previews] = await Promise.all([
    namesOf(chat.actor, authorIds(rows)),
    namesOfMentioned(chat, living),
    reactionsOf(ids),
    listAttachments(chat.actor, { ownerKind: "message", ownerIds: ids, corner: chat.corner }),
    previewsOf(chat, living),
  ]);
  return rows.map((row) => {
    const isDeleted = row.deletedAt !== null;
    return {
      id: row.id,
      seq: row.seq,
      changeSeq: row.changeSeq,
      threadId: row.threadId,
      author: {
        key: keyOf(row.authorKind, row.authorId),
        side: row.authorKind,
        name: names.get(row.authorId) ?? null,
        tag: row.authorKind === "viewer" ? visitorTag(row.authorId) : "",
      },
      body: isDeleted ? "" : row.body,
      isDeleted,
      createdMs: row.createdAt.getTime(),
      editedMs: isDeleted ? null : (row.editedAt?.getTime() ?? null),
      mentions: isDeleted ? [] : row.mentions.flatMap((key) => mentioned.get(key) ?? []),
      reactions: reactions.get(row.id) ?? [],
      attachments: files.get(row.id) ?? [],
      preview: previews.get(row.id) ?? null,
      clientId: row.clientId,
    };
  });
}

/** The same message for one reader: what is theirs in it, and nothing that is another's alone. */
export function faceFor(chat: Chat, message: PlainMessage): ChatMessage {
  const { actor } = chat;
  const { kind, id } = selfOf(actor);
  const self = keyOf(kind, id);
  const person = actor.kind === "member" ? self : keyOf("contact", actor.contactId ?? "");
  const isMine = message.author.key === self;
  return {
    ...message,
    author: { ...message.author, isMine },
    mentions: message.mentions.map(({ key, name }) => ({ name, isMe: key === person })),
    reactions: message.reactions.map(({ emoji, by }) => ({
      emoji,
      count: by.length,
      isMine: by.includes(self),
    })),
    clientId: isMine ? message.clientId : null,
  };
}

/** What the threads of these messages are about; a page that the reader can't see has no title. */
export async function threadsOf(chat: Chat, threadIds: readonly string[]): Promise<ChatThread[]> {
  const ids = [...new Set(threadIds)];
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      id: chatThreads.id,
      pageId: chatThreads.pageId,
      unit: chatThreads.unit,
      title: pages.title,
      kind: pages.kind,
      archivedAt: pages.archivedAt,
      publishedId: proposals.publishedVersionId,
    })
    .from(chatThreads)
    .leftJoin(pages, and(eq(pages.id, chatThreads.pageId), eq(pages.roomId, chatThreads.roomId)))
    .leftJoin(proposals, eq(proposals.pageId, pages.id))
    .where(
      and(
        inArray(chatThreads.id, ids),
        eq(chatThreads.roomId, chat.actor.roomId),
        eq(chatThreads.corner, chat.corner),
      ),
    );
  return rows.map(({ id, pageId, unit, title, kind, archivedAt, publishedId }) => {
    const isDraft = chat.actor.kind === "viewer" && kind === "proposal" && publishedId === null;
    const isSeen = archivedAt === null && !isDraft;
    return { id, pageId, unit, kind: kind ?? "document", pageTitle: isSeen ? title : null };
  });
}

function authorIds(rows: readonly MessageRow[]) {
  const of = (kind: "member" | "viewer") => [
    ...new Set(rows.filter((row) => row.authorKind === kind).map((row) => row.authorId)),
  ];
  return { memberIds: of("member"), viewerIds: of("viewer") };
}

async function namesOfMentioned(chat: Chat, rows: readonly MessageRow[]) {
  const keys = [...new Set(rows.flatMap((row) => row.mentions))];
  const idsOf = (kind: string) =>
    keys.flatMap((key) => (key.startsWith(`${kind}:`) ? [key.slice(kind.length + 1)] : []));
  const [members, people] = await Promise.all([
    namesOf(chat.actor, { memberIds: idsOf("member"), viewerIds: [] }),
    contactNames(chat, idsOf("contact")),
  ]);
  const named = [
    ...[...members].map(([id, name]) => [keyOf("member", id), name] as const),
    ...people.map(({ id, name, email }) => [keyOf("contact", id), name ?? email] as const),
  ];
  return new Map(named.flatMap(([key, name]) => (name ? [[key, { key, name }] as const] : [])));
}

async function contactNames(chat: Chat, ids: string[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, chat.actor.workspaceId), inArray(contacts.id, ids)));
}

async function reactionsOf(messageIds: string[]): Promise<Map<string, PlainMessage["reactions"]>> {
  const byMessage = new Map<string, PlainMessage["reactions"]>();
  if (messageIds.length === 0) return byMessage;
  const rows = await db
    .select()
    .from(chatReactions)
    .where(inArray(chatReactions.messageId, messageIds))
    .orderBy(asc(chatReactions.createdAt));
  for (const { messageId, emoji, actorKind, actorId } of rows) {
    const list = byMessage.get(messageId) ?? [];
    byMessage.set(messageId, list);
    const by = keyOf(actorKind, actorId);
    const known = list.find((reaction) => reaction.emoji === emoji);
    if (known) known.by.push(by);
    else list.push({ emoji, by: [by] });
  }
  const order: readonly string[] = REACTIONS;
  for (const list of byMessage.values()) list.sort((a, b) => order.indexOf(a.emoji) - order.indexOf(b.emoji));
  return byMessage;
}
