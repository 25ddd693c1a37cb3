import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { jobs } from "@db/schema/instance";
import { shareLinks, viewers } from "@db/schema/sharing";
import { attentionDaily, dropsDaily, visitsDaily } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commitBeacons } from "~/features/tracking/commit-beacons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import {
  allSpans,
  allViews,
  allVisits,
  beaconOf,
  ingestOne,
  makeKnownViewer,
  makeReadableRoom,
  pageSpan,
  readingOf,
  START_MS,
  tokenFor,
  totals,
  unitSpan,
} from "./support";

useDatabase();

let nowMs = START_MS;
beforeEach(() => {
  nowMs = START_MS + 60_000;
  setClock(() => nowMs);
});
afterEach(() => setClock(null));

const attentionOf = (roomId: string) =>
  db
    .select({
      unit: attentionDaily.unit,
      activeMs: attentionDaily.activeMs,
      day: attentionDaily.day,
      who: attentionDaily.personKey,
    })
    .from(attentionDaily)
    .where(eq(attentionDaily.roomId, roomId))
    .orderBy(attentionDaily.day, attentionDaily.unit);

describe("reading", () => {
  test("a person's first beacon makes viewer, visit, view, spans and roll-ups at once", async () => {
    const place = await makeReadableRoom();
    const token = tokenFor(place);
    expect(await ingestOne(readingOf(token, { 1: 8_000, 3: 5_000 }, 1_000))).toMatchObject({
      outcomes: ["kept"],
    });

    const [viewer] = await db.select().from(viewers).where(eq(viewers.id, place.viewerId));
    expect(viewer).toMatchObject({ identity: "anonymous", linkId: place.link.id });
    const view = (await allViews()).find(({ id }) => id === token.viewId);
    expect(view).toMatchObject({
      class: "engaged",
      reason: "input",
      activeMs: 14_000,
      unitsMs: 13_000,
      day: "2026-03-02",
    });
    const day = { day: "2026-03-02", who: place.viewerId };
    expect(await attentionOf(place.room.id)).toEqual([
      { unit: 0, activeMs: 1_000, ...day },
      { unit: 1, activeMs: 8_000, ...day },
      { unit: 3, activeMs: 5_000, ...day },
    ]);
    const [daily] = await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id));
    expect(daily).toMatchObject({
      visits: 1,
      views: 1,
      bounces: 0,
      activeMs: 14_000,
      personKey: place.viewerId,
    });
  });

  test("later totals of an engaged view are added to what is there", async () => {
    const place = await makeReadableRoom();
    const token = tokenFor(place);
    await ingestOne(readingOf(token, { 1: 4_000 }));
    const [short] = await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id));
    expect(short).toMatchObject({ bounces: 1, activeMs: 4_000 });
    await ingestOne(
      beaconOf(token, [
        pageSpan(token, 13_000, { q: 2 }),
        unitSpan(token, 1, 9_000, { q: 2 }),
        unitSpan(token, 2, 3_000),
      ]),
    );
    expect((await attentionOf(place.room.id)).map(({ unit, activeMs }) => [unit, activeMs])).toEqual([
      [0, 1_000],
      [1, 9_000],
      [2, 3_000],
    ]);
    const [daily] = await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id));
    expect(daily).toMatchObject({ visits: 1, views: 1, bounces: 0, activeMs: 13_000 });
  });

  test("what was read before the view was engaged enters when it is", async () => {
    const place = await makeReadableRoom();
    const token = tokenFor(place);
    await ingestOne(beaconOf(token, [pageSpan(token, 2_500)], { signals: { vis: 2_500, aq: 0 } }));
    expect((await allViews()).at(-1)).toMatchObject({ class: "opened", reason: "too_short" });
    expect(await attentionOf(place.room.id)).toEqual([]);
    await ingestOne(beaconOf(token, [unitSpan(token, 2, 1_000)], { signals: { vis: 4_000 } }));
    expect((await attentionOf(place.room.id)).map(({ unit, activeMs }) => [unit, activeMs])).toEqual([
      [0, 1_500],
      [2, 1_000],
    ]);
  });

  test("the contact is the person when one is known", async () => {
    const place = await makeReadableRoom();
    const { makeContact } = await import("../../support/factories");
    const contact = await makeContact(place.scope);
    const { viewer } = await makeKnownViewer(place, { contactId: contact.id, identity: "verified" });
    await ingestOne(readingOf(tokenFor(place, { viewerId: viewer.id, verified: true }), { 1: 4_000 }));
    expect(await attentionOf(place.room.id)).toMatchObject([{ unit: 1, who: contact.id }]);
  });
});

describe("visits", () => {
  test("pages opened within thirty minutes are one visit, later ones another", async () => {
    const place = await makeReadableRoom();
    const at = (minutes: number, page = 0) =>
      tokenFor(place, { issuedAtMs: START_MS + minutes * 60_000, pageId: place.pages[page]!.id });
    nowMs = START_MS + 3 * 3_600_000;
    for (const token of [at(0), at(20, 1), at(80)]) await ingestOne(readingOf(token, { 1: 5_000 }));
    const mine = (await allVisits()).filter(({ roomId }) => roomId === place.room.id);
    expect(mine).toMatchObject([
      { pageCount: 2, activeMs: 10_000, engaged: true },
      { pageCount: 1, activeMs: 5_000, engaged: true },
    ]);
  });

  test("a late beacon between two visits makes them one", async () => {
    const place = await makeReadableRoom();
    const at = (minutes: number) => tokenFor(place, { issuedAtMs: START_MS + minutes * 60_000 });
    nowMs = START_MS + 3 * 3_600_000;
    for (const token of [at(0), at(50), at(25)]) await ingestOne(readingOf(token, { 1: 5_000 }));
    const mine = (await allVisits()).filter(({ roomId }) => roomId === place.room.id);
    expect(mine).toMatchObject([{ activeMs: 15_000, pageCount: 1 }]);
    expect(
      new Set((await allViews()).filter((v) => v.roomId === place.room.id).map((v) => v.visitId)).size,
    ).toBe(1);
  });

  test("time read offline counts on the day it was read, however late it is sent", async () => {
    const place = await makeReadableRoom();
    const token = tokenFor(place);
    nowMs = START_MS + 6 * 86_400_000;
    await ingestOne(readingOf(token, { 1: 9_000 }, 0, { atMs: nowMs }));
    expect(await attentionOf(place.room.id)).toMatchObject([{ day: "2026-03-02", activeMs: 9_000 }]);
    const visit = (await allVisits()).find(({ roomId }) => roomId === place.room.id);
    expect(visit?.lastAt.getTime()).toBeLessThan(START_MS + 30 * 60_000);
  });

  test("an engaged visit writes one event and one held-back alert, however many beacons come", async () => {
    const place = await makeReadableRoom();
    const first = tokenFor(place);
    const second = tokenFor(place, { pageId: place.pages[1]!.id, issuedAtMs: START_MS + 30_000 });
    nowMs = START_MS + 60_000;
    await commitBeacons([readingOf(first, { 1: 5_000 }), readingOf(second, { 1: 5_000 })]);
    await ingestOne(beaconOf(first, [pageSpan(first, 15_000, { q: 9 })]));
    const visited = await db.select().from(events).where(eq(events.roomId, place.room.id));
    expect(visited).toMatchObject([
      { type: "room.visited", data: { viewerId: place.viewerId, pageId: place.pages[0]!.id } },
    ]);
    const held = (await db.select().from(jobs)).filter(({ key }) =>
      key?.includes(String(visited[0]?.data.visitId)),
    );
    expect(held).toHaveLength(1);
    expect(held[0]?.runAt.getTime()).toBe(nowMs + 45_000);
  });
});

describe("what is refused", () => {
  test("a revoked link ends measuring at once", async () => {
    const place = await makeReadableRoom();
    const token = tokenFor(place);
    await ingestOne(readingOf(token, { 1: 4_000 }));
    await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, place.link.id));
    const next = beaconOf(token, [pageSpan(token, 15_000, { q: 5 })]);
    expect((await ingestOne(next)).outcomes).toEqual(["gone"]);
    expect(await attentionOf(place.room.id)).toMatchObject([{ activeMs: 4_000 }]);
  });

  test("a viewer who declined is not measured", async () => {
    const place = await makeReadableRoom();
    const { viewer } = await makeKnownViewer(place, { consent: "declined" });
    const token = tokenFor(place, { viewerId: viewer.id });
    expect((await ingestOne(readingOf(token, { 1: 4_000 }))).outcomes).toEqual(["gone"]);
    expect((await allViews()).filter((view) => view.id === token.viewId)).toEqual([]);
  });

  test("forged spans are dropped by name and the honest ones beside them are kept", async () => {
    const place = await makeReadableRoom();
    const token = tokenFor(place);
    const before = await dropCounts();
    await ingestOne(
      beaconOf(token, [
        pageSpan(token, 5_000),
        unitSpan(token, 6, 1_000),
        unitSpan(token, 1, 3_600_000),
        unitSpan(token, 2, 2_000),
      ]),
    );
    const after = await dropCounts();
    expect((after.unit_out_of_range ?? 0) - (before.unit_out_of_range ?? 0)).toBe(1);
    expect((after.over_span_clock ?? 0) - (before.over_span_clock ?? 0)).toBe(1);
    const kept = (await allSpans()).filter(({ viewId }) => viewId === token.viewId);
    expect(kept.map(({ spanId }) => spanId)).toEqual(["page", "unit-2"]);
  });
});

async function dropCounts(): Promise<Record<string, number>> {
  const rows = await db.select().from(dropsDaily);
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

test("the roll-ups kept while ingesting are those made anew from the raw spans", async () => {
  const kept = await totals();
  await rebuild();
  expect(await totals()).toEqual(kept);
  expect(kept.attention.length).toBeGreaterThan(5);
});
