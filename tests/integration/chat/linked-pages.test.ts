import type { RequestListener } from "node:http";
import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { previewLink } from "~/features/rooms/chat/previews/jobs.server";
import { setClock } from "~/platform/clock.server";
import { env, setEnv } from "~/platform/env.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { allow, page, read, saidAndAsked, seen, useLinkedSite, work } from "./linked-site";
import { say } from "./support";

const web = useLinkedSite();

describe("a page that gives no card", () => {
  const nothing = async (body = web.site) =>
    (await seen(web.house.rep, await saidAndAsked(web.house.rep, body))).preview;
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
    web.answer = listener;
    expect(await nothing()).toBeNull();
    expect(web.visits.length).toBeLessThanOrEqual(4);
  });

  test("by an address of this machine that nobody made an exception for", async () => {
    allow();
    expect(await nothing()).toBeNull();
    expect(web.visits).toEqual([]);
  });

  test("nor by one that the operator opened to calls of other kinds", async () => {
    allow();
    setEnv({ ...env(), egressAllowed: read([new URL(web.site).host, "127.0.0.0/8", "localhost"]) });
    expect(await nothing()).toBeNull();
    expect(web.visits).toEqual([]);
  });

  test("is asked seldom: after an hour, then after a day", async () => {
    web.answer = (_request, response) => response.writeHead(503).end();
    let atMs = Date.now();
    setClock(() => atMs);
    const later = async (hours: number) => {
      atMs += hours * 3_600_000;
      await saidAndAsked(web.house.rep, web.site);
      return web.visits.length;
    };
    expect(await later(0)).toBe(1);
    expect(await later(0.5)).toBe(1);
    expect(await later(1)).toBe(2);
    expect(await later(2)).toBe(2);
    web.answer = (_request, response) => page(response, "Back again");
    expect(await later(24)).toBe(3);
    expect((await seen(web.house.rep, await say(web.house.rep, web.site))).preview?.title).toBe("Back again");
  });
});

describe("a page that is hard to read", () => {
  test("without end: its head is enough", async () => {
    web.answer = (_request, response) => {
      response.setHeader("content-type", "text/html");
      response.write("<title>Endless</title>");
      const more = () => response.destroyed || response.write("<p>".repeat(20_000), () => setImmediate(more));
      more();
    };
    expect((await seen(web.house.rep, await saidAndAsked(web.house.rep, web.site))).preview?.title).toBe(
      "Endless",
    );
  });

  test("one that drips is left after five seconds, and the next link has its turn", async () => {
    web.answer = (request, response) => {
      if (request.url === "/quick") return page(response, "Quick");
      response.setHeader("content-type", "text/html");
      const timer = setInterval(() => response.write("<!-- -->"), 50);
      response.on("close", () => clearInterval(timer));
    };
    const started = performance.now();
    const slow = await saidAndAsked(web.house.rep, `${web.site}/slow`);
    expect(performance.now() - started).toBeLessThan(9_000);
    const quick = await saidAndAsked(web.house.rep, `${web.site}/quick`);
    expect((await seen(web.house.rep, slow)).preview).toBeNull();
    expect((await seen(web.house.rep, quick)).preview?.title).toBe("Quick");
  });

  test("in Shift_JIS that calls itself UTF-8, by way of a redirect", async () => {
    web.answer = (request, response) => {
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
    expect((await seen(web.house.rep, await saidAndAsked(web.house.rep, web.site))).preview).toMatchObject({
      url: `${web.site}/`,
      title: "見積書",
    });
  });

  test("with marks and markup: the card is plain text", async () => {
    web.answer = (_request, response) => page(response, "&lt;img src=x&gt;\u202eevil\n", "a\u200b&quot;b");
    expect((await seen(web.house.rep, await saidAndAsked(web.house.rep, web.site))).preview).toMatchObject({
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
    web.answer = async (request, response) => {
      if (request.url === "/first") await held;
      page(response, `Page ${request.url}`);
    };
    const ids = [
      await say(web.house.rep, `${web.site}/first`),
      await say(web.house.rep, `${web.site}/second`),
    ];
    const run = (messageId: string | undefined) =>
      previewLink.run(
        { messageId: messageId ?? "", untilMs: Date.now() + 60_000 },
        { jobId: "", attempt: 1 },
      );
    const first = run(ids[0]);
    await expect.poll(() => web.visits).toEqual(["/first"]);
    await run(ids[1]);
    expect(web.visits).toEqual(["/first"]);
    letGo();
    await first;
    setClock(() => Date.now() + 3_000);
    await work();
    expect((await seen(web.house.rep, ids[1] ?? "")).preview?.title).toBe("Page /second");
  });

  test("a workspace asks for twenty a minute; the rest waits, and gives up when nobody waits any more", async () => {
    for (let n = 0; n < 23; n += 1) await say(web.house.rep, `${web.site}/${n}`);
    await work();
    expect(web.visits).toHaveLength(20);
    expect(await db.$count(jobs, eq(jobs.state, "queued"))).toBeGreaterThanOrEqual(3);
    resetLimits();
    setClock(() => Date.now() + 61_000);
    await work();
    expect(web.visits).toHaveLength(23);
    const late = await say(web.house.rep, `${web.site}/late`);
    resetLimits();
    await previewLink.run({ messageId: late, untilMs: Date.now() - 1 }, { jobId: "", attempt: 1 });
    expect(await db.$count(jobs, eq(jobs.state, "dead"))).toBe(0);
  });
});
