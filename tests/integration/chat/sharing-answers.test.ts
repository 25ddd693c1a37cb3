import { db } from "@db/client";
import { shareLinks } from "@db/schema/sharing";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { listChanges } from "~/features/rooms/chat/data.server";
import { deleteMessage, editMessage, reactToMessage } from "~/features/rooms/chat/mutations.server";
import type { Chat, ChatNews } from "~/features/rooms/chat/schema";
import { resetLimits } from "~/platform/rate-limit.server";
import { openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import { makeContact, makePage } from "../../support/factories";
import { type ChatHouse, joinBuyer, openChatHouse, say } from "./support";

useDatabase();
let app: TestApp;
let house: ChatHouse;
beforeAll(async () => {
  app = await openApp();
});
beforeEach(async () => {
  resetLimits();
  house = await openChatHouse();
});

const bodies = (slice: { messages: { body: string }[] }) => slice.messages.map(({ body }) => body);
const asMuchAs = <T>(count: number, ask: () => Promise<T>) => Promise.all(Array.from({ length: count }, ask));

function ask(side: "rooms" | "room", cookie: string, query: string): Promise<Response> {
  const address = `/${side}/${house.room.id}/chat/messages?${query}`;
  return Promise.resolve(app.request(address, { headers: { cookie } }));
}
const newsOf = async (response: Response): Promise<ChatNews> => await response.json();

describe("an answer that many share", () => {
  test("is for each of them in their own words: what is theirs, where they are named, which sign they set", async () => {
    const contact = await makeContact(house.scope, { name: "Ren Sato" });
    const ren = await joinBuyer(house, { contactId: contact.id, identity: "verified" });
    const messageId = await say(house.buyer, "@Ren Sato please", { mentions: [`contact:${contact.id}`] });
    await reactToMessage(ren.chat, { messageId, emoji: "👍", isOn: true });
    const [asWriter, asNamed, asRep] = await Promise.all(
      [house.buyer, ren.chat, house.rep].map(async (chat: Chat) => (await listChanges(chat, 0)).messages[0]),
    );
    expect(asWriter).toMatchObject({
      author: { isMine: true },
      mentions: [{ name: "Ren Sato", isMe: false }],
      reactions: [{ emoji: "👍", count: 1, isMine: false }],
    });
    expect(asNamed).toMatchObject({
      author: { isMine: false },
      mentions: [{ name: "Ren Sato", isMe: true }],
      reactions: [{ emoji: "👍", count: 1, isMine: true }],
    });
    expect(asRep).toMatchObject({ author: { isMine: false }, reactions: [{ isMine: false }] });
    // The mark of the writer's browser is the writer's alone, and so are the keys of who reacted.
    expect(asWriter?.clientId).toBeTruthy();
    expect([asNamed?.clientId, asRep?.clientId]).toEqual([null, null]);
    expect(JSON.stringify([asNamed, asRep])).not.toContain(asWriter?.clientId);
    expect(Object.keys(asRep?.reactions[0] ?? {}).sort()).toEqual(["count", "emoji", "isMine"]);
    expect(Object.keys(asNamed?.mentions[0] ?? {}).sort()).toEqual(["isMe", "name"]);
  });

  test("is refused to who was shut out while others get it", async () => {
    const shut = await joinBuyer(house);
    const stranger = await openChatHouse();
    await say(house.rep, "For who may be here");
    await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, shut.actor.linkId));
    const [first, refused, foreign, second] = await Promise.all([
      ask("room", house.buyerCookie, "after=0"),
      ask("room", shut.cookie, "after=0"),
      ask("room", stranger.buyerCookie, "after=0"),
      ask("room", house.buyerCookie, "after=0"),
    ]);
    expect([first.status, refused.status, foreign.status, second.status]).toEqual([200, 410, 404, 200]);
    expect(bodies(await newsOf(first))).toEqual(["For who may be here"]);
    expect(bodies(await newsOf(second))).toEqual(["For who may be here"]);
    expect(await refused.text()).not.toContain("For who may be here");
  });

  test("never brings the buyers' corner to a member or a visitor without an address, nor one room's words to another", async () => {
    const visitor = await joinBuyer(house, { identity: "anonymous" });
    const other = await openChatHouse();
    await say(house.apart, "Among us");
    await say(house.buyer, "For all");
    await say(other.buyer, "Next door");
    const answers = await Promise.all([
      ask("room", house.buyerCookie, "after=0&corner=buyers"),
      ask("rooms", house.repCookie, "after=0"),
      ask("rooms", house.repCookie, "after=0&corner=buyers"),
      ask("room", visitor.cookie, "after=0"),
      ask("room", visitor.cookie, "after=0&corner=buyers"),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 422, 200, 403]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.map((text) => text.includes("Among us"))).toEqual([true, false, false, false, false]);
    expect(texts.map((text) => text.includes("For all"))).toEqual([false, true, false, true, false]);
    expect(bodies(await listChanges(other.buyer, 0))).toEqual(["Next door"]);
    expect(bodies(await listChanges(other.rep, 0))).toEqual(["Next door"]);
    const madeUp = { actor: house.rep.actor, corner: "buyers" } as unknown as Chat;
    await expect(listChanges(madeUp, 0)).rejects.toEqual(expect.objectContaining({ code: "FORBIDDEN" }));
  });

  test("keeps a draft's title from buyers who ask in the same moment as members", async () => {
    const draft = await makePage(house.scope, { roomId: house.room.id, kind: "proposal", title: "Draft" });
    await say(house.rep, "About it", { aboutPageId: draft.id });
    const [forRep, forBuyer] = await Promise.all([listChanges(house.rep, 0), listChanges(house.buyer, 0)]);
    expect([forRep.threads[0]?.pageTitle, forBuyer.threads[0]?.pageTitle]).toEqual(["Draft", null]);
  });
});

describe("one who asks for what is long past", () => {
  test("gets an answer of his own, so that nobody makes the server keep one for every number there was", async () => {
    for (let n = 0; n < 25; n++) await say(house.rep, `n${n}`);
    const { cursor } = await listChanges(house.buyer, 0);
    const kept = vi.spyOn(globalThis, "setTimeout");
    const holds = () => kept.mock.calls.filter(([, ms]) => ms === 1_000).length;
    try {
      for (let back = 25; back > 20; back--)
        expect((await listChanges(house.buyer, cursor - back)).messages).toHaveLength(back);
      expect(holds()).toBe(0);
      for (let n = 0; n < 3; n++)
        expect((await listChanges(house.buyer, cursor - 20)).messages).toHaveLength(20);
      expect(holds()).toBe(1);
    } finally {
      kept.mockRestore();
    }
  });
});

describe("a change between two of those who ask", () => {
  test("is told to the later one, whether it was written, edited, answered with a sign or deleted", async () => {
    const messageId = await say(house.rep, "Fourty");
    const first = await listChanges(house.buyer, 0);
    expect(bodies(first)).toEqual(["Fourty"]);
    await editMessage(house.rep, { messageId, body: "Forty" });
    expect(bodies(await listChanges(house.buyer, 0))).toEqual(["Forty"]);
    await reactToMessage(house.rep, { messageId, emoji: "🎉", isOn: true });
    const [marked] = (await listChanges(house.buyer, 0)).messages;
    expect(marked?.reactions).toMatchObject([{ emoji: "🎉", count: 1 }]);
    const next = await say(house.rep, "And one more");
    expect(bodies(await listChanges(house.buyer, 0))).toEqual(["Forty", "And one more"]);
    await deleteMessage(house.rep, { messageId: next });
    const last = await listChanges(house.buyer, 0);
    expect(last.messages.map(({ body, isDeleted }) => [body, isDeleted])).toEqual([
      ["Forty", false],
      ["", true],
    ]);
    expect((await listChanges(house.buyer, last.cursor)).messages).toEqual([]);
  });

  test("reaches forty who ask at once and again while people write, each once and in its latest state", async () => {
    const readers = await asMuchAs(40, async () => ({
      cursor: 0,
      seen: new Map<string, string>(),
      asked: 0,
    }));
    const catchUp = (reader: (typeof readers)[number]) =>
      listChanges(house.buyer, reader.cursor).then((slice) => {
        for (const { id, body } of slice.messages) reader.seen.set(id, body);
        reader.asked += slice.messages.length;
        reader.cursor = slice.cursor;
      });
    const first = await say(house.rep, "n0");
    for (let n = 1; n < 6; n++) {
      const writing = say(house.rep, `n${n}`);
      await Promise.all(readers.map(catchUp));
      await writing;
    }
    await editMessage(house.rep, { messageId: first, body: "n0 again" });
    await Promise.all(readers.map(catchUp));
    for (const reader of readers) {
      expect([...reader.seen.values()]).toEqual(["n0 again", "n1", "n2", "n3", "n4", "n5"]);
      // Six messages and one change of one: nothing came twice.
      expect(reader.asked).toBe(7);
    }
  });
});
