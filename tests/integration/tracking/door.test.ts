import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { db } from "@db/client";
import { shareLinks } from "@db/schema/sharing";
import { dropsDaily, spans, views } from "@db/schema/tracking";
import { beaconDoor } from "@server/doors/beacon";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flushDrops } from "~/features/tracking/drops.server";
import { closeIngest, receiveBeacon } from "~/features/tracking/ingest.server";
import { env } from "~/platform/env.server";
import { subscribe } from "~/platform/realtime.server";
import { useDatabase } from "../../support/database";
import { makeReadableRoom, pageSpan, type ReadableRoom, tokenFor, unitSpan, wireBody } from "./support";

useDatabase();

let server: Server;
let url = "";
beforeAll(async () => {
  server = createServer(beaconDoor(receiveBeacon));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/b`;
});
afterAll(async () => {
  await closeIngest();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: {
      origin: env().appUrl.origin,
      "content-type": "text/plain;charset=UTF-8",
      "user-agent": "Mozilla/5.0 Firefox/145.0",
      ...headers,
    },
  });

/** Issued a minute ago, so that the totals are possible. */
const freshToken = (place: ReadableRoom) => tokenFor(place, { issuedAtMs: Date.now() - 60_000 });

async function droppedAs(reason: string): Promise<number> {
  await flushDrops();
  const rows = await db.select().from(dropsDaily).where(eq(dropsDaily.reason, reason));
  return rows.reduce((sum, { count }) => sum + count, 0);
}

describe("the beacon's door", () => {
  test("answers 204 when everything is in the database", async () => {
    const token = freshToken(await makeReadableRoom());
    const response = await post(wireBody(token, [pageSpan(token, 9_000), unitSpan(token, 1, 4_000)]));
    expect(response.status).toBe(204);
    expect(await db.$count(spans, eq(spans.viewId, token.viewId))).toBe(2);
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
  });

  test("keeps many that come at once, each once", async () => {
    const place = await makeReadableRoom();
    const tokens = Array.from({ length: 60 }, () => freshToken(place));
    const bodies = tokens.flatMap((token) => [
      wireBody(token, [pageSpan(token, 4_000)]),
      wireBody(token, [pageSpan(token, 8_000, { q: 2 })]),
    ]);
    const statuses = await Promise.all(bodies.map(async (body) => (await post(body)).status));
    expect(new Set(statuses)).toEqual(new Set([204]));
    const kept = await db
      .select({ activeMs: views.activeMs })
      .from(views)
      .where(eq(views.roomId, place.room.id));
    expect(kept).toHaveLength(60);
    expect(kept.every(({ activeMs }) => activeMs === 8_000)).toBe(true);
  });

  test.each<[string, (body: ReturnType<typeof wireBody>) => unknown, string]>([
    ["no JSON", () => "{", "malformed"],
    ["a field too many", (body) => ({ ...body, ip: "192.0.2.1" }), "malformed"],
    ["a version of tomorrow", (body) => ({ ...body, v: 2 }), "malformed"],
    ["a negative time", (body) => ({ ...body, s: [{ ...body.s[0], a: -1 }] }), "malformed"],
    ["a forged token", (body) => ({ ...body, t: `${body.t}x` }), "bad_token"],
  ])("says nothing to %s, and counts it", async (_name, spoil, reason) => {
    const token = freshToken(await makeReadableRoom());
    const before = await droppedAs(reason);
    expect((await post(spoil(wireBody(token, [pageSpan(token, 1_000)])))).status).toBe(204);
    expect((await droppedAs(reason)) - before).toBe(1);
    expect(await db.$count(views, eq(views.id, token.viewId))).toBe(0);
  });

  test("tells the browser to stop when the link is revoked", async () => {
    const place = await makeReadableRoom();
    const token = freshToken(place);
    await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, place.link.id));
    expect((await post(wireBody(token, [pageSpan(token, 1_000)]))).status).toBe(410);
  });

  test("refuses what is larger than 16 kB, announced or not", async () => {
    const large = `{"v":1,"t":"${"x".repeat(20_000)}"}`;
    expect((await post(large)).status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        for (let at = 0; at < 5; at++) controller.enqueue(new TextEncoder().encode("x".repeat(5_000)));
        controller.close();
      },
    });
    const request = {
      method: "POST",
      body: stream,
      duplex: "half",
      headers: { origin: env().appUrl.origin },
    };
    const status = await fetch(url, request as RequestInit).then(
      (response) => response.status,
      () => 413,
    );
    expect(status).toBe(413);
  });

  test.each([
    ["another site", { origin: "https://evil.example" }, 403],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }, 403],
    ["this site, as the browser says", { "sec-fetch-site": "same-origin", origin: "http://192.0.2.1" }, 204],
  ])("answers a page of %s", async (_name, headers, status) => {
    const token = freshToken(await makeReadableRoom());
    expect(
      (await post(wireBody(token, [pageSpan(token, 1_000)]), headers as Record<string, string>)).status,
    ).toBe(status);
  });

  test("answers only POST", async () => {
    expect((await fetch(url)).status).toBe(405);
    expect((await fetch(url, { method: "OPTIONS" })).headers.has("access-control-allow-origin")).toBe(false);
  });

  test("tells live screens who reads what, not more often than they can show it", async () => {
    const place = await makeReadableRoom();
    const token = freshToken(place);
    const told: unknown[] = [];
    const stop = subscribe(`room:${place.room.id}`, (message) => void told.push(message));
    for (const seq of [1, 2, 3]) {
      await post(
        wireBody(token, [
          pageSpan(token, seq * 4_000, { q: seq }),
          unitSpan(token, 2, seq * 3_000, { q: seq }),
        ]),
      );
    }
    stop();
    expect(told).toEqual([
      { type: "attention", roomId: place.room.id, viewerId: place.viewerId, pageId: place.page.id, unit: 2 },
    ]);
  });

  test("asks a viewer who sends without end to come back later", async () => {
    const token = freshToken(await makeReadableRoom());
    const body = wireBody(token, [pageSpan(token, 1_000)]);
    const statuses = await Promise.all(Array.from({ length: 310 }, async () => (await post(body)).status));
    expect(statuses.filter((status) => status === 503).length).toBe(10);
    expect((await post(body)).headers.get("retry-after")).toBe("5");
  });
});
