import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canUseCorner } from "~/features/rooms/attachments/policy";
import type { Corner } from "~/features/rooms/attachments/schema";
import { buyerDoors, memberDoors } from "~/features/rooms/chat/doors";
import { chatOf } from "~/features/rooms/chat/place.server";
import { canChangeMessage, canRestoreMessage, canWrite, isAuthor } from "~/features/rooms/chat/policy";
import { chatAsk, chatIntent, chatQueryOf, hereSchema } from "~/features/rooms/chat/schema";
import { chatTopic, isChatMessage } from "~/features/rooms/chat/topics";
import { MAX_BODY_LENGTH, mentionBeing, RESTORE_MS } from "~/features/rooms/chat/utils";
import { AppError } from "~/platform/errors";
import { member, NOON, ROOM, viewer } from "./support";

const PEOPLE = {
  member: member(),
  atRest: member({ isArchived: true }),
  verified: viewer(),
  claimed: viewer({ identity: "claimed" }),
  anonymous: viewer({ identity: "anonymous", email: null }),
  preview: viewer({ preview: true }),
};
type Person = keyof typeof PEOPLE;

describe("who may be in which corner, and write", () => {
  test.each<[Person, { room: boolean; buyers: boolean; write: boolean }]>([
    ["member", { room: true, buyers: false, write: true }],
    ["atRest", { room: true, buyers: false, write: false }],
    ["verified", { room: true, buyers: true, write: true }],
    ["claimed", { room: true, buyers: true, write: true }],
    ["anonymous", { room: true, buyers: false, write: true }],
    ["preview", { room: true, buyers: false, write: false }],
  ])("%s: %j", (who, may) => {
    const actor = PEOPLE[who];
    expect({
      room: canUseCorner(actor, "room"),
      buyers: canUseCorner(actor, "buyers"),
      write: canWrite(actor),
    }).toEqual(may);
  });

  test.each<[Person, Corner, string | null]>([
    ["member", "room", null],
    // For members there is no such place at all.
    ["member", "buyers", "NOT_FOUND"],
    ["verified", "buyers", null],
    ["anonymous", "buyers", "FORBIDDEN"],
    ["preview", "buyers", "FORBIDDEN"],
    ["preview", "room", null],
  ])("%s who asks for the corner %s gets %j", (who, corner, refusal) => {
    const enter = () => chatOf(PEOPLE[who], corner);
    if (refusal === null) expect(enter()).toEqual({ actor: PEOPLE[who], corner });
    else {
      expect(enter).toThrow(AppError);
      expect(enter).toThrow(expect.objectContaining({ code: refusal }));
    }
  });
});

describe("who may change a message", () => {
  const bySeller = { authorKind: "member" as const, authorId: "me", deletedAt: null };
  const byBuyer = { authorKind: "viewer" as const, authorId: "v1", deletedAt: null };

  test.each<[Person, boolean, boolean]>([
    ["member", true, false],
    ["atRest", false, false],
    ["verified", false, true],
    ["anonymous", false, true],
    ["preview", false, false],
  ])("%s changes the member's: %s, the buyer's: %s", (who, sellers, buyers) => {
    expect(canChangeMessage(PEOPLE[who], bySeller)).toBe(sellers);
    expect(canChangeMessage(PEOPLE[who], byBuyer)).toBe(buyers);
  });

  test("the same id on the other side is somebody else", () => {
    expect(isAuthor(viewer({ viewerId: "me" }), bySeller)).toBe(false);
    expect(isAuthor(member({ memberId: "v1" }), byBuyer)).toBe(false);
  });

  test("not even an admin changes what others said", () => {
    expect(canChangeMessage(member({ memberId: "boss", role: "admin" }), bySeller)).toBe(false);
  });

  test.each([
    ["living", null, 0, false],
    ["just deleted", NOON, 0, true],
    ["a second before its time is over", NOON, RESTORE_MS - 1000, true],
    ["at its time", NOON, RESTORE_MS, false],
    ["long ago", NOON, RESTORE_MS * 30, false],
  ])("one that is %s comes back: %s", (_, deletedMs, later, may) => {
    const gone = { ...bySeller, deletedAt: deletedMs === null ? null : new Date(deletedMs) };
    expect(canRestoreMessage(member(), gone, NOON + later)).toBe(may);
    expect(canRestoreMessage(member({ memberId: "boss", role: "admin" }), gone, NOON + later)).toBe(false);
    expect(canChangeMessage(member(), gone)).toBe(deletedMs === null);
  });
});

describe("where a side's screens ask", () => {
  test("members have one corner, and nothing of theirs leads into the other", () => {
    const doors = memberDoors(ROOM);
    expect(doors.chat()).toBe(`/rooms/${ROOM}/chat`);
    expect(doors.chat({ thread: "t", before: 5 })).toBe(`/rooms/${ROOM}/chat?thread=t&before=5`);
    expect(doors.chat({ thread: null, q: "" })).toBe(`/rooms/${ROOM}/chat`);
    expect(doors.page("p", 3)).toBe(`/rooms/${ROOM}/pages/p?at=3`);
    expect(doors.page("p", null)).toBe(`/rooms/${ROOM}/pages/p`);
    expect(JSON.stringify(doors)).not.toContain("buyers");
  });

  test("buyers stay in the corner they are in", () => {
    const doors = buyerDoors(ROOM, "buyers");
    const addresses = [
      doors.messages,
      doors.here,
      doors.attachments,
      doors.chat(),
      doors.chat({ q: "見積 り" }),
    ];
    for (const address of addresses)
      expect(new URL(address, "http://x").searchParams.get("corner")).toBe("buyers");
    expect(new URL(doors.chat({ q: "見積 り&x" }), "http://x").searchParams.get("q")).toBe("見積 り&x");
    expect(buyerDoors(ROOM, "room").messages).not.toContain("corner");
  });

  test("each corner has a line of its own to be heard on", () => {
    expect(chatTopic("r", "room")).not.toBe(chatTopic("r", "buyers"));
    expect(["chat-changed", "chat-typing", "plan"].map(isChatMessage)).toEqual([true, true, false]);
  });
});

const A = "a".repeat(26);
const SEND = { intent: "send", clientId: "mark-0001", body: "Hello" };

describe("what a browser may ask of the chat", () => {
  test.each([
    [SEND],
    [{ ...SEND, threadId: A, attachments: [A], mentions: [`member:${A}`, `contact:${A}`] }],
    [{ ...SEND, aboutPageId: A, aboutUnit: "3" }],
    [{ ...SEND, body: "" }],
    [{ ...SEND, body: "あ".repeat(MAX_BODY_LENGTH) }],
    [{ intent: "edit", messageId: A, body: "x" }],
    [{ intent: "restore", messageId: A }],
    [{ intent: "unreact", messageId: A, emoji: "🙏" }],
    [{ intent: "read", seq: "0" }],
  ])("%j is understood", (form) => {
    expect(chatIntent.safeParse(form).success).toBe(true);
  });

  test.each([
    [{ ...SEND, body: "x".repeat(MAX_BODY_LENGTH + 1) }],
    [{ ...SEND, clientId: "short" }],
    [{ ...SEND, clientId: "with spaces in it" }],
    [{ ...SEND, mentions: [`viewer:${A}`] }],
    [{ ...SEND, mentions: Array.from({ length: 21 }, () => `member:${A}`) }],
    [{ ...SEND, attachments: Array.from({ length: 11 }, () => A) }],
    [{ ...SEND, aboutUnit: "0" }],
    [{ ...SEND, aboutUnit: "1.5" }],
    [{ ...SEND, authorId: A }],
    [{ intent: "react", messageId: A, emoji: "💩" }],
    [{ intent: "react", messageId: "1", emoji: "👍" }],
    [{ intent: "read", seq: "-1" }],
    [{ intent: "purge" }],
  ])("%j is not", (form) => {
    expect(chatIntent.safeParse(form).success).toBe(false);
  });

  test("text is cleaned of what hides or turns letters around before it is measured", () => {
    const body = `${"\u202e".repeat(100)}${"あ".repeat(MAX_BODY_LENGTH)}\r\n`;
    expect(chatIntent.parse({ ...SEND, body })).toMatchObject({ body: "あ".repeat(MAX_BODY_LENGTH) });
  });

  test.each([
    ["/chat", { corner: "room", thread: null, unit: null, before: null, q: "" }],
    [`/chat?corner=buyers&thread=${A}&unit=3`, { corner: "buyers", thread: A, unit: 3 }],
    [
      "/chat?corner=secret&thread=1&unit=-3&before=x",
      { corner: "room", thread: null, unit: null, before: null },
    ],
    [`/chat?q=${"x".repeat(300)}`, { q: "" }],
    ["/chat?q=%E8%A6%8B%E7%A9%8D&before=12", { q: "見積", before: 12 }],
  ])("the address %s is read as %j", (url, query) => {
    expect(chatQueryOf(url)).toMatchObject(query);
  });

  test("a screen asks for changes, earlier ones or people, and says only that it is there, types or left", () => {
    expect(chatAsk.safeParse({ after: "0" }).success).toBe(true);
    expect(chatAsk.safeParse({ after: "-1" }).success).toBe(false);
    expect(chatAsk.safeParse({ room: A }).success).toBe(false);
    expect(hereSchema.safeParse({ state: "typing" }).data).toEqual({ corner: "room", state: "typing" });
    expect(hereSchema.safeParse({ state: "watching" }).success).toBe(false);
  });
});

describe("a name that is being typed", () => {
  test.each([
    ["(@森", 3, { from: 1, word: "森" }],
    ["、@森", 3, { from: 1, word: "森" }],
    ["@a @b", 5, { from: 3, word: "b" }],
    ["@ren hello", 4, { from: 0, word: "ren" }],
    ["@ ren", 5, null],
    ["@ren  x", 7, null],
    ["a@b", 3, null],
    ["@@", 2, null],
    ["", 0, null],
    ["@ren", 0, null],
  ])("in %j at %i is %j", (text, caret, being) => {
    expect(mentionBeing(text, caret)).toEqual(being);
  });

  test("is always what stands between its @ and the caret", () => {
    const typed = fc.array(fc.constantFrom("@", "a", "森", " ", "\n", "."), { maxLength: 30 });
    fc.assert(
      fc.property(typed, fc.nat({ max: 30 }), (signs, place) => {
        const text = signs.join("");
        const caret = Math.min(place, text.length);
        const being = mentionBeing(text, caret);
        if (being) expect(text.slice(being.from, caret)).toBe(`@${being.word}`);
      }),
    );
  });
});
