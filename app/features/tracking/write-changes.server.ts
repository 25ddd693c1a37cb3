import { growViews, type SpanWrite, updateViews, type ViewWrite, writeSpans } from "@db/dialect/tracking";
import { insertViews, type NewView } from "@db/dialect/tracking-openings";
import type { Tx } from "@db/types";
import { type Change, countsFromNowOn } from "./changes";
import type { Attention } from "./commit-beacons.server";
import { spreadContagion } from "./contagion.server";
import { doubtSameDwell } from "./dwell.server";
import { restGrowth } from "./live-view";
import { type Placed, placeInVisits } from "./places.server";
import { growRollups } from "./rollups.server";
import { settle, Unsettled } from "./settle.server";
import { VISIT_GAP_MS } from "./visit";

/** A change, the visit it belongs to and what the page gained apart from its units. */
export type PlacedChange = { change: Change; visit: Placed; restMs: number };

export type Written = {
  placed: readonly PlacedChange[];
  attention: Attention[];
  /** Nothing but this view changed of its viewer, and it only grew. */
  isAlone(change: Change): boolean;
};

/** Writes what a batch changed, with every total that hangs on it. */
export async function writeChanges(tx: Tx, changes: readonly Change[]): Promise<Written> {
  const unsettled = new Unsettled();
  const placed = await place(tx, changes, unsettled);
  await insertViews(tx, placed.flatMap(toNewView));
  await writeViews(tx, placed);
  await writeSpans(tx, changes.flatMap(toSpanWrites));
  for (const one of placed) collectUnsettled(one, unsettled);
  await growRollups(tx, placed, unsettled);
  await settle(tx, unsettled);
  const hasJudgedOthers = await lookAround(tx, placed);
  const times = new Map<string, number>();
  for (const { token } of changes) times.set(token.viewerId, (times.get(token.viewerId) ?? 0) + 1);
  return {
    placed,
    attention: placed.flatMap(toAttention),
    isAlone: (change) =>
      !hasJudgedOthers &&
      !isNews(change) &&
      times.get(change.token.viewerId) === 1 &&
      !unsettled.touches(change),
  };
}

/** New, or judged otherwise than before. */
function isNews({ newness, before, view }: Change): boolean {
  return (
    newness !== null ||
    before.verdict.class !== view.verdict.class ||
    before.verdict.reason !== view.verdict.reason
  );
}

/** New views look for their visit, and so do those that reach the viewer's next one. */
async function place(tx: Tx, changes: readonly Change[], unsettled: Unsettled): Promise<PlacedChange[]> {
  const moving = changes.filter(
    ({ visit, view }) => !visit || (visit.nextMs !== null && reaches(view.activeUntilMs, visit.nextMs)),
  );
  const stretches = moving.map(({ token, view, personKey, newness }) => ({
    workspaceId: token.workspaceId,
    roomId: token.roomId,
    viewerId: token.viewerId,
    personKey,
    timeZone: newness?.timeZone ?? "UTC",
    startMs: token.issuedAtMs,
    endMs: view.activeUntilMs,
  }));
  const found = await placeInVisits(tx, stretches, (visit) => {
    unsettled.visitIds.add(visit.id);
    unsettled.addDay(visit);
  });
  const placeOf = new Map(moving.map((change, index) => [change, found[index]]));
  const mergedInto = new Map(found.flatMap((visit) => visit.absorbed.map((id) => [id, visit])));
  return changes.flatMap((change) => {
    const stays = change.visit && (mergedInto.get(change.visit.id) ?? stay(change, change.visit));
    const visit = placeOf.get(change) ?? stays;
    return visit ? [{ change, visit, restMs: restGrowth(change.before, change.view) }] : [];
  });
}

function reaches(untilMs: number, nextMs: number): boolean {
  return nextMs - untilMs < VISIT_GAP_MS;
}

function stay({ personKey }: Change, visit: NonNullable<Change["visit"]>): Placed {
  const { id, day, engaged, lastMs } = visit;
  return { visitId: id, day, personKey, isEngaged: engaged, isNew: false, lastMs, absorbed: [] };
}

function collectUnsettled({ change, visit, restMs }: PlacedChange, unsettled: Unsettled): void {
  const { before, view, newness, hitId, day, token } = change;
  const wasEngaged = newness === null && before.verdict.class === "engaged";
  const isEngaged = view.verdict.class === "engaged";
  const { roomId } = token;
  const { personKey } = visit;
  const hasTurned = wasEngaged !== isEngaged;
  if (hasTurned) {
    unsettled.visitIds.add(visit.visitId);
    unsettled.visitDays.add({ roomId, day: visit.day, personKey });
  }
  // What belongs to no unit shrinks when a unit's report overtakes its page's.
  const hasShrunk = wasEngaged && isEngaged && restMs < 0;
  if ((hasTurned && !countsFromNowOn(change)) || hasShrunk)
    unsettled.attention.add({ roomId, day, personKey });
  if (hitId && isNews(change)) unsettled.hitIds.add(hitId);
}

/** A machine found out here throws a light on its neighbours; equal dwell shows only with the next page. True if any. */
async function lookAround(tx: Tx, placed: readonly PlacedChange[]): Promise<boolean> {
  const newcomers = placed.filter(({ change }) => change.newness !== null);
  const machines = newcomers.filter(({ change }) => change.view.verdict.class === "automated");
  for (const { change } of machines) {
    const { ip = "", userAgent = "" } = change.newness ?? {};
    const at = new Date(change.token.issuedAtMs);
    await spreadContagion(tx, { linkId: change.token.linkId, at, ip, userAgent });
  }
  const joined = newcomers.filter(({ visit }) => !visit.isNew);
  const pages = joined.map(({ change, visit }) => ({
    visitId: visit.visitId,
    newViewId: change.token.viewId,
  }));
  const hasDoubts = await doubtSameDwell(tx, pages);
  return machines.length > 0 || hasDoubts;
}

/** Most views only grow; few are judged anew or come to another visit. */
async function writeViews(tx: Tx, placed: readonly PlacedChange[]): Promise<void> {
  const moved = placed.filter(isMoved);
  await updateViews(tx, moved.map(toViewWrite));
  const rest = moved.length === 0 ? placed : placed.filter((one) => !isMoved(one));
  await growViews(tx, rest.map(toViewWrite));
}

function isMoved({ change, visit }: PlacedChange): boolean {
  return isNews(change) || change.visit?.id !== visit.visitId || change.view.facts.webdriver;
}

function toNewView({ change, visit }: PlacedChange): NewView[] {
  const { token, newness, view, day, hitId } = change;
  if (!newness) return [];
  const { suspicion, ruling, verified } = view.facts;
  const { viewId, workspaceId, roomId, linkId, viewerId, pageId, versionId, unitCount } = token;
  const openedMs = token.issuedAtMs;
  const { ip, userAgent } = newness;
  const ids = {
    viewId,
    workspaceId,
    roomId,
    linkId,
    viewerId,
    pageId,
    versionId,
    hitId,
    visitId: visit.visitId,
  };
  return [{ ...ids, unitCount, ip, userAgent, suspicion, ruling, verified, openedMs, day }];
}

function toViewWrite({ change, visit }: PlacedChange): ViewWrite {
  const { token, view, engagedMs } = change;
  const { visibleMs, frames, inputs, pointerMoves, webdriver, lateInput } = view.facts;
  const { activeMs, unitsMs, activeUntilMs, lastMs, verdict } = view;
  return {
    viewId: token.viewId,
    visitId: visit.visitId,
    ...verdict,
    ...{ visibleMs, frames, inputs, pointerMoves, webdriver, lateInput },
    ...{ activeMs, unitsMs, activeUntilMs, lastMs },
    engagedMs: verdict.class === "engaged" ? (engagedMs ?? lastMs) : engagedMs,
  };
}

function toSpanWrites({ token, movement, day }: Change): SpanWrite[] {
  const writes: SpanWrite[] = [];
  for (const [spanId, { atMs, isNew }] of movement.changes) {
    const span = movement.spans.get(spanId);
    if (span) writes.push({ viewId: token.viewId, spanId, ...span, day, atMs, isNew });
  }
  return writes;
}

function toAttention({ change: { before, view, token, movement } }: PlacedChange): Attention[] {
  if (view.verdict.class !== "engaged" || view.activeMs === before.activeMs) return [];
  let unit = 0;
  let mostMs = 0;
  for (const [other, ms] of movement.growth) if (ms > mostMs) [unit, mostMs] = [other, ms];
  return [{ roomId: token.roomId, viewerId: token.viewerId, pageId: token.pageId, unit }];
}
