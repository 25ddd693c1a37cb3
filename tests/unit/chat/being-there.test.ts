import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { ABSENT_MS, tellTimeOf } from "~/features/rooms/chat/mails/jobs.server";
import {
  HERE_MS,
  listPresent,
  noteHere,
  noteLeft,
  noteTyping,
} from "~/features/rooms/chat/presence/presence.server";
import { chatTopic } from "~/features/rooms/chat/topics";
import { setClock } from "~/platform/clock.server";
import { subscribe } from "~/platform/realtime.server";
import { member, NOON, ROOM, viewer } from "./support";

describe("when absent people are told", () => {
  test("each message has waited long enough, and those of a minute share one job", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: NOON, max: NOON + 86_400_000 }),
        fc.nat({ max: 59_999 }),
        (atMs, more) => {
          const first = tellTimeOf(ROOM, atMs);
          expect(first.runAt.getTime() - atMs).toBeGreaterThan(ABSENT_MS);
          expect(first.runAt.getTime() - atMs).toBeLessThanOrEqual(ABSENT_MS + 60_000);
          const second = tellTimeOf(ROOM, atMs + more);
          const isSameMinute = Math.floor(atMs / 60_000) === Math.floor((atMs + more) / 60_000);
          expect(second.key === first.key).toBe(isSameMinute);
          expect(second.runAt.getTime() === first.runAt.getTime()).toBe(isSameMinute);
        },
      ),
    );
  });

  test("no room's job is another's", () => {
    expect(tellTimeOf("a", NOON).key).not.toBe(tellTimeOf("b", NOON).key);
  });
});

describe("who is there", () => {
  let atMs = NOON;
  const wait = (ms: number) => {
    atMs += ms;
  };
  afterEach(() => {
    setClock(null);
    atMs = NOON;
  });
  const inRoom = (roomId: string) => {
    setClock(() => atMs);
    return {
      seller: { actor: member({ roomId }), corner: "room" as const },
      buyer: { actor: viewer({ roomId }), corner: "room" as const },
      apart: { actor: viewer({ roomId }), corner: "buyers" as const },
    };
  };

  test("is known by what they say, forgotten when they leave or fall silent", () => {
    const { seller, buyer } = inRoom("r1");
    expect(listPresent(seller)).toEqual([]);
    noteHere(seller);
    wait(30_000);
    noteHere(buyer);
    expect(listPresent(buyer)).toEqual(["member:me", "viewer:v1"]);
    wait(HERE_MS - 30_000 + 1);
    expect(listPresent(buyer)).toEqual(["viewer:v1"]);
    noteLeft(buyer);
    expect(listPresent(seller)).toEqual([]);
  });

  test("stays as long as they say so", () => {
    const { seller } = inRoom("r2");
    for (let n = 0; n < 10; n++) {
      noteHere(seller);
      wait(30_000);
    }
    expect(listPresent(seller)).toEqual(["member:me"]);
  });

  test("in the buyers' corner is seen from nowhere else", () => {
    const { seller, apart } = inRoom("r3");
    noteHere(apart);
    expect([listPresent(apart), listPresent(seller)]).toEqual([["viewer:v1"], []]);
  });

  test("is said to others when they come and from time to time, typing at most every two seconds", () => {
    const { seller } = inRoom("r4");
    const heard: string[] = [];
    const stop = subscribe(chatTopic("r4", "room"), ({ type }) => heard.push(type));
    listPresent(seller);
    for (let n = 0; n < 4; n++) {
      noteHere(seller);
      wait(15_000);
    }
    for (let n = 0; n < 5; n++) {
      noteTyping(seller);
      wait(900);
    }
    stop();
    expect(heard).toEqual(["chat-here", "chat-here", "chat-typing", "chat-typing"]);
  });
});
