import { db } from "@db/client";
import { shareLinks } from "@db/schema/sharing";
import { members } from "@db/schema/workspaces";
import { closeStreams } from "@server/doors/live";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, expect, test } from "vitest";
import { endAllSessions } from "~/features/auth/sessions.server";
import { newId } from "~/platform/ids";
import { publish } from "~/platform/realtime.server";
import { openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import { makeMember } from "../../support/factories";
import { makeBuyer, makeHouse } from "./support";

useDatabase();
let app: TestApp;
beforeAll(async () => {
  app = await openApp();
});
afterEach(closeStreams);

const STREAM = { accept: "text/event-stream", "sec-fetch-site": "same-origin" };

class Listening {
  text = "";
  isOver = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly ended: Promise<void>;

  constructor(readonly response: Response) {
    this.#reader = response.body!.getReader();
    this.ended = this.#read();
  }
  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await this.#reader.read().catch(() => ({ value: undefined, done: true }));
      if (done) break;
      this.text += decoder.decode(value, { stream: true });
    }
    this.isOver = true;
  }
  leave = () => this.#reader.cancel();
  changes = () =>
    [...this.text.matchAll(/^event: change\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!));
}

const ask = (address: string, cookie: string) => app.request(address, { headers: { ...STREAM, cookie } });

async function listen(address: string, cookie: string): Promise<Listening> {
  const response = await ask(address, cookie);
  expect(response.status).toBe(200);
  const listening = new Listening(response);
  await expect.poll(() => listening.text).toContain("event: hello");
  return listening;
}

const membersRoom = (roomId: string) => `/events?topic=room:${roomId}`;
const buyersRoom = (roomId: string) => `/room/${roomId}/events`;

test("a member hears of their workspace and rooms, and of nothing else", async () => {
  const [ours, theirs] = [await makeHouse(), await makeHouse()];
  const stream = await listen(membersRoom(ours.room.id), ours.member);
  expect(stream.text).toMatch(/^retry: \d{4}$/m);
  publish(`room:${theirs.room.id}`, { type: "theirs" });
  publish(`workspace:${ours.scope.workspaceId}`, { type: "whole" });
  publish(`room:${ours.room.id}`, { type: "ours", roomId: ours.room.id });
  await expect.poll(stream.changes).toEqual([{ type: "ours", roomId: ours.room.id }]);
  const whole = await listen("/events?topic=workspace", ours.member);
  publish(`workspace:${theirs.scope.workspaceId}`, { type: "theirs" });
  publish(`workspace:${ours.scope.workspaceId}`, { type: "whole" });
  await expect.poll(whole.changes).toEqual([{ type: "whole" }]);
});

test("another workspace's room is not found, like one that does not exist", async () => {
  const [ours, theirs] = [await makeHouse(), await makeHouse()];
  const topics = [
    `room:${theirs.room.id}`,
    `room:${newId()}`,
    `workspace:${theirs.scope.workspaceId}`,
    `buyers:${ours.room.id}`,
    `link:${ours.link.id}`,
    `room:${ours.room.id} `,
    "*",
    "",
  ];
  for (const topic of topics) {
    const response = await ask(`/events?topic=${encodeURIComponent(topic)}`, ours.member);
    expect([topic, response.status, await response.text()]).toEqual([topic, 404, "NOT_FOUND"]);
  }
});

test("nobody listens without a session, with a buyer's cookie, or from another site", async () => {
  const house = await makeHouse();
  expect((await ask(membersRoom(house.room.id), "")).status).toBe(401);
  expect((await ask(membersRoom(house.room.id), house.buyer)).status).toBe(401);
  expect((await ask(buyersRoom(house.room.id), "")).status).toBe(404);
  expect((await ask(buyersRoom(house.room.id), house.member)).status).toBe(404);
  for (const [address, cookie] of [
    [membersRoom(house.room.id), house.member],
    [buyersRoom(house.room.id), house.buyer],
  ] as const) {
    const headers = { ...STREAM, cookie, "sec-fetch-site": "cross-site" };
    expect((await app.request(address, { headers })).status).toBe(403);
  }
});

test("a buyer hears what buyers may and nothing of who reads beside them", async () => {
  const house = await makeHouse();
  const stream = await listen(buyersRoom(house.room.id), house.buyer);
  publish(`room:${house.room.id}`, { type: "attention", viewerId: "somebody" });
  publish(`workspace:${house.scope.workspaceId}`, { type: "internal" });
  publish(`buyers:${house.room.id}`, { type: "room" });
  await expect.poll(stream.changes).toEqual([{ type: "room" }]);
  expect(stream.text).not.toContain("somebody");
});

test("closing a link ends its own streams at once, after saying so, and no other link's", async () => {
  const house = await makeHouse();
  const other = await makeBuyer(house.scope, house.room.id);
  const closed = await listen(buyersRoom(house.room.id), house.buyer);
  const open = await listen(buyersRoom(house.room.id), other.buyer);
  publish(`link:${house.link.id}`, { type: "link-closed", linkId: house.link.id });
  await closed.ended;
  expect(closed.changes()).toMatchObject([{ type: "link-closed" }]);
  publish(`buyers:${house.room.id}`, { type: "room" });
  await expect.poll(open.changes).toEqual([{ type: "room" }]);
  expect(open.isOver).toBe(false);
});

test("a right that ends without a word ends its stream within six seconds, and only its stream", async () => {
  const [house, bystander] = [await makeHouse(), await makeHouse()];
  const ending = [
    await listen(buyersRoom(house.room.id), house.buyer),
    await listen(membersRoom(house.room.id), house.member),
  ];
  const going = await listen(membersRoom(bystander.room.id), bystander.member);
  await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, house.link.id));
  await db.transaction((tx) => endAllSessions(tx, house.userId));
  const started = performance.now();
  await Promise.all(ending.map(({ ended }) => ended));
  expect(performance.now() - started).toBeLessThan(6_000);
  expect(going.isOver).toBe(false);
  expect((await ask(buyersRoom(house.room.id), house.buyer)).status).toBe(410);
});

test("one person has eight streams, not nine, and a closed one makes room again", async () => {
  const [house, other] = [await makeHouse(), await makeHouse()];
  const address = membersRoom(house.room.id);
  const streams = [];
  for (let count = 0; count < 8; count++) streams.push(await listen(address, house.member));
  const ninth = await ask(address, house.member);
  expect([ninth.status, ninth.headers.get("retry-after")]).toEqual([429, "30"]);
  await listen(membersRoom(other.room.id), other.member);
  await streams[0]!.leave();
  await expect
    .poll(async () => {
      const again = await ask(address, house.member);
      if (again.status === 200) await again.body?.cancel();
      return again.status;
    })
    .toBe(200);
});

test("stopping ends every stream, and the places of their listeners are free again", async () => {
  const house = await makeHouse();
  const address = membersRoom(house.room.id);
  const streams = [];
  for (let count = 0; count < 8; count++) streams.push(await listen(address, house.member));
  closeStreams();
  await Promise.all(streams.map(({ ended }) => ended));
  await listen(address, house.member);
});

test("a reader who takes nothing is dropped, and those who do get everything", async () => {
  const house = await makeHouse();
  const address = membersRoom(house.room.id);
  const idle = await ask(address, house.member);
  const eager = await listen(address, house.member);
  for (let n = 0; n < 600; n++) {
    publish(`room:${house.room.id}`, { type: "n", n });
    if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await expect.poll(() => eager.changes().length).toBe(600);
  expect(eager.changes().map(({ n }) => n)).toEqual(Array.from({ length: 600 }, (_, n) => n));
  const late = new Listening(idle);
  await late.ended;
  expect(late.changes().length).toBeLessThan(300);
  expect(eager.isOver).toBe(false);
});

test("a member who loses this workspace is cut off within seconds, also when they work in another", async () => {
  const ours = await makeHouse();
  await makeMember({ userId: ours.userId });
  const stream = await listen(membersRoom(ours.room.id), ours.member);
  await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, ours.scope.memberId));
  await expect.poll(() => stream.isOver, { timeout: 9_000 }).toBe(true);
  expect((await ask(membersRoom(ours.room.id), ours.member)).status).toBe(404);
}, 15_000);
