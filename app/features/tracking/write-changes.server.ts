import { type SpanWrite, updateViews, type ViewWrite, writeSpans } from "@db/dialect/tracking";
import { insertViews, type NewView } from "@db/dialect/tracking-openings";
import type { Tx } from "@db/types";
import type { Change } from "./changes";
import type { Attention } from "./commit-beacons.server";
import { spreadContagion } from "./contagion.server";
import { doubtSameDwell } from "./dwell.server";
import { growthOf } from "./live-view";
import { type Placed, placeInVisits } from "./places.server";
import { growRollups } from "./rollups.server";
import { settle, Unsettled } from "./settle.server";
import { VISIT_GAP_MS } from "./visit";

/** A change and the visit it belongs to. */
export type PlacedChange = { change: Change; visit: Placed };

/** Writes what a batch changed, with every total that hangs on it. */
export async function writeChanges(tx: Tx, changes: readonly Change[]): Promise<Attention[]> {
  const unsettled = new Unsettled();
  const placed = await place(tx, changes, unsettled);
  await insertViews(tx, placed.flatMap(toNewView));
  await updateViews(tx, placed.map(toViewWrite));
  await writeSpans(tx, changes.flatMap(toSpanWrites));
  for (const one of placed) collectUnsettled(one, unsettled);
  await growRollups(tx, placed, unsettled);
  await settle(tx, unsettled);
  await lookAround(tx, placed);
  return changes.flatMap(toAttention);
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
    return visit ? [{ change, visit }] : [];
  });
}

function reaches(untilMs: number, nextMs: number): boolean {
  return nextMs - untilMs < VISIT_GAP_MS;
}

function stay({ personKey }: Change, visit: NonNullable<Change["visit"]>): Placed {
  return {
    visitId: visit.id,
    day: visit.day,
    personKey,
    wasEngaged: visit.engaged,
    isNewVisit: false,
    absorbed: [],
  };
}

function collectUnsettled({ change, visit }: PlacedChange, unsettled: Unsettled): void {
  const { before, view, newness, hitId, day, token } = change;
  const wasEngaged = newness === null && before.verdict.class === "engaged";
  const isEngaged = view.verdict.class === "engaged";
  const { roomId } = token;
  const { personKey } = visit;
  const hasTurned = wasEngaged !== isEngaged;
  if (newness || hasTurned) unsettled.visitIds.add(visit.visitId);
  if (hasTurned || (newness && visit.wasEngaged)) unsettled.addDay({ roomId, day: visit.day, personKey });
  // What belongs to no unit shrinks when a unit's report overtakes its page's.
  if (hasTurned || (isEngaged && (growthOf(before, view).get(0) ?? 0) < 0)) {
    unsettled.addDay({ roomId, day, personKey });
  }
  const isJudged =
    before.verdict.class !== view.verdict.class || before.verdict.reason !== view.verdict.reason;
  if (hitId && (newness || isJudged)) unsettled.hitIds.add(hitId);
}

/** A machine found out here throws a light on its neighbours; equal dwell shows only with the next page. */
async function lookAround(tx: Tx, placed: readonly PlacedChange[]): Promise<void> {
  for (const { change } of placed) {
    const isNews = change.newness !== null || change.before.verdict.class !== "automated";
    if (change.view.verdict.class !== "automated" || !isNews || !change.newness) continue;
    const { ip, userAgent } = change.newness;
    const at = new Date(change.token.issuedAtMs);
    await spreadContagion(tx, { linkId: change.token.linkId, at, ip, userAgent });
  }
  const joined = placed.filter(({ change, visit }) => change.newness && !visit.isNewVisit);
  await doubtSameDwell(
    tx,
    joined.map(({ change, visit }) => ({ visitId: visit.visitId, newViewId: change.token.viewId })),
  );
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

function toSpanWrites({ token, view, changedSpans, day }: Change): SpanWrite[] {
  return [...changedSpans].flatMap(([spanId, atMs]) => {
    const span = view.spans.get(spanId);
    return span ? [{ viewId: token.viewId, spanId, ...span, day, atMs }] : [];
  });
}

function toAttention({ before, view, token }: Change): Attention[] {
  if (view.verdict.class !== "engaged" || view.activeMs === before.activeMs) return [];
  const units = [...growthOf(before, view)].filter(([unit]) => unit > 0).sort((a, b) => b[1] - a[1]);
  return [{ roomId: token.roomId, viewerId: token.viewerId, pageId: token.pageId, unit: units[0]?.[0] ?? 0 }];
}
