import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { db } from "@db/client";
import { chatMessages, linkPreviews } from "@db/schema/chat";
import { jobs } from "@db/schema/instance";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listChanges, listMessages } from "~/features/rooms/chat/data.server";
import {
  deleteMessage,
  editMessage,
  restoreMessage,
  showPreview,
} from "~/features/rooms/chat/mutations.server";
import { previewLink } from "~/features/rooms/chat/previews/jobs.server";
import type { Chat, ChatMessage } from "~/features/rooms/chat/schema";
import { chatTopic } from "~/features/rooms/chat/topics";
import { setClock } from "~/platform/clock.server";
import { readAllowed } from "~/platform/egress/addresses";
import { setPublicExceptions } from "~/platform/egress/egress.server";
import { env, setEnv } from "~/platform/env.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { subscribe } from "~/platform/realtime.server";
import { openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import { type ChatHouse, openChatHouse, say } from "./support";

useDatabase();
let app: TestApp;
let house: ChatHouse;
let server: Server;
let site: string;
let answer: RequestListener;
let visits: string[];

beforeAll(async () => {
  app = await openApp();
  registerJob(previewLink);
});
beforeEach(async () => {
  resetLimits();
  setClock(null);
  await db.delete(jobs);
  house = await openChatHouse();
  visits = [];
  answer = (_request, response) => page(response, "Price list");
  server = createServer((request, response) => {
    visits.push(request.url ?? "");
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  site = `http://127.0.0.1:${port}`;
  allow(`127.0.0.1:${port}`);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  setEnv(null);
  setPublicExceptions([]);
  setClock(null);
});

const read = (entries: string[]) => entries.map((entry) => readAllowed(entry)!);
/** Servers of this machine that stand for public ones. */
function allow(...entries: string[]) {
  setPublicExceptions(read(entries));
}
function page(response: Parameters<RequestListener>[1], title: string, description = "All of 2026") {
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<title>${title}</title><meta name="description" content="${description}">`);
}
const setting = (linkPreviews: "off" | "members" | "everyone") =>
  db.update(workspaces).set({ linkPreviews }).where(eq(workspaces.id, house.scope.workspaceId));
const queued = () => db.$count(jobs, eq(jobs.kind, "chat.preview_link"));
async function seen(chat: Chat, messageId: string): Promise<ChatMessage> {
  const message = (await listMessages(chat)).messages.find(({ id }) => id === messageId);
  if (!message) throw new Error("the message is not there");
  return message;
}
const work = async () => {
  while ((await runDueJobs()) > 0);
};
/** Written, and every job done that is due. */
async function saidAndAsked(chat: Chat, body: string) {
  const messageId = await say(chat, body);
  await work();
  return messageId;
}

describe("a link of the team", () => {
  test("gets a card that both sides see, after the message and not in its request", async () => {
    const url = `${site}/list?id=1`;
    const messageId = await say(house.rep, `Here: ${url}#top`);
    expect(visits).toEqual([]);
    expect((await seen(house.rep, messageId)).preview).toBeNull();
    await work();
    const card = { url, title: "Price list", description: "All of 2026" };
    expect((await seen(house.rep, messageId)).preview).toEqual(card);
    expect((await seen(house.buyer, messageId)).preview).toEqual(card);
    expect(visits).toEqual(["/list?id=1"]);
  });

  test("is told to open screens as a change, and makes nothing unread", async () => {
    const heard: unknown[] = [];
    const stop = subscribe(chatTopic(house.room.id, "room"), (message) => heard.push(message));
    const messageId = await say(house.rep, site);
    const { cursor } = await listMessages(house.buyer);
    await work();
    stop();
    expect(heard.at(-1)).toMatchObject({ type: "chat-changed", corner: "room", isNew: false });
    const { messages } = await listChanges(house.buyer, cursor);
    expect(messages).toMatchObject([{ id: messageId, preview: { title: "Price list" }, editedMs: null }]);
  });

  test("is asked once for the workspace, and the next message has its card at once", async () => {
    await saidAndAsked(house.rep, site);
    const again = await say(house.rep, `Again ${site}/`);
    expect((await seen(house.buyer, again)).preview?.title).toBe("Price list");
    await work();
    expect([visits.length, await queued()]).toEqual([1, 1]);
  });

  test("is asked once for two messages that were written before the answer", async () => {
    const ids = [await say(house.rep, site), await say(house.rep, site)];
    await work();
    for (const id of ids) expect((await seen(house.rep, id)).preview?.title).toBe("Price list");
    expect(visits).toHaveLength(1);
  });

  test("is asked anew after a week, and what was said three months ago is forgotten", async () => {
    const old = await saidAndAsked(house.rep, site);
    answer = (_request, response) => page(response, "New list");
    setClock(() => Date.now() + 8 * 86_400_000);
    await saidAndAsked(house.rep, site);
    expect((await seen(house.rep, old)).preview?.title).toBe("New list");
    setClock(() => Date.now() + 100 * 86_400_000);
    expect((await seen(house.rep, old)).preview).toBeNull();
    await saidAndAsked(house.rep, `${site}/other`);
    expect(await db.$count(linkPreviews, eq(linkPreviews.workspaceId, house.scope.workspaceId))).toBe(1);
  });

  test("keeps its card when the page is asked anew and fails, for as long as what it said may be shown", async () => {
    const old = await saidAndAsked(house.rep, site);
    answer = (_request, response) => response.writeHead(503).end();
    const startMs = Date.now();
    const askAfter = async (days: number) => {
      setClock(() => startMs + days * 86_400_000);
      resetLimits();
      return saidAndAsked(house.rep, site);
    };
    const again = await askAfter(8);
    for (const id of [old, again]) expect((await seen(house.rep, id)).preview?.title).toBe("Price list");
    await askAfter(80);
    expect((await seen(house.rep, old)).preview).toMatchObject({ description: "All of 2026" });
    expect(visits).toHaveLength(3);
    await askAfter(91);
    expect((await seen(house.rep, old)).preview).toBeNull();
  });

  test("is known by its hash alone, and gone from a message that is deleted", async () => {
    const messageId = await saidAndAsked(house.rep, `${site}/secret-path`);
    expect(JSON.stringify(await db.select().from(linkPreviews))).not.toContain("secret-path");
    await deleteMessage(house.rep, { messageId });
    expect((await seen(house.buyer, messageId)).preview).toBeNull();
    await restoreMessage(house.rep, { messageId });
    expect((await seen(house.buyer, messageId)).preview?.title).toBe("Price list");
  });

  test("changes with the text; a message deleted before the job asks nobody", async () => {
    const messageId = await saidAndAsked(house.rep, "no link yet");
    expect(await queued()).toBe(0);
    await editMessage(house.rep, { messageId, body: site });
    await work();
    expect((await seen(house.rep, messageId)).preview?.title).toBe("Price list");
    const slip = await say(house.rep, `${site}/slip`);
    await deleteMessage(house.rep, { messageId: slip });
    await work();
    expect(visits).toEqual(["/"]);
  });
});

describe("off, by default and by choice", () => {
  test("a buyer's link asks nobody, leaves no job, and takes no card that a member's link has", async () => {
    const messageId = await saidAndAsked(house.buyer, site);
    expect([visits, await queued()]).toEqual([[], 0]);
    await saidAndAsked(house.rep, site);
    expect((await seen(house.rep, messageId)).preview).toBeNull();
  });

  test("it gets one when the workspace chose so, until it chooses otherwise", async () => {
    await setting("everyone");
    const messageId = await saidAndAsked(house.buyer, site);
    expect((await seen(house.rep, messageId)).preview?.title).toBe("Price list");
    await setting("members");
    expect((await seen(house.rep, messageId)).preview).toBeNull();
  });

  test("with previews off no link is asked, also not one that waits for its job", async () => {
    await say(house.rep, site);
    await setting("off");
    await work();
    await saidAndAsked(house.rep, `${site}/2`);
    expect(visits).toEqual([]);
    expect(await db.$count(linkPreviews, eq(linkPreviews.workspaceId, house.scope.workspaceId))).toBe(0);
  });

  test("the buyers' corner never asks and never shows, whatever is chosen", async () => {
    await setting("everyone");
    await saidAndAsked(house.rep, site);
    visits = [];
    const messageId = await saidAndAsked(house.apart, `Look: ${site}`);
    const other = await saidAndAsked(house.apart, `${site}/apart`);
    for (const id of [messageId, other]) expect((await seen(house.apart, id)).preview).toBeNull();
    await previewLink.run({ messageId: other, untilMs: Date.now() + 60_000 }, { jobId: "", attempt: 1 });
    expect(visits).toEqual([]);
  });

  test("another workspace has its own cards", async () => {
    const other = await openChatHouse();
    await saidAndAsked(house.rep, site);
    const messageId = await say(other.rep, site);
    expect((await seen(other.rep, messageId)).preview).toBeNull();
    await work();
    expect((await seen(other.rep, messageId)).preview?.title).toBe("Price list");
    expect(visits).toHaveLength(2);
  });
});

describe("our own pages are never asked", () => {
  test("neither the installation's nor those of any workspace's own domain, nor by a detour", async () => {
    await db
      .update(workspaces)
      .set({ customDomain: "rooms.kumano.example" })
      .where(eq(workspaces.id, house.scope.workspaceId));
    answer = (_request, response) =>
      response.writeHead(302, { location: "http://localhost:3000/r/token" }).end();
    allow(new URL(site).host, "localhost:3000", "rooms.kumano.example");
    for (const link of [
      "http://localhost:3000/r/token",
      "http://rooms.kumano.example./r/token",
      `${site}/detour`,
    ])
      await saidAndAsked(house.rep, link);
    expect(visits).toEqual(["/detour"]);
    const rows = await db
      .select()
      .from(linkPreviews)
      .where(eq(linkPreviews.workspaceId, house.scope.workspaceId));
    expect(rows.map(({ title }) => title)).toEqual([null, null, null]);
  });
});

describe("a page that gives no card", () => {
  const nothing = async (body = site) => (await seen(house.rep, await saidAndAsked(house.rep, body))).preview;
  const html = { "content-type": "text/html" };

  test.each<[string, RequestListener]>([
    ["is missing", (_request, response) => response.writeHead(404, html).end("<title>Gone</title>")],
    ["fails", (_request, response) => response.writeHead(500, html).end("<title>Oops</title>")],
    [
      "is a file",
      (_request, response) =>
        response.writeHead(200, { "content-type": "application/pdf" }).end("<title>x</title>"),
    ],
    ["has no title", (_request, response) => response.writeHead(200, html).end("<p>Hello")],
    ["hangs up", (_request, response) => response.socket?.destroy()],
    [
      "leads to this machine",
      (_request, response) => response.writeHead(302, { location: "http://127.0.0.1/" }).end(),
    ],
    [
      "leads to this machine, written otherwise",
      (_request, response) => response.writeHead(301, { location: "http://[::ffff:127.0.0.1]/" }).end(),
    ],
    [
      "leads to the metadata of a cloud",
      (_request, response) => response.writeHead(307, { location: "//169.254.169.254/latest" }).end(),
    ],
    [
      "leads to a file",
      (_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
    ],
    ["leads nowhere", (_request, response) => response.writeHead(302).end()],
    [
      "leads in a circle",
      (request, response) => response.writeHead(302, { location: request.url ?? "" }).end(),
    ],
  ])("because it %s", async (_what, listener) => {
    answer = listener;
    expect(await nothing()).toBeNull();
    expect(visits.length).toBeLessThanOrEqual(4);
  });

  test("by an address of this machine that nobody made an exception for", async () => {
    allow();
    expect(await nothing()).toBeNull();
    expect(visits).toEqual([]);
  });

  test("nor by one that the operator opened to calls of other kinds", async () => {
    allow();
    setEnv({ ...env(), egressAllowed: read([new URL(site).host, "127.0.0.0/8", "localhost"]) });
    expect(await nothing()).toBeNull();
    expect(visits).toEqual([]);
  });

  test("is asked seldom: after an hour, then after a day", async () => {
    answer = (_request, response) => response.writeHead(503).end();
    let atMs = Date.now();
    setClock(() => atMs);
    const later = async (hours: number) => {
      atMs += hours * 3_600_000;
      await saidAndAsked(house.rep, site);
      return visits.length;
    };
    expect(await later(0)).toBe(1);
    expect(await later(0.5)).toBe(1);
    expect(await later(1)).toBe(2);
    expect(await later(2)).toBe(2);
    answer = (_request, response) => page(response, "Back again");
    expect(await later(24)).toBe(3);
    expect((await seen(house.rep, await say(house.rep, site))).preview?.title).toBe("Back again");
  });
});

describe("a page that is hard to read", () => {
  test("without end: its head is enough", async () => {
    answer = (_request, response) => {
      response.setHeader("content-type", "text/html");
      response.write("<title>Endless</title>");
      const more = () => response.destroyed || response.write("<p>".repeat(20_000), () => setImmediate(more));
      more();
    };
    expect((await seen(house.rep, await saidAndAsked(house.rep, site))).preview?.title).toBe("Endless");
  });

  test("one that drips is left after five seconds, and the next link has its turn", async () => {
    answer = (request, response) => {
      if (request.url === "/quick") return page(response, "Quick");
      response.setHeader("content-type", "text/html");
      const timer = setInterval(() => response.write("<!-- -->"), 50);
      response.on("close", () => clearInterval(timer));
    };
    const started = performance.now();
    const slow = await saidAndAsked(house.rep, `${site}/slow`);
    expect(performance.now() - started).toBeLessThan(9_000);
    const quick = await saidAndAsked(house.rep, `${site}/quick`);
    expect((await seen(house.rep, slow)).preview).toBeNull();
    expect((await seen(house.rep, quick)).preview?.title).toBe("Quick");
  });

  test("in Shift_JIS that calls itself UTF-8, by way of a redirect", async () => {
    answer = (request, response) => {
      if (request.url === "/") return response.writeHead(302, { location: "/ja" }).end();
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(
        Buffer.from([
          ...Buffer.from("<title>"),
          0x8c,
          0xa9,
          0x90,
          0xcf,
          0x8f,
          0x91,
          ...Buffer.from("</title>"),
        ]),
      );
    };
    expect((await seen(house.rep, await saidAndAsked(house.rep, site))).preview).toMatchObject({
      url: `${site}/`,
      title: "見積書",
    });
  });

  test("with marks and markup: the card is plain text", async () => {
    answer = (_request, response) => page(response, "&lt;img src=x&gt;\u202eevil\n", "a\u200b&quot;b");
    expect((await seen(house.rep, await saidAndAsked(house.rep, site))).preview).toMatchObject({
      title: "<img src=x>evil",
      description: 'a"b',
    });
  });
});

describe("one page after the other", () => {
  test("while one is asked, the next waits in the queue and comes to its card", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    answer = async (request, response) => {
      if (request.url === "/first") await held;
      page(response, `Page ${request.url}`);
    };
    const ids = [await say(house.rep, `${site}/first`), await say(house.rep, `${site}/second`)];
    const run = (messageId: string | undefined) =>
      previewLink.run(
        { messageId: messageId ?? "", untilMs: Date.now() + 60_000 },
        { jobId: "", attempt: 1 },
      );
    const first = run(ids[0]);
    await expect.poll(() => visits).toEqual(["/first"]);
    await run(ids[1]);
    expect(visits).toEqual(["/first"]);
    letGo();
    await first;
    setClock(() => Date.now() + 3_000);
    await work();
    expect((await seen(house.rep, ids[1] ?? "")).preview?.title).toBe("Page /second");
  });

  test("a workspace asks for twenty a minute; the rest waits, and gives up when nobody waits any more", async () => {
    for (let n = 0; n < 23; n += 1) await say(house.rep, `${site}/${n}`);
    await work();
    expect(visits).toHaveLength(20);
    expect(await db.$count(jobs, eq(jobs.state, "queued"))).toBeGreaterThanOrEqual(3);
    resetLimits();
    setClock(() => Date.now() + 61_000);
    await work();
    expect(visits).toHaveLength(23);
    const late = await say(house.rep, `${site}/late`);
    resetLimits();
    await previewLink.run({ messageId: late, untilMs: Date.now() - 1 }, { jobId: "", attempt: 1 });
    expect(await db.$count(jobs, eq(jobs.state, "dead"))).toBe(0);
  });
});

describe("taking a card away", () => {
  test("is the author's choice, for both sides, and can be taken back; it is no event", async () => {
    const messageId = await saidAndAsked(house.rep, site);
    const { cursor } = await listMessages(house.buyer);
    await showPreview(house.rep, { messageId, isShown: false });
    expect((await listChanges(house.buyer, cursor)).messages).toMatchObject([
      { id: messageId, preview: null },
    ]);
    expect((await seen(house.rep, messageId)).preview).toBeNull();
    await showPreview(house.rep, { messageId, isShown: true });
    expect((await seen(house.buyer, messageId)).preview?.title).toBe("Price list");
    expect(await eventsOf(house.scope, "chat.message_edited")).toEqual([]);
    expect(visits).toHaveLength(1);
  });

  test("before the job came it asks nobody; another link is another choice", async () => {
    const messageId = await say(house.rep, site);
    await showPreview(house.rep, { messageId, isShown: false });
    await work();
    expect(visits).toEqual([]);
    await editMessage(house.rep, { messageId, body: `Still ${site}` });
    await work();
    expect(visits).toEqual([]);
    await editMessage(house.rep, { messageId, body: `${site}/other` });
    await work();
    expect((await seen(house.rep, messageId)).preview?.title).toBe("Price list");
  });

  test("is nobody else's: not the buyer's, not after deletion, not in another room", async () => {
    const messageId = await saidAndAsked(house.rep, site);
    const refused = expect.objectContaining({ code: "FORBIDDEN" });
    await expect(showPreview(house.buyer, { messageId, isShown: false })).rejects.toEqual(refused);
    const other = await openChatHouse();
    const missing = expect.objectContaining({ code: "NOT_FOUND" });
    await expect(showPreview(other.rep, { messageId, isShown: false })).rejects.toEqual(missing);
    await deleteMessage(house.rep, { messageId });
    await expect(showPreview(house.rep, { messageId, isShown: false })).rejects.toEqual(refused);
    const [row] = await db.select().from(chatMessages).where(eq(chatMessages.id, messageId));
    expect(row?.hidesPreview).toBe(false);
  });

  test("works without a script, and the page shows the card as plain text with its host", async () => {
    answer = (_request, response) => page(response, "&lt;b&gt;Bold&lt;/b&gt;");
    const messageId = await saidAndAsked(house.rep, site);
    const address = `/rooms/${house.room.id}/chat`;
    const draw = async () => (await app.request(address, { headers: { cookie: house.repCookie } })).text();
    const html = await draw();
    expect(html).toContain("&lt;b&gt;Bold&lt;/b&gt;");
    expect(html).toContain(new URL(site).host);
    const response = await app.request(address, {
      method: "POST",
      headers: { cookie: house.repCookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ intent: "hide_preview", messageId }).toString(),
    });
    expect(response.status).toBeLessThan(400);
    expect(await draw()).not.toContain("Bold");
  });
});
