import { insertVisits, type NewVisit, readVisitsNear, type VisitNear } from "@db/dialect/tracking-openings";
import { views, visits } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { eq, inArray } from "drizzle-orm";
import { dayOf } from "~/platform/i18n/format";
import { newId } from "~/platform/ids";
import { isSameVisit, VISIT_GAP_MS } from "./visit";

/** A stretch of a viewer's activity that looks for its visit. */
export type Placement = {
  workspaceId: string;
  roomId: string;
  viewerId: string;
  personKey: string;
  timeZone: string;
  startMs: number;
  endMs: number;
};

export type Placed = {
  visitId: string;
  day: string;
  personKey: string;
  isEngaged: boolean;
  isNew: boolean;
  /** Its end as stored before the batch. */
  lastMs: number;
  /** Visits that this one has taken in. */
  absorbed: readonly string[];
};

type Open = VisitNear & {
  isNew: boolean;
  place: Placement;
  moved: boolean;
  mergedFrom: Open[];
  mergedInto: Open | null;
  storedEndMs: number;
};

/**
 * Finds or opens the visit of each stretch, in one reading and one writing. A stretch that bridges two visits makes
 * them one, so that the visits don't depend on the order in which the beacons came. Days of visits that moved or went
 * are given to `touched`.
 */
export async function placeInVisits(
  tx: Tx,
  placements: readonly Placement[],
  touched: (visit: { id: string; day: string; personKey: string; roomId: string }) => void,
): Promise<Placed[]> {
  if (placements.length === 0) return [];
  const open = await readOpen(tx, placements);
  const chosen = placements.map((placement) => choose(open, placement));
  const living = [...open.values()].flat();
  await insertVisits(tx, living.filter((visit) => visit.isNew).map(toNewVisit));
  for (const visit of living) {
    if (visit.mergedFrom.length > 0) await merge(tx, visit, touched);
    if (visit.moved && !visit.isNew) await move(tx, visit, touched);
  }
  return chosen.map((visit) => toPlaced(visit.mergedInto ?? visit));
}

function toPlaced(visit: Open): Placed {
  return {
    visitId: visit.id,
    day: visit.day,
    personKey: visit.personKey,
    isEngaged: visit.engaged,
    isNew: visit.isNew,
    lastMs: visit.storedEndMs,
    absorbed: visit.mergedFrom.map(({ id }) => id),
  };
}

type OpenByViewer = Map<string, Open[]>;

async function readOpen(tx: Tx, placements: readonly Placement[]): Promise<OpenByViewer> {
  const placeOf = new Map(placements.map((placement) => [placement.viewerId, placement]));
  const stretches = placements.map(({ viewerId, startMs, endMs }) => {
    return { viewerId, sinceMs: startMs - VISIT_GAP_MS, untilMs: endMs + VISIT_GAP_MS };
  });
  const open: OpenByViewer = new Map();
  for (const visit of await readVisitsNear(tx, stretches)) {
    const place = placeOf.get(visit.viewerId);
    const mine = open.get(visit.viewerId) ?? [];
    if (!place || mine.some(({ id }) => id === visit.id)) continue;
    const fresh = {
      isNew: false,
      place,
      moved: false,
      mergedFrom: [],
      mergedInto: null,
      storedEndMs: visit.endMs,
    };
    open.set(visit.viewerId, [...mine, { ...visit, ...fresh }]);
  }
  return open;
}

/** The earliest visit that the stretch touches, with the others it touches merged into it; else a new one. */
function choose(open: OpenByViewer, place: Placement): Open {
  const mine = open.get(place.viewerId) ?? [];
  const touching = mine.filter((visit) => isSameVisit(visit, place));
  const [visit, ...others] = touching.toSorted((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
  if (!visit) {
    const fresh = openVisit(place);
    open.set(place.viewerId, [...mine, fresh]);
    return fresh;
  }
  for (const other of others) absorb(visit, other);
  visit.endMs = Math.max(visit.endMs, place.endMs);
  if (place.startMs < visit.startMs) {
    visit.startMs = place.startMs;
    visit.place = place;
    visit.moved = true;
  }
  open.set(
    place.viewerId,
    mine.filter((one) => !others.includes(one)),
  );
  return visit;
}

function absorb(visit: Open, other: Open): void {
  for (const one of [other, ...other.mergedFrom]) {
    one.mergedInto = visit;
    visit.mergedFrom.push(one);
  }
  visit.endMs = Math.max(visit.endMs, other.endMs);
  visit.engaged ||= other.engaged;
}

function openVisit(place: Placement): Open {
  return {
    id: newId(),
    viewerId: place.viewerId,
    startMs: place.startMs,
    endMs: place.endMs,
    day: dayOf(place.startMs, place.timeZone),
    personKey: place.personKey,
    engaged: false,
    announcedMs: null,
    isNew: true,
    place,
    moved: false,
    mergedFrom: [],
    mergedInto: null,
    storedEndMs: place.endMs,
  };
}

function toNewVisit(visit: Open): NewVisit {
  const { workspaceId, roomId, timeZone } = visit.place;
  visit.day = dayOf(visit.startMs, timeZone);
  const { id, viewerId, personKey, day, startMs, endMs } = visit;
  return { id, workspaceId, roomId, viewerId, personKey, day, startMs, endMs };
}

type Touched = Parameters<typeof placeInVisits>[2];

async function merge(tx: Tx, visit: Open, touched: Touched): Promise<void> {
  const stored = visit.mergedFrom.filter((other) => !other.isNew);
  if (stored.length === 0) return;
  const ids = stored.map(({ id }) => id);
  for (const { id, day, personKey } of [visit, ...stored]) {
    touched({ id, day, personKey, roomId: visit.place.roomId });
  }
  await tx.update(views).set({ visitId: visit.id }).where(inArray(views.visitId, ids));
  await tx.delete(visits).where(inArray(visits.id, ids));
  const announcedMs = [visit, ...stored].flatMap((one) => one.announcedMs ?? []).sort((a, b) => a - b)[0];
  if (announcedMs === undefined || announcedMs === visit.announcedMs) return;
  await tx
    .update(visits)
    .set({ announcedAt: new Date(announcedMs) })
    .where(eq(visits.id, visit.id));
}

async function move(tx: Tx, visit: Open, touched: Touched): Promise<void> {
  const { id, personKey, place } = visit;
  touched({ id, day: visit.day, personKey, roomId: place.roomId });
  visit.day = dayOf(visit.startMs, place.timeZone);
  touched({ id, day: visit.day, personKey, roomId: place.roomId });
  await tx
    .update(visits)
    .set({ startedAt: new Date(visit.startMs), day: visit.day })
    .where(eq(visits.id, id));
}
