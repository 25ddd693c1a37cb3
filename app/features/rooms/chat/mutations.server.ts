import { db } from "@db/client";
import { chatCounters, chatMessages, chatReactions, chatReads } from "@db/schema/chat";
import { rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, lt } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now, nowMs } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { enqueue } from "~/platform/jobs.server";
import { publish } from "~/platform/realtime.server";
import { foldText } from "~/platform/text";
import { claimAttachments } from "../attachments/mutations.server";
import type { MessageRow } from "./faces.server";
import { nextSeq, type Place, tellChange } from "./line.server";
import { tellAbsent, tellTimeOf } from "./mails/jobs.server";
import { mentionable } from "./people/data.server";
import { inCorner, selfOf } from "./place.server";
import { canChangeMessage, canRestoreMessage, canWrite } from "./policy";
import { wantPreview } from "./previews/jobs.server";
import { linkIn } from "./previews/utils";
import type { Chat, Sending } from "./schema";
import { threadForSending } from "./threads.server";
import { keyOf, type REACTIONS } from "./utils";

/**
 * Adds a message; the same `clientId` sent twice is one message. INVALID when it has neither text nor files. What is said
 * in the buyers' corner leaves no event: the workspace reads its events.
 */
export async function sendMessage(chat: Chat, sending: Sending): Promise<{ messageId: string }> {
  const { actor, corner } = chat;
  assertCan(canWrite(actor));
  const { clientId, body } = sending;
  if (body === "" && sending.attachments.length === 0) throw new AppError("INVALID");
  const mentions = await mentionable(chat, sending.mentions);
  const sent = await db.transaction(async (tx) => {
    await requireOpenRoom(tx, chat);
    // Takes the corner's counter, and with it its turn: two sends of one message can't pass each other.
    const seq = await nextSeq(tx, placeOf(chat));
    const known = await findOwn(tx, chat, clientId);
    if (known) return { messageId: known.id, seq: null };
    const threadId = await threadForSending(tx, chat, sending);
    const messageId = newId();
    const self = selfOf(actor);
    await tx.insert(chatMessages).values({
      ...placeOf(chat),
      id: messageId,
      threadId,
      seq,
      changeSeq: seq,
      authorKind: self.kind,
      authorId: self.id,
      contactId: actor.kind === "viewer" ? actor.contactId : null,
      clientId,
      body,
      searchText: foldText(body),
      mentions,
      createdAt: now(),
    });
    await claimAttachments(tx, actor, {
      ids: sending.attachments,
      ownerKind: "message",
      ownerId: messageId,
      corner,
    });
    await keepRead(tx, chat, seq);
    await noteEvent(tx, chat, "chat.message_sent", messageId);
    await wantPreview(tx, chat, { id: messageId, body });
    const { runAt, key } = tellTimeOf(actor.roomId, nowMs());
    await enqueue(tx, tellAbsent, { roomId: actor.roomId }, { runAt, key });
    return { messageId, seq };
  });
  if (sent.seq !== null) tell(chat, sent.seq, true);
  return { messageId: sent.messageId };
}

/** NOT_FOUND outside the corner; FORBIDDEN for another's message or a deleted one. */
export async function editMessage(
  chat: Chat,
  { messageId, body }: { messageId: string; body: string },
): Promise<void> {
  await changeMessage(chat, messageId, async (tx, message, changeSeq) => {
    assertCan(canChangeMessage(chat.actor, message));
    if (body === "") throw new AppError("INVALID");
    await tx
      .update(chatMessages)
      .set({
        body,
        searchText: foldText(body),
        editedAt: now(),
        changeSeq,
        hidesPreview: message.hidesPreview && linkIn(message.body) === linkIn(body),
      })
      .where(eq(chatMessages.id, messageId));
    await noteEvent(tx, chat, "chat.message_edited", messageId);
    await wantPreview(tx, chat, { id: messageId, body });
  });
}

/** Leaves a mark in its place; the text can be brought back for a day. */
export async function deleteMessage(chat: Chat, { messageId }: { messageId: string }): Promise<void> {
  await changeMessage(chat, messageId, async (tx, message, changeSeq) => {
    assertCan(canChangeMessage(chat.actor, message));
    await tx.update(chatMessages).set({ deletedAt: now(), changeSeq }).where(eq(chatMessages.id, messageId));
    await noteEvent(tx, chat, "chat.message_deleted", messageId);
  });
}

export async function restoreMessage(chat: Chat, { messageId }: { messageId: string }): Promise<void> {
  await changeMessage(chat, messageId, async (tx, message, changeSeq) => {
    assertCan(canRestoreMessage(chat.actor, message, nowMs()));
    await tx.update(chatMessages).set({ deletedAt: null, changeSeq }).where(eq(chatMessages.id, messageId));
    await noteEvent(tx, chat, "chat.message_restored", messageId);
    await wantPreview(tx, chat, message);
  });
}

type Reacting = { messageId: string; emoji: (typeof REACTIONS)[number]; isOn: boolean };

/** A sign under a message, once a person and sign. Like a read marker it is no event. */
export async function reactToMessage(chat: Chat, { messageId, emoji, isOn }: Reacting): Promise<void> {
  const self = selfOf(chat.actor);
  await changeMessage(chat, messageId, async (tx, message, changeSeq) => {
    assertCan(canWrite(chat.actor) && message.deletedAt === null);
    const { workspaceId } = chat.actor;
    if (isOn) {
      const who = { actorKind: self.kind, actorId: self.id };
      await tx
        .insert(chatReactions)
        .values({ workspaceId, messageId, ...who, emoji, createdAt: now() })
        .onConflictDoNothing();
    } else {
      await tx
        .delete(chatReactions)
        .where(
          and(
            eq(chatReactions.messageId, messageId),
            eq(chatReactions.actorId, self.id),
            eq(chatReactions.emoji, emoji),
          ),
        );
    }
    await tx.update(chatMessages).set({ changeSeq }).where(eq(chatMessages.id, messageId));
  });
}

/** The author's choice for one message; like a sign under it, it is no event. */
export async function showPreview(
  chat: Chat,
  { messageId, isShown }: { messageId: string; isShown: boolean },
): Promise<void> {
  await changeMessage(chat, messageId, async (tx, message, changeSeq) => {
    assertCan(canChangeMessage(chat.actor, message));
    await tx
      .update(chatMessages)
      .set({ hidesPreview: !isShown, changeSeq })
      .where(eq(chatMessages.id, messageId));
    await wantPreview(tx, chat, message);
  });
}

/** Up to where one has read; never back. A preview reads without a trace. */
export async function markRead(chat: Chat, seq: number): Promise<void> {
  if (!canWrite(chat.actor)) return;
  await db.transaction(async (tx) => {
    const [counter] = await tx
      .select({ lastSeq: chatCounters.lastSeq })
      .from(chatCounters)
      .where(and(eq(chatCounters.roomId, chat.actor.roomId), eq(chatCounters.corner, chat.corner)));
    await keepRead(tx, chat, Math.min(seq, counter?.lastSeq ?? 0));
  });
}

type Change = (tx: Tx, message: MessageRow, changeSeq: number) => Promise<void>;

async function changeMessage(chat: Chat, messageId: string, change: Change): Promise<void> {
  assertCan(canWrite(chat.actor));
  const changeSeq = await db.transaction(async (tx) => {
    await requireOpenRoom(tx, chat);
    const next = await nextSeq(tx, placeOf(chat));
    const [message] = await tx
      .select()
      .from(chatMessages)
      .where(and(inCorner(chat), eq(chatMessages.id, messageId)));
    await change(tx, found(message), next);
    return next;
  });
  tell(chat, changeSeq);
}

async function findOwn(tx: Tx, chat: Chat, clientId: string): Promise<{ id: string } | undefined> {
  const { id } = selfOf(chat.actor);
  const [message] = await tx
    .select({ id: chatMessages.id })
    .from(chatMessages)
    .where(and(inCorner(chat), eq(chatMessages.authorId, id), eq(chatMessages.clientId, clientId)));
  return message;
}

/** The room may have been put away since the actor was proven. */
async function requireOpenRoom(tx: Tx, { actor }: Chat): Promise<void> {
  const [room] = await tx
    .select({ archivedAt: rooms.archivedAt })
    .from(rooms)
    .where(and(eq(rooms.id, actor.roomId), eq(rooms.workspaceId, actor.workspaceId)));
  assertCan(found(room).archivedAt === null);
}

async function keepRead(tx: Tx, chat: Chat, seq: number): Promise<void> {
  const { kind: readerKind, id: readerId } = selfOf(chat.actor);
  const read = { lastSeq: seq, readAt: now() };
  await tx
    .insert(chatReads)
    .values({ ...placeOf(chat), readerKind, readerId, ...read })
    .onConflictDoUpdate({
      target: [chatReads.roomId, chatReads.corner, chatReads.readerId],
      set: read,
      setWhere: lt(chatReads.lastSeq, seq),
    });
}

type ChatEvent = `chat.message_${"sent" | "edited" | "deleted" | "restored"}`;

async function noteEvent(tx: Tx, { actor, corner }: Chat, type: ChatEvent, messageId: string): Promise<void> {
  if (corner === "buyers") return;
  const who = actor.kind === "viewer" ? { viewerId: actor.viewerId, contactId: actor.contactId } : {};
  await recordEvent(tx, actor, { type, roomId: actor.roomId, messageId, ...who });
}

function placeOf({ actor, corner }: Chat): Place {
  return { workspaceId: actor.workspaceId, roomId: actor.roomId, corner };
}

/** After commit. The workspace hears of it only where its members may read. */
function tell(chat: Chat, seq: number, isNew = false): void {
  const { actor, corner } = chat;
  const self = selfOf(actor);
  tellChange(placeOf(chat), { seq, isNew, by: keyOf(self.kind, self.id) });
  if (isNew && corner === "room" && actor.kind === "viewer")
    publish(`workspace:${actor.workspaceId}`, { type: "unread", roomId: actor.roomId });
}
