import { closeStreams } from "@server/doors/live";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { ChatNews } from "~/features/rooms/chat/schema";
import { resetLimits } from "~/platform/rate-limit.server";
import { openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
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
afterEach(closeStreams);

/** A screen as far as the line goes: it listens, and asks for what is after its last change. */
class Screen {
  cursor = 0;
  readonly seen: string[] = [];
  #text = "";
  #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;

  constructor(
    readonly side: "rooms" | "room",
    readonly cookie: string,
    readonly corner: "room" | "buyers" = "room",
  ) {}

  async dial(): Promise<void> {
    const { id } = house.room;
    const address = this.side === "rooms" ? `/events?topic=room:${id}` : `/room/${id}/events`;
    const headers = { accept: "text/event-stream", "sec-fetch-site": "same-origin", cookie: this.cookie };
    const response = await app.request(address, { headers });
    expect(response.status).toBe(200);
    this.#text = "";
    const reader = response.body!.getReader();
    this.#reader = reader;
    void (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read())
        this.#text += new TextDecoder().decode(part.value);
    })().catch(() => {});
    await expect.poll(() => this.#text).toContain("event: hello");
  }
  hangUp = () => this.#reader?.cancel();
  heard = () => [...this.#text.matchAll(/^event: chat\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!));
  reloads = () => this.#text.match(/^event: change$/gm)?.length ?? 0;

  async catchUp(): Promise<void> {
    const query = `after=${this.cursor}${this.corner === "buyers" ? "&corner=buyers" : ""}`;
    const address = `/${this.side}/${house.room.id}/chat/messages?${query}`;
    const response = await app.request(address, { headers: { cookie: this.cookie } });
    const news: ChatNews = await response.json();
    this.seen.push(...news.messages.map(({ body }) => body));
    this.cursor = news.cursor;
  }
}

const post = (side: "rooms" | "room", cookie: string, path: string, form: Record<string, string>) =>
  app.request(`/${side}/${house.room.id}/chat/${path}`, {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });

test("a message reaches every open screen within a second, and reloads no page", async () => {
  const screens = [
    new Screen("rooms", house.repCookie),
    new Screen("rooms", house.repCookie),
    new Screen("room", house.buyerCookie),
  ];
  for (const screen of screens) await screen.dial();
  const started = performance.now();
  await post("room", house.buyerCookie, "messages", {
    intent: "send",
    clientId: "client-id-1",
    body: "Hello",
  });
  for (const screen of screens) {
    await expect.poll(screen.heard).toMatchObject([{ type: "chat-changed", seq: 1, isNew: true }]);
    expect(screen.reloads()).toBe(0);
  }
  expect(performance.now() - started).toBeLessThan(1_000);
  // Ids and numbers travel on the line; the words are asked for behind the guard.
  expect(JSON.stringify(screens.map((screen) => screen.heard()))).not.toContain("Hello");
});

test("after a line is cut nothing is missed and nothing comes twice", async () => {
  const screen = new Screen("rooms", house.repCookie);
  await screen.dial();
  for (let n = 0; n < 9; n++) {
    await say(house.buyer, `n${n}`);
    if (n % 3 === 1) await screen.hangUp();
    if (n % 3 === 2) {
      await screen.dial();
      await screen.catchUp();
    }
  }
  expect(screen.seen).toEqual(Array.from({ length: 9 }, (_, n) => `n${n}`));
});

test("a message sent again after a lost answer is one message", async () => {
  const form = { intent: "send", clientId: "client-id-2", body: "Once" };
  const answers = [];
  for (let n = 0; n < 3; n++)
    answers.push(await (await post("room", house.buyerCookie, "messages", form)).json());
  expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1);
  const screen = new Screen("room", house.buyerCookie);
  await screen.catchUp();
  expect(screen.seen).toEqual(["Once"]);
});

test("the buyers' corner is heard by buyers with an address and by nobody else", async () => {
  const visitor = await joinBuyer(house, { identity: "anonymous" });
  const rep = new Screen("rooms", house.repCookie);
  const stranger = new Screen("room", visitor.cookie);
  const buyer = new Screen("room", house.buyerCookie, "buyers");
  for (const screen of [rep, stranger, buyer]) await screen.dial();
  await say(house.apart, "Among us");
  await expect.poll(buyer.heard).toMatchObject([{ type: "chat-changed", corner: "buyers" }]);
  await say(house.buyer, "For all");
  await expect.poll(rep.heard).toHaveLength(1);
  await expect.poll(stranger.heard).toHaveLength(1);
  expect(JSON.stringify([rep.heard(), stranger.heard()])).not.toContain("buyers");
});

test("who is there and who types is passed on, stored nowhere, and kept from who does not want to be measured", async () => {
  const screen = new Screen("rooms", house.repCookie);
  await screen.dial();
  expect((await post("room", house.buyerCookie, "here", { state: "here" })).status).toBe(204);
  await post("room", house.buyerCookie, "here", { state: "typing" });
  await post("room", house.buyerCookie, "here", { state: "typing" });
  await expect.poll(() => screen.heard().map(({ type }) => type)).toEqual(["chat-here", "chat-typing"]);
  const address = `/rooms/${house.room.id}/chat/messages?after=0`;
  const news: ChatNews = await (await app.request(address, { headers: { cookie: house.repCookie } })).json();
  expect(news.present.map(({ name }) => name)).toEqual([house.viewer.email]);

  const shy = await joinBuyer(house, { identity: "claimed" });
  const { db } = await import("@db/client");
  const { viewers } = await import("@db/schema/sharing");
  const { eq } = await import("drizzle-orm");
  await db.update(viewers).set({ consent: "declined" }).where(eq(viewers.id, shy.viewer.id));
  await post("room", shy.cookie, "here", { state: "here" });
  await post("room", house.buyerCookie, "here", { state: "left" });
  await expect.poll(() => screen.heard().at(-1)?.type).toBe("chat-left");
  expect(JSON.stringify(screen.heard())).not.toContain(shy.viewer.id);
});
