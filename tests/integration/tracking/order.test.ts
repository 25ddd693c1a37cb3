import { db } from "@db/client";
import { views, visits } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Span } from "~/features/tracking/beacon/wire";
import { type Beacon, commitBeacons } from "~/features/tracking/commit-beacons.server";
import { rebuildRoom } from "~/features/tracking/rebuild.server";
import type { ViewToken } from "~/features/tracking/view-token.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeMember, makePage } from "../../support/factories";
import {
  beaconOf,
  makeReadableRoom,
  pageSpan,
  type ReadableRoom,
  START_MS,
  tokenFor,
  totals,
  unitSpan,
} from "./support";

useDatabase();

/** Everything arrives while this clock stands: after the last page was left, within the seven days a browser keeps it. */
const ARRIVAL_MS = START_MS + 26 * 3_600_000;
beforeEach(() => setClock(() => ARRIVAL_MS));
afterEach(() => setClock(null));

/** One page opened: the minute, which page and viewer, how long each step took and on which unit it was spent. */
type Opening = {
  minute: number;
  page: number;
  viewer: number;
  steps: { unit: number; ms: number }[];
  human: boolean;
};

const opening: fc.Arbitrary<Opening> = fc.record({
  minute: fc.integer({ min: 0, max: 24 * 60 }),
  page: fc.integer({ min: 0, max: 1 }),
  viewer: fc.integer({ min: 0, max: 1 }),
  steps: fc.array(
    fc.record({ unit: fc.integer({ min: 0, max: 5 }), ms: fc.integer({ min: 0, max: 9_000 }) }),
    { minLength: 1, maxLength: 5 },
  ),
  human: fc.boolean(),
});

/** The beacons a browser would send for it, one after each step, each with its totals so far. */
function beaconsOf(
  place: ReadableRoom,
  viewers: string[],
  { minute, page, viewer, steps, human }: Opening,
  index: number,
): Beacon[] {
  const token: ViewToken = tokenFor(place, {
    viewId: `view-${index}`.padEnd(26, "0"),
    viewerId: viewers[viewer]!,
    pageId: place.pages[page]!.id,
    issuedAtMs: START_MS + minute * 60_000,
  });
  const unitsMs = new Map<number, number>();
  let totalMs = 0;
  return steps.map(({ unit, ms }, step) => {
    totalMs += ms;
    unitsMs.set(unit, (unitsMs.get(unit) ?? 0) + ms);
    const spans: Span[] = [pageSpan(token, totalMs, { q: step + 1 })];
    if (unit > 0) spans.push(unitSpan(token, unit, unitsMs.get(unit) ?? 0, { q: step + 1 }));
    // Unlike dwell on each page: equal dwell is a suspicion of its own, found in the order of arrival.
    const visibleMs = totalMs + index * 137;
    const signals = human
      ? { vis: visibleMs, in: step, pm: step * 3 }
      : { vis: visibleMs, in: 0, pm: 0, aq: 0 as const };
    return beaconOf(token, spans, { atMs: ARRIVAL_MS, signals });
  });
}

async function tell(place: ReadableRoom, beacons: readonly Beacon[], batchSize: number) {
  for (let at = 0; at < beacons.length; at += batchSize)
    await commitBeacons(beacons.slice(at, at + batchSize));
  const all = await totals();
  const mine = <Row extends { roomId: string }>(rows: Row[]) =>
    rows.filter(({ roomId }) => roomId === place.room.id);
  return { attention: mine(all.attention), daily: mine(all.daily), visits: mine(all.visits) };
}

async function forget(place: ReadableRoom) {
  await db.delete(visits).where(eq(visits.roomId, place.room.id));
  await rebuildRoom(place.room.id);
  expect(await db.$count(views, eq(views.roomId, place.room.id))).toBe(0);
}

describe("any order, any repetition, any batches", () => {
  test("end in the same roll-ups, and in those made anew from the raw spans", async () => {
    const place = await makeReadableRoom();
    const viewers = [newId(), newId()];
    const story = fc.record({
      openings: fc.array(opening, { minLength: 1, maxLength: 6 }),
      shuffle: fc.infiniteStream(fc.nat()),
      repeated: fc.array(fc.nat(), { maxLength: 6 }),
      batchSize: fc.integer({ min: 1, max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ openings, shuffle, repeated, batchSize }) => {
        const beacons = openings.flatMap((one, index) => beaconsOf(place, viewers, one, index));
        const straight = await tell(place, beacons, 1);
        await forget(place);
        const twice = [...beacons, ...repeated.map((at) => beacons[at % beacons.length]!)];
        const shuffled = twice
          .map((beacon) => ({ beacon, at: shuffle.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ beacon }) => beacon);
        const mixed = await tell(place, shuffled, batchSize);
        expect(mixed).toEqual(straight);
        await rebuildRoom(place.room.id);
        expect(await tell(place, [], 1)).toEqual(mixed);
        await forget(place);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test("only the last totals of each span are enough", async () => {
    const place = await makeReadableRoom();
    const viewers = [newId(), newId()];
    await fc.assert(
      fc.asyncProperty(fc.array(opening, { minLength: 1, maxLength: 4 }), async (openings) => {
        const told = openings.map((one, index) => beaconsOf(place, viewers, { ...one, human: true }, index));
        const whole = await tell(place, told.flat(), 3);
        await forget(place);
        const last = told.map((beacons) => {
          const spans = new Map(beacons.flatMap(({ body }) => body.s).map((span) => [span.i, span]));
          const final = beacons.at(-1)!;
          return { ...final, body: { ...final.body, s: [...spans.values()] } };
        });
        expect(await tell(place, last, 3)).toEqual(whole);
        await forget(place);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

test("one tenant's beacons never reach another's totals, whatever its spans claim", async () => {
  const mine = await makeReadableRoom();
  const { scope } = await makeMember();
  const foreign = await makePage(scope);
  const token = tokenFor(mine);
  const forged = beaconOf(token, [
    pageSpan(token, 5_000, { d: foreign.id }),
    unitSpan(token, 1, 5_000, { d: foreign.id }),
  ]);
  await commitBeacons([forged]);
  const { attention } = await totals();
  expect(attention.filter(({ pageId }) => pageId === foreign.id)).toEqual([]);
});
