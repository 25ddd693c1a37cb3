import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { chatMessages, chatThreads } from "@db/schema/chat";
import { rooms } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { listAttachments } from "~/features/rooms/attachments/data.server";
import { forgetDeletedMessages } from "~/features/rooms/attachments/jobs.server";
import { receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import {
  countByPage,
  countUnread,
  findSpot,
  listChanges,
  listMessages,
  searchMessages,
} from "~/features/rooms/chat/data.server";
import {
  deleteMessage,
  editMessage,
  markRead,
  reactToMessage,
  restoreMessage,
  sendMessage,
} from "~/features/rooms/chat/mutations.server";
import { findPeople } from "~/features/rooms/chat/people/data.server";
import { memberChat } from "~/features/rooms/chat/place.server";
import { chatIntent } from "~/features/rooms/chat/schema";
import { countUnreadRooms, listUnreadRooms, unreadByRoom } from "~/features/rooms/chat/unread/data.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeContact, makeMember, makePage, makeRoom } from "../../support/factories";
import { PDF } from "../attachments/support";
import { type ChatHouse, joinBuyer, openChatHouse, say, sendingOf } from "./support";

useDatabase();
let house: ChatHouse;
beforeEach(async () => {
  setClock(() => Date.now());
  house = await openChatHouse();
});

const bodies = (slice: { messages: { body: string }[] }) => slice.messages.map(({ body }) => body);
const code = (code: string) => expect.objectContaining({ code });

describe("sending", () => {
  test("reaches both sides in one order, each seeing whose it is", async () => {
    await say(house.rep, "Welcome");
    await say(house.buyer, "Thank you");
    const [forRep, forBuyer] = [await listMessages(house.rep), await listMessages(house.buyer)];
    expect(bodies(forRep)).toEqual(["Welcome", "Thank you"]);
    expect(forRep.messages.map(({ author }) => [author.side, author.isMine, author.name])).toEqual([
      ["member", true, "Aoi Mori"],
      ["viewer", false, house.viewer.email],
    ]);
    expect(forBuyer.messages.map(({ author }) => author.isMine)).toEqual([false, true]);
    expect(forBuyer.cursor).toBe(2);
  });

  test("the same message twice is one, also when both come at once", async () => {
    const sending = sendingOf("Once");
    const ids = await Promise.all([
      sendMessage(house.buyer, sending),
      sendMessage(house.buyer, sending),
      sendMessage(house.buyer, sending),
    ]);
    expect(new Set(ids.map(({ messageId }) => messageId)).size).toBe(1);
    expect(bodies(await listMessages(house.rep))).toEqual(["Once"]);
  });

  test("many at once get places of their own", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => say(n % 2 ? house.rep : house.buyer, `n${n}`)));
    const { messages } = await listMessages(house.rep);
    expect(new Set(messages.map(({ seq }) => seq)).size).toBe(12);
  });

  test("needs a text or a file", async () => {
    await expect(say(house.rep, "")).rejects.toEqual(code("INVALID"));
    const file = { fileName: "offer.pdf", bytes: PDF };
    const reply = await receiveAttachment(house.buyer.actor, { ownerKind: "message", corner: "room", file });
    if (!reply.ok) throw new Error(reply.error);
    await say(house.buyer, "", { attachments: [reply.attachment.id] });
    const [message] = (await listMessages(house.rep)).messages;
    expect(message?.attachments).toMatchObject([{ fileName: "offer.pdf" }]);
  });

  test("with another's file sends nothing at all", async () => {
    const file = { fileName: "offer.pdf", bytes: PDF };
    const reply = await receiveAttachment(house.rep.actor, { ownerKind: "message", corner: "room", file });
    if (!reply.ok) throw new Error(reply.error);
    const sent = say(house.buyer, "Mine", { attachments: [reply.attachment.id] });
    await expect(sent).rejects.toEqual(code("INVALID"));
    expect(bodies(await listMessages(house.rep))).toEqual([]);
    const owners = { ownerKind: "message" as const, ownerIds: [reply.attachment.id] };
    expect((await listAttachments(house.rep.actor, owners)).size).toBe(0);
  });

  test("is refused in a room that was put away meanwhile", async () => {
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, house.room.id));
    await expect(say(house.rep, "Too late")).rejects.toEqual(code("FORBIDDEN"));
    await expect(say(house.buyer, "Too late")).rejects.toEqual(code("FORBIDDEN"));
  });

  test("leaves an event with ids and no words", async () => {
    const messageId = await say(house.buyer, "Confidential words");
    const all = await db.select().from(events).where(eq(events.type, "chat.message_sent"));
    const event = all.find(({ roomId }) => roomId === house.room.id);
    expect(event).toMatchObject({ roomId: house.room.id, actorKind: "viewer", data: { messageId } });
    expect(JSON.stringify(event)).not.toContain("Confidential");
  });
});

describe("what may be typed", () => {
  const parse = (body: string) => chatIntent.safeParse({ intent: "send", clientId: newId(), body });
  const textOf = (body: string) => {
    const parsed = parse(body);
    return parsed.success && parsed.data.intent === "send" ? parsed.data.body : null;
  };

  test("10,000 characters, and one more is an answer", () => {
    expect(textOf("あ".repeat(10_000))).toHaveLength(10_000);
    const refused = parse("あ".repeat(10_001));
    expect(refused.error?.issues[0]?.message).toBe("chat:errors.tooLong");
  });

  test("loses marks that turn the order of reading and keeps its lines", () => {
    expect(textOf("pay \u202Ella\u202C\r\n\u0000now\u2066 ")).toBe("pay lla\nnow");
  });

  test("refuses fields nobody asked for", () => {
    const sent = { intent: "send", clientId: newId(), body: "x", authorId: "somebody" };
    expect(chatIntent.safeParse(sent).success).toBe(false);
    expect(chatIntent.safeParse({ intent: "react", messageId: newId(), emoji: "<b>" }).success).toBe(false);
  });
});

describe("changing", () => {
  test("one's own text is changed for everybody, marked, and moves to the changes", async () => {
    const messageId = await say(house.buyer, "Fourty");
    const { cursor } = await listMessages(house.rep);
    await editMessage(house.buyer, { messageId, body: "Forty" });
    const changes = await listChanges(house.rep, cursor);
    expect(changes.messages).toMatchObject([{ id: messageId, body: "Forty", seq: 1 }]);
    expect(changes.messages[0]?.editedMs).not.toBeNull();
    expect((await listChanges(house.rep, changes.cursor)).messages).toEqual([]);
  });

  test("another's text is nobody's to change, from either side", async () => {
    const theirs = await say(house.buyer, "Mine");
    const ours = await say(house.rep, "Ours");
    const colleague = await joinBuyer(house);
    for (const [chat, messageId] of [
      [house.rep, theirs],
      [house.buyer, ours],
      [colleague.chat, theirs],
    ] as const) {
      await expect(editMessage(chat, { messageId, body: "Changed" })).rejects.toEqual(code("FORBIDDEN"));
      await expect(deleteMessage(chat, { messageId })).rejects.toEqual(code("FORBIDDEN"));
    }
  });

  test("a message of another room is not there", async () => {
    const other = await openChatHouse();
    const messageId = await say(other.buyer, "Elsewhere");
    await expect(editMessage(house.buyer, { messageId, body: "x" })).rejects.toEqual(code("NOT_FOUND"));
    await expect(reactToMessage(house.rep, { messageId, emoji: "👍", isOn: true })).rejects.toEqual(
      code("NOT_FOUND"),
    );
  });

  test("a deleted message leaves a mark without its words, and can be brought back for a day", async () => {
    const messageId = await say(house.buyer, "A slip");
    await deleteMessage(house.buyer, { messageId });
    const [gone] = (await listMessages(house.rep)).messages;
    expect(gone).toMatchObject({ isDeleted: true, body: "" });
    expect((await searchMessages(house.rep, "slip")).messages).toEqual([]);
    await expect(editMessage(house.buyer, { messageId, body: "x" })).rejects.toEqual(code("FORBIDDEN"));
    await restoreMessage(house.buyer, { messageId });
    expect(bodies(await listMessages(house.rep))).toEqual(["A slip"]);
    await deleteMessage(house.buyer, { messageId });
    setClock(() => Date.now() + 25 * 3_600_000);
    await expect(restoreMessage(house.buyer, { messageId })).rejects.toEqual(code("FORBIDDEN"));
    await forgetDeletedMessages();
    const [row] = await db.select().from(chatMessages).where(eq(chatMessages.id, messageId));
    expect([row?.body, row?.searchText]).toEqual(["", ""]);
  });

  test("a reaction counts once a person and goes as it came", async () => {
    const messageId = await say(house.buyer, "Agreed?");
    for (const chat of [house.rep, house.rep, house.buyer])
      await reactToMessage(chat, { messageId, emoji: "👍", isOn: true });
    expect((await listMessages(house.rep)).messages[0]?.reactions).toEqual([
      { emoji: "👍", count: 2, isMine: true },
    ]);
    await reactToMessage(house.rep, { messageId, emoji: "👍", isOn: false });
    expect((await listMessages(house.rep)).messages[0]?.reactions).toEqual([
      { emoji: "👍", count: 1, isMine: false },
    ]);
  });
});

describe("catching up", () => {
  test("gives every change once, however often one looks and wherever it broke off", async () => {
    const seen = new Map<string, string>();
    let cursor = 0;
    const catchUp = async () => {
      const slice = await listChanges(house.rep, cursor);
      for (const message of slice.messages) seen.set(message.id, message.body);
      cursor = slice.cursor;
      return slice.messages.length;
    };
    const first = await say(house.buyer, "one");
    expect(await catchUp()).toBe(1);
    await say(house.rep, "two");
    await editMessage(house.buyer, { messageId: first, body: "one, again" });
    await say(house.buyer, "three");
    expect(await catchUp()).toBe(3);
    expect(await catchUp()).toBe(0);
    expect([...seen.values()]).toEqual(["one, again", "two", "three"]);
  });

  test("comes in pieces when much was missed", async () => {
    const at = { createdAt: new Date(), mentions: [], body: "old" };
    const place = { workspaceId: house.scope.workspaceId, roomId: house.room.id, corner: "room" as const };
    const author = { authorKind: "viewer" as const, authorId: house.viewer.id };
    const rows = Array.from({ length: 450 }, (_, n) => {
      const id = newId();
      return { id, clientId: id, ...place, ...author, ...at, seq: n + 1, changeSeq: n + 1 };
    });
    await db.insert(chatMessages).values(rows);
    const sizes: number[] = [];
    for (let cursor = 0, isMore = true; isMore; ) {
      const slice = await listChanges(house.rep, cursor);
      sizes.push(slice.messages.length);
      [cursor, isMore] = [slice.cursor, slice.hasOlder];
    }
    expect(sizes).toEqual([200, 200, 50]);
    const newest = await listMessages(house.rep);
    expect([newest.messages.length, newest.hasOlder]).toEqual([50, true]);
    const before = await listMessages(house.rep, { before: newest.messages[0]?.seq ?? 0 });
    expect([before.messages.at(-1)?.seq, before.messages.length]).toEqual([400, 50]);
  });
});

describe("a question about a spot", () => {
  test("opens one thread for it, whoever asks first", async () => {
    const page = await makePage(house.scope, { roomId: house.room.id, title: "Prices" });
    await say(house.buyer, "What is this?", { aboutPageId: page.id, aboutUnit: 2 });
    await say(house.rep, "The list price", { aboutPageId: page.id, aboutUnit: 2 });
    await say(house.rep, "The whole page", { aboutPageId: page.id });
    expect(await db.$count(chatThreads, eq(chatThreads.pageId, page.id))).toBe(2);
    expect(await countByPage(house.buyer)).toEqual({ [page.id]: 3 });
    const spot = await findSpot(house.buyer, { pageId: page.id, unit: 2 });
    expect(spot).toMatchObject({ pageTitle: "Prices", unit: 2 });
    const thread = await listMessages(house.buyer, { threadId: spot.id });
    expect(bodies(thread)).toEqual(["What is this?", "The list price"]);
    expect(thread.threads).toMatchObject([{ pageTitle: "Prices", unit: 2 }]);
  });

  test("can't be asked about what is not there for the asker", async () => {
    const page = await makePage(house.scope, { roomId: house.room.id });
    const draft = await makePage(house.scope, { roomId: house.room.id, kind: "proposal" });
    const elsewhere = await makePage(house.scope);
    const ask = (aboutPageId: string, aboutUnit?: number) =>
      say(house.buyer, "?", { aboutPageId, aboutUnit });
    await expect(ask(page.id, 99)).rejects.toEqual(code("INVALID"));
    await expect(ask(draft.id)).rejects.toEqual(code("NOT_FOUND"));
    await expect(ask(elsewhere.id)).rejects.toEqual(code("NOT_FOUND"));
    await expect(say(house.buyer, "?", { threadId: newId() })).rejects.toEqual(code("NOT_FOUND"));
    await say(house.rep, "?", { aboutPageId: draft.id });
    const [thread] = (await listMessages(house.buyer)).threads;
    expect(thread?.pageTitle).toBeNull();
  });
});

describe("reading", () => {
  test("counts other people's messages since the marker, which never goes back", async () => {
    await say(house.buyer, "one");
    await say(house.buyer, "two");
    expect(await countUnread(house.rep)).toBe(2);
    expect(await countUnread(house.buyer)).toBe(0);
    await markRead(house.rep, 1);
    expect(await countUnread(house.rep)).toBe(1);
    await markRead(house.rep, 999);
    await markRead(house.rep, 1);
    expect(await countUnread(house.rep)).toBe(0);
    await say(house.buyer, "three");
    expect(await countUnread(house.rep)).toBe(1);
  });

  test("the owner hears of a room, a colleague only of one whose chat they have been in", async () => {
    await say(house.buyer, "one");
    const colleague = await makeMember({ workspaceId: house.scope.workspaceId });
    expect(await countUnreadRooms(house.scope)).toBe(1);
    expect(await countUnreadRooms(colleague.scope)).toBe(0);
    await markRead(memberChat(await memberInRoom(colleague.scope, house.room.id)), 1);
    await say(house.buyer, "two");
    expect([...(await unreadByRoom(colleague.scope, [house.room.id]))]).toEqual([[house.room.id, 1]]);
    const { rows, total } = await listUnreadRooms(house.scope);
    expect([rows[0]?.unread, rows[0]?.roomName, total]).toEqual([2, house.room.name, 1]);
    const other = await makeMember();
    expect(await unreadByRoom(other.scope, [house.room.id])).toEqual(new Map());
  });
});

describe("search", () => {
  test("finds all the words in any width, case and kana, newest first, in this room alone", async () => {
    await say(house.buyer, "オプションの Ｐｒｉｃｅ について");
    await say(house.rep, "price list");
    const other = await openChatHouse();
    await say(other.rep, "price of others");
    expect(bodies(await searchMessages(house.rep, "PRICE"))).toEqual([
      "price list",
      "オプションの Ｐｒｉｃｅ について",
    ]);
    expect(bodies(await searchMessages(house.buyer, "おぷしょん price"))).toHaveLength(1);
    expect(bodies(await searchMessages(house.buyer, "%"))).toEqual([]);
    expect(bodies(await searchMessages(house.buyer, "  "))).toEqual([]);
  });
});

describe("naming people", () => {
  test("a buyer finds the room's people only, a member colleagues and contacts of the account", async () => {
    await makeMember({ workspaceId: house.scope.workspaceId, name: "Haru Unseen" });
    const { dealId } = house.room;
    const [room] = await db.select().from(rooms).where(eq(rooms.dealId, dealId));
    expect(room).toBeDefined();
    const contact = await makeContact(house.scope, { name: "Ren Sato", searchText: "ren sato" });
    const came = await joinBuyer(house, { contactId: contact.id, identity: "verified" });
    const foundBy = async (chat: Parameters<typeof findPeople>[0], term = "") =>
      (await findPeople(chat, term)).map(({ name }) => name);
    expect(await foundBy(house.buyer)).toEqual(["Aoi Mori", "Ren Sato"]);
    expect(await foundBy(house.buyer, "ren")).toEqual(["Ren Sato"]);
    expect(await foundBy(house.apart)).toEqual(["Ren Sato"]);
    expect(await foundBy(came.chat)).toEqual(["Aoi Mori"]);
    expect(await foundBy(house.rep, "unseen")).toEqual(["Haru Unseen"]);
  });

  test("keeps the people one may name and drops the others", async () => {
    const contact = await makeContact(house.scope, { name: "Ren Sato" });
    const came = await joinBuyer(house, { contactId: contact.id });
    const unseen = await makeMember({ workspaceId: house.scope.workspaceId });
    const elsewhere = await makeRoom((await makeMember()).scope);
    const mentions = [
      `contact:${contact.id}`,
      `member:${unseen.member.id}`,
      `member:${elsewhere.ownerId}`,
      `contact:${contact.id}`,
    ];
    await say(house.buyer, "@Ren Sato please", { mentions });
    const [message] = (await listMessages(came.chat)).messages;
    expect(message?.mentions).toEqual([{ name: "Ren Sato", isMe: true }]);
  });
});
