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
  wasEngaged: boolean;
  isNewVisit: boolean;
  /** Visits that this one has taken in. */
  absorbed: readonly string[];
};

type Open = VisitNear & { isNew: boolean; place: Placement; moved: boolean; mergedFrom: Open[] };

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
  const all = [...new Set(chosen)].filter((visit) => open.includes(visit));
  await insertVisits(tx, all.filter((visit) => visit.isNew).map(toNewVisit));
  for (const visit of all) {
    if (visit.mergedFrom.length > 0) await merge(tx, visit, touched);
    if (visit.moved && !visit.isNew) await move(tx, visit, touched);
  }
  return chosen.map((visit) => {
    const kept = open.find((other) => other === visit || other.mergedFrom.includes(visit)) ?? visit;
    return {
      visitId: kept.id,
      day: kept.day,
      personKey: kept.personKey,
      wasEngaged: kept.engaged,
      isNewVisit: kept.isNew,
      absorbed: kept.mergedFrom.map(({ id }) => id),
    };
  });
}

async function readOpen(tx: Tx, placements: readonly Placement[]): Promise<Open[]> {
  const stretches = placements.map(({ viewerId, startMs, endMs }) => {
    return { viewerId, sinceMs: startMs - VISIT_GAP_MS, untilMs: endMs + VISIT_GAP_MS };
  });
  const near = await readVisitsNear(tx, stretches);
  const byId = new Map(near.map((visit) => [visit.id, visit]));
  return [...byId.values()].flatMap((visit) => {
    const place = placements.find(({ viewerId }) => viewerId === visit.viewerId);
    return place ? [{ ...visit, isNew: false, place, moved: false, mergedFrom: [] }] : [];
  });
}

/** The earliest visit that the stretch touches, with the others it touches merged into it; else a new one. */
function choose(open: Open[], place: Placement): Open {
  const mine = open.filter((visit) => visit.viewerId === place.viewerId && isSameVisit(visit, place));
  const [visit, ...others] = mine.toSorted((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
  if (!visit) {
    const fresh = openVisit(place);
    open.push(fresh);
    return fresh;
  }
  for (const other of others) {
    open.splice(open.indexOf(other), 1);
    visit.mergedFrom.push(other, ...other.mergedFrom);
    visit.endMs = Math.max(visit.endMs, other.endMs);
    visit.engaged ||= other.engaged;
  }
  visit.endMs = Math.max(visit.endMs, place.endMs);
  if (place.startMs < visit.startMs) {
    visit.startMs = place.startMs;
    visit.place = place;
    visit.moved = true;
  }
  return visit;
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
