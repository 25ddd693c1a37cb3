import {
  type AttentionGrowth,
  growAttention,
  growVisits,
  growVisitsDaily,
  type VisitsDayGrowth,
} from "@db/dialect/tracking";
import type { Tx } from "@db/types";
import { countsFromNowOn, type VisitState } from "./changes";
import type { Unsettled } from "./settle.server";
import { isBounce } from "./visit";
import type { PlacedChange } from "./write-changes.server";

/** Adds the growth of views that were and stay engaged. What is unsettled is reckoned from the raw rows instead. */
export async function growRollups(
  tx: Tx,
  placed: readonly PlacedChange[],
  unsettled: Unsettled,
): Promise<void> {
  const growths = visitGrowths(placed);
  await growVisits(
    tx,
    growths.filter(({ visitId }) => !unsettled.visitIds.has(visitId)),
  );
  await growAttention(tx, attentionGrowths(placed, unsettled));
  await growVisitsDaily(tx, dayGrowths(growths, unsettled));
}

function isCounted({ change }: PlacedChange): boolean {
  return (
    !change.newness && change.before.verdict.class === "engaged" && change.view.verdict.class === "engaged"
  );
}

type VisitGrowth = {
  visitId: string;
  roomId: string;
  day: string;
  personKey: string;
  isEngaged: boolean;
  /** Null when no engaged view of it is in the batch: then its time does not grow. */
  before: VisitState | null;
  addMs: number;
  storedMs: number;
  lastMs: number;
};

/** Every view lengthens its visit; only engaged ones add active time. */
function visitGrowths(placed: readonly PlacedChange[]): VisitGrowth[] {
  const byVisit = new Map<string, VisitGrowth>();
  for (const one of placed) {
    const { change, visit } = one;
    let growth = byVisit.get(visit.visitId);
    if (!growth) {
      const { visitId, day, personKey, isEngaged, lastMs } = visit;
      const { roomId } = change.token;
      growth = {
        visitId,
        roomId,
        day,
        personKey,
        isEngaged,
        before: null,
        addMs: 0,
        storedMs: lastMs,
        lastMs,
      };
      byVisit.set(visitId, growth);
    }
    if (isCounted(one)) {
      growth.addMs += change.view.activeMs - change.before.activeMs;
      growth.before = change.visit;
    }
    growth.lastMs = Math.max(growth.lastMs, change.view.activeUntilMs);
  }
  return [...byVisit.values()].filter(({ storedMs, addMs, lastMs }) => addMs > 0 || lastMs > storedMs);
}

function attentionGrowths(placed: readonly PlacedChange[], unsettled: Unsettled): AttentionGrowth[] {
  const rows: AttentionGrowth[] = [];
  for (const one of placed) {
    const { token, day } = one.change;
    const { workspaceId, roomId, pageId, versionId } = token;
    const { personKey } = one.visit;
    if (unsettled.attention.has({ roomId, day, personKey })) continue;
    const gained = gainOf(one);
    const page = { workspaceId, roomId, day, personKey, pageId, versionId };
    for (const [unit, addMs] of gained?.units ?? []) rows.push({ ...page, unit, addMs });
    if (gained && gained.restMs > 0) rows.push({ ...page, unit: 0, addMs: gained.restMs });
  }
  const keyOf = (row: AttentionGrowth) => [row.day, row.pageId, row.versionId, row.unit].join(" ");
  return mergeRows(rows, keyOf, (sum, row) => ({ ...sum, addMs: sum.addMs + row.addMs }));
}

type Gain = { units: Iterable<readonly [unit: number, addMs: number]>; restMs: number };

/** What a view brings to its person's attention: its growth, all of it when it counts from now on, or nothing. */
function gainOf(one: PlacedChange): Gain | null {
  const { change, restMs } = one;
  if (isCounted(one)) return { units: change.movement.growth, restMs };
  if (!countsFromNowOn(change)) return null;
  const units: [number, number][] = [];
  for (const { kind, unit, activeMs } of change.movement.spans.values())
    if (kind === "unit" && activeMs > 0) units.push([unit, activeMs]);
  return { units, restMs: change.view.activeMs - change.view.unitsMs };
}

/** Visits of one person on one day share a row. */
function dayGrowths(growths: readonly VisitGrowth[], unsettled: Unsettled): VisitsDayGrowth[] {
  const rows: VisitsDayGrowth[] = [];
  for (const { roomId, day, personKey, isEngaged, before, addMs, lastMs } of growths) {
    if (!isEngaged || unsettled.visitDays.has({ roomId, day, personKey })) continue;
    const addBounces = before
      ? Number(isBounce({ ...before, activeMs: before.activeMs + addMs })) - Number(isBounce(before))
      : 0;
    rows.push({ roomId, day, personKey, addMs, addBounces, lastMs });
  }
  return mergeRows(rows, (row) => row.day, addDays);
}

function addDays(sum: VisitsDayGrowth, row: VisitsDayGrowth): VisitsDayGrowth {
  const lastMs = Math.max(sum.lastMs, row.lastMs);
  return { ...sum, addMs: sum.addMs + row.addMs, addBounces: sum.addBounces + row.addBounces, lastMs };
}

/** One row for each key within a person and room: no statement may meet a row twice. Most persons have one row. */
function mergeRows<Row extends { roomId: string; personKey: string }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  add: (sum: Row, row: Row) => Row,
): Row[] {
  const byPerson = new Map<string, Row[]>();
  for (const row of rows) {
    const mine = byPerson.get(row.personKey);
    if (!mine) byPerson.set(row.personKey, [row]);
    else {
      const at = mine.findIndex((other) => other.roomId === row.roomId && keyOf(other) === keyOf(row));
      const sum = mine[at];
      if (sum) mine[at] = add(sum, row);
      else mine.push(row);
    }
  }
  return [...byPerson.values()].flat();
}
