import { db } from "@db/client";
import { chatMessages, linkPreviews } from "@db/schema/chat";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listChanges, listMessages } from "~/features/rooms/chat/data.server";
import {
  deleteMessage,
  editMessage,
  restoreMessage,
  showPreview,
} from "~/features/rooms/chat/mutations.server";
import { previewLink } from "~/features/rooms/chat/previews/jobs.server";
import { chatTopic } from "~/features/rooms/chat/topics";
import { setClock } from "~/platform/clock.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { subscribe } from "~/platform/realtime.server";
import { eventsOf } from "../../support/events";
import { allow, page, queued, saidAndAsked, seen, useLinkedSite, work } from "./linked-site";
import { openChatHouse, say } from "./support";

const web = useLinkedSite();

describe("a link of the team", () => {
  test("gets a card that both sides see, after the message and not in its request", async () => {
    const url = `${web.site}/list?id=1`;
    const messageId = await say(web.house.rep, `Here: ${url}#top`);
    expect(web.visits).toEqual([]);
    expect((await seen(web.house.rep, messageId)).preview).toBeNull();
    await work();
    const card = { url, title: "Price list", description: "All of 2026" };
    expect((await seen(web.house.rep, messageId)).preview).toEqual(card);
    expect((await seen(web.house.buyer, messageId)).preview).toEqual(card);
    expect(web.visits).toEqual(["/list?id=1"]);
  });

  test("is told to open screens as a change, and makes nothing unread", async () => {
    const heard: unknown[] = [];
    const stop = subscribe(chatTopic(web.house.room.id, "room"), (message) => heard.push(message));
    const messageId = await say(web.house.rep, web.site);
    const { cursor } = await listMessages(web.house.buyer);
    await work();
    stop();
    expect(heard.at(-1)).toMatchObject({ type: "chat-changed", corner: "room", isNew: false });
    const { messages } = await listChanges(web.house.buyer, cursor);
    expect(messages).toMatchObject([{ id: messageId, preview: { title: "Price list" }, editedMs: null }]);
  });

  test("is asked once for the workspace, and the next message has its card at once", async () => {
    await saidAndAsked(web.house.rep, web.site);
    const again = await say(web.house.rep, `Again ${web.site}/`);
    expect((await seen(web.house.buyer, again)).preview?.title).toBe("Price list");
    await work();
    expect([web.visits.length, await queued()]).toEqual([1, 1]);
  });

  test("is asked once for two messages that were written before the answer", async () => {
    const ids = [await say(web.house.rep, web.site), await say(web.house.rep, web.site)];
    await work();
    for (const id of ids) expect((await seen(web.house.rep, id)).preview?.title).toBe("Price list");
    expect(web.visits).toHaveLength(1);
  });

  test("is asked anew after a week, and what was said three months ago is forgotten", async () => {
    const old = await saidAndAsked(web.house.rep, web.site);
    web.answer = (_request, response) => page(response, "New list");
    setClock(() => Date.now() + 8 * 86_400_000);
    await saidAndAsked(web.house.rep, web.site);
    expect((await seen(web.house.rep, old)).preview?.title).toBe("New list");
    setClock(() => Date.now() + 100 * 86_400_000);
    expect((await seen(web.house.rep, old)).preview).toBeNull();
    await saidAndAsked(web.house.rep, `${web.site}/other`);
    expect(await db.$count(linkPreviews, eq(linkPreviews.workspaceId, web.house.scope.workspaceId))).toBe(1);
  });

  test("keeps its card when the page is asked anew and fails, for as long as what it said may be shown", async () => {
    const old = await saidAndAsked(web.house.rep, web.site);
    web.answer = (_request, response) => response.writeHead(503).end();
    const startMs = Date.now();
    const askAfter = async (days: number) => {
      setClock(() => startMs + days * 86_400_000);
      resetLimits();
      return saidAndAsked(web.house.rep, web.site);
    };
    const again = await askAfter(8);
    for (const id of [old, again]) expect((await seen(web.house.rep, id)).preview?.title).toBe("Price list");
    await askAfter(80);
    expect((await seen(web.house.rep, old)).preview).toMatchObject({ description: "All of 2026" });
    expect(web.visits).toHaveLength(3);
    await askAfter(91);
    expect((await seen(web.house.rep, old)).preview).toBeNull();
  });

  test("is known by its hash alone, and gone from a message that is deleted", async () => {
    const messageId = await saidAndAsked(web.house.rep, `${web.site}/secret-path`);
    expect(JSON.stringify(await db.select().from(linkPreviews))).not.toContain("secret-path");
    await deleteMessage(web.house.rep, { messageId });
    expect((await seen(web.house.buyer, messageId)).preview).toBeNull();
    await restoreMessage(web.house.rep, { messageId });
    expect((await seen(web.house.buyer, messageId)).preview?.title).toBe("Price list");
  });

  test("changes with the text; a message deleted before the job asks nobody", async () => {
    const messageId = await saidAndAsked(web.house.rep, "no link yet");
    expect(await queued()).toBe(0);
    await editMessage(web.house.rep, { messageId, body: web.site });
    await work();
    expect((await seen(web.house.rep, messageId)).preview?.title).toBe("Price list");
    const slip = await say(web.house.rep, `${web.site}/slip`);
    await deleteMessage(web.house.rep, { messageId: slip });
    await work();
    expect(web.visits).toEqual(["/"]);
  });
});

describe("off, by default and by choice", () => {
  test("a buyer's link asks nobody, leaves no job, and takes no card that a member's link has", async () => {
    const messageId = await saidAndAsked(web.house.buyer, web.site);
    expect([web.visits, await queued()]).toEqual([[], 0]);
    await saidAndAsked(web.house.rep, web.site);
    expect((await seen(web.house.rep, messageId)).preview).toBeNull();
  });

  test("it gets one when the workspace chose so, until it chooses otherwise", async () => {
    await web.setting("everyone");
    const messageId = await saidAndAsked(web.house.buyer, web.site);
    expect((await seen(web.house.rep, messageId)).preview?.title).toBe("Price list");
    await web.setting("members");
    expect((await seen(web.house.rep, messageId)).preview).toBeNull();
  });

  test("with previews off no link is asked, also not one that waits for its job", async () => {
    await say(web.house.rep, web.site);
    await web.setting("off");
    await work();
    await saidAndAsked(web.house.rep, `${web.site}/2`);
    expect(web.visits).toEqual([]);
    expect(await db.$count(linkPreviews, eq(linkPreviews.workspaceId, web.house.scope.workspaceId))).toBe(0);
  });

  test("the buyers' corner never asks and never shows, whatever is chosen", async () => {
    await web.setting("everyone");
    await saidAndAsked(web.house.rep, web.site);
    web.visits = [];
    const messageId = await saidAndAsked(web.house.apart, `Look: ${web.site}`);
    const other = await saidAndAsked(web.house.apart, `${web.site}/apart`);
    for (const id of [messageId, other]) expect((await seen(web.house.apart, id)).preview).toBeNull();
    await previewLink.run({ messageId: other, untilMs: Date.now() + 60_000 }, { jobId: "", attempt: 1 });
    expect(web.visits).toEqual([]);
  });

  test("another workspace has its own cards", async () => {
    const other = await openChatHouse();
    await saidAndAsked(web.house.rep, web.site);
    const messageId = await say(other.rep, web.site);
    expect((await seen(other.rep, messageId)).preview).toBeNull();
    await work();
    expect((await seen(other.rep, messageId)).preview?.title).toBe("Price list");
    expect(web.visits).toHaveLength(2);
  });
});

describe("our own pages are never asked", () => {
  test("neither the installation's nor those of any workspace's own domain, nor by a detour", async () => {
    await db
      .update(workspaces)
      .set({ customDomain: "rooms.kumano.example" })
      .where(eq(workspaces.id, web.house.scope.workspaceId));
    web.answer = (_request, response) =>
      response.writeHead(302, { location: "http://localhost:3000/r/token" }).end();
    allow(new URL(web.site).host, "localhost:3000", "rooms.kumano.example");
    for (const link of [
      "http://localhost:3000/r/token",
      "http://rooms.kumano.example./r/token",
      `${web.site}/detour`,
    ])
      await saidAndAsked(web.house.rep, link);
    expect(web.visits).toEqual(["/detour"]);
    const rows = await db
      .select()
      .from(linkPreviews)
      .where(eq(linkPreviews.workspaceId, web.house.scope.workspaceId));
    expect(rows.map(({ title }) => title)).toEqual([null, null, null]);
  });
});

describe("taking a card away", () => {
  test("is the author's choice, for both sides, and can be taken back; it is no event", async () => {
    const messageId = await saidAndAsked(web.house.rep, web.site);
    const { cursor } = await listMessages(web.house.buyer);
    await showPreview(web.house.rep, { messageId, isShown: false });
    expect((await listChanges(web.house.buyer, cursor)).messages).toMatchObject([
      { id: messageId, preview: null },
    ]);
    expect((await seen(web.house.rep, messageId)).preview).toBeNull();
    await showPreview(web.house.rep, { messageId, isShown: true });
    expect((await seen(web.house.buyer, messageId)).preview?.title).toBe("Price list");
    expect(await eventsOf(web.house.scope, "chat.message_edited")).toEqual([]);
    expect(web.visits).toHaveLength(1);
  });

  test("before the job came it asks nobody; another link is another choice", async () => {
    const messageId = await say(web.house.rep, web.site);
    await showPreview(web.house.rep, { messageId, isShown: false });
    await work();
    expect(web.visits).toEqual([]);
    await editMessage(web.house.rep, { messageId, body: `Still ${web.site}` });
    await work();
    expect(web.visits).toEqual([]);
    await editMessage(web.house.rep, { messageId, body: `${web.site}/other` });
    await work();
    expect((await seen(web.house.rep, messageId)).preview?.title).toBe("Price list");
  });

  test("is nobody else's: not the buyer's, not after deletion, not in another room", async () => {
    const messageId = await saidAndAsked(web.house.rep, web.site);
    const refused = expect.objectContaining({ code: "FORBIDDEN" });
    await expect(showPreview(web.house.buyer, { messageId, isShown: false })).rejects.toEqual(refused);
    const other = await openChatHouse();
    const missing = expect.objectContaining({ code: "NOT_FOUND" });
    await expect(showPreview(other.rep, { messageId, isShown: false })).rejects.toEqual(missing);
    await deleteMessage(web.house.rep, { messageId });
    await expect(showPreview(web.house.rep, { messageId, isShown: false })).rejects.toEqual(refused);
    const [row] = await db.select().from(chatMessages).where(eq(chatMessages.id, messageId));
    expect(row?.hidesPreview).toBe(false);
  });

  test("works without a script, and the page shows the card as plain text with its host", async () => {
    web.answer = (_request, response) => page(response, "&lt;b&gt;Bold&lt;/b&gt;");
    const messageId = await saidAndAsked(web.house.rep, web.site);
    const address = `/rooms/${web.house.room.id}/chat`;
    const draw = async () =>
      (await web.app.request(address, { headers: { cookie: web.house.repCookie } })).text();
    const html = await draw();
    expect(html).toContain("&lt;b&gt;Bold&lt;/b&gt;");
    expect(html).toContain(new URL(web.site).host);
    const response = await web.app.request(address, {
      method: "POST",
      headers: { cookie: web.house.repCookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ intent: "hide_preview", messageId }).toString(),
    });
    expect(response.status).toBeLessThan(400);
    expect(await draw()).not.toContain("Bold");
  });
});
