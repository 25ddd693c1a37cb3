import { db } from "@db/client";
import { attentionDaily, spans, visits, visitsDaily } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commitBeacons } from "~/features/tracking/commit-beacons.server";
import { listLiveViewers } from "~/features/tracking/data.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import { forgetOldDetails, SPAN_DAYS } from "~/features/tracking/retention.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeContact, makeMember } from "../../support/factories";
import {
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
  nowMs = START_MS + 20_000;
  setClock(() => nowMs);
});
afterEach(() => setClock(null));

describe("when a viewer turns out to be a contact", () => {
  test("what they read moves to the contact, beside what the contact read elsewhere", async () => {
    const place = await makeReadableRoom();
    const contact = await makeContact(place.scope);
    const { viewer: known } = await makeKnownViewer(place, { contactId: contact.id });
    await ingestOne(readingOf(tokenFor(place, { viewerId: known.id }), { 1: 4_000 }));
    await ingestOne(readingOf(tokenFor(place), { 1: 3_000, 2: 5_000 }, 500));

    await db.transaction((tx) => reassignPerson(tx, place.viewerId, contact.id));
    const attention = await db.select().from(attentionDaily).where(eq(attentionDaily.roomId, place.room.id));
    expect(new Set(attention.map(({ personKey }) => personKey))).toEqual(new Set([contact.id]));
    expect(attention.map(({ unit, activeMs }) => [unit, activeMs]).sort()).toEqual([
      [0, 500],
      [1, 7_000],
      [2, 5_000],
    ]);
    const daily = await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id));
    expect(daily).toMatchObject([{ personKey: contact.id, visits: 2, activeMs: 12_500 }]);

    const kept = await totals();
    await rebuild();
    expect(await totals()).toEqual(kept);
  });

  test("what they read afterwards counts for the contact too", async () => {
    const place = await makeReadableRoom();
    const contact = await makeContact(place.scope);
    const token = tokenFor(place);
    await ingestOne(readingOf(token, { 1: 3_000 }));
    await db.transaction((tx) => reassignPerson(tx, place.viewerId, contact.id));
    await ingestOne(beaconOf(token, [pageSpan(token, 9_000, { q: 2 }), unitSpan(token, 1, 9_000, { q: 2 })]));
    const daily = await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id));
    expect(daily).toMatchObject([{ personKey: contact.id, activeMs: 9_000, visits: 1 }]);
    expect(await db.$count(visits, eq(visits.personKey, place.viewerId))).toBe(0);
  });
});

describe("who is reading now", () => {
  test("engaged viewers of the last minute, with page and unit", async () => {
    const place = await makeReadableRoom();
    const contact = await makeContact(place.scope, { name: "Ren Sato" });
    const { viewer } = await makeKnownViewer(place, { contactId: contact.id });
    const early = tokenFor(place, { viewerId: viewer.id });
    const later = tokenFor(place, {
      viewerId: viewer.id,
      pageId: place.pages[1]!.id,
      issuedAtMs: START_MS + 10_000,
    });
    const shy = tokenFor(place, { viewerId: newId() });
    await commitBeacons([
      readingOf(early, { 1: 4_000 }, 0, { atMs: START_MS + 9_000 }),
      readingOf(later, { 1: 1_000, 3: 2_000 }, 0, { atMs: START_MS + 15_000, signals: { vis: 4_000 } }),
      readingOf(shy, { 1: 1_000 }, 0, { signals: { in: 0, pm: 0, aq: 0 } }),
    ]);
    expect(await listLiveViewers(place.scope, place.room.id)).toMatchObject([
      {
        viewerId: viewer.id,
        contactId: contact.id,
        name: "Ren Sato",
        pageId: place.pages[1]!.id,
        unit: expect.any(Number),
      },
    ]);
    nowMs = START_MS + 15_000 + 60_001;
    expect(await listLiveViewers(place.scope, place.room.id)).toEqual([]);
  });

  test("is not told to another workspace", async () => {
    const place = await makeReadableRoom();
    await ingestOne(readingOf(tokenFor(place), { 1: 4_000 }));
    const { scope: stranger } = await makeMember();
    expect(await listLiveViewers(place.scope, place.room.id)).toHaveLength(1);
    expect(await listLiveViewers(stranger, place.room.id)).toEqual([]);
  });
});

describe("after thirteen months", () => {
  test("the spans are gone, and totals that are made anew still hold all the time, as the page's", async () => {
    const place = await makeReadableRoom();
    const contact = await makeContact(place.scope);
    await ingestOne(readingOf(tokenFor(place), { 1: 3_000, 2: 5_000 }, 500));
    nowMs += (SPAN_DAYS + 2) * 86_400_000;
    await forgetOldDetails();
    expect(await db.$count(spans)).toBe(0);

    await db.transaction((tx) => reassignPerson(tx, place.viewerId, contact.id));
    const attention = await db.select().from(attentionDaily).where(eq(attentionDaily.roomId, place.room.id));
    expect(attention).toMatchObject([{ personKey: contact.id, unit: 0, activeMs: 8_500 }]);
  });
});
