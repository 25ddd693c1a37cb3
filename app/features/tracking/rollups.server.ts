import {
  type AttentionGrowth,
  growAttention,
  growVisits,
  growVisitsDaily,
  type VisitsDayGrowth,
} from "@db/dialect/tracking";
import type { Tx } from "@db/types";
import type { VisitState } from "./changes";
import { growthOf } from "./live-view";
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
    growths
      .filter(({ visit }) => !unsettled.visitIds.has(visit.id))
      .map(({ visit, addMs, lastMs }) => ({ visitId: visit.id, addMs, lastMs })),
  );
  await growAttention(tx, attentionGrowths(placed, unsettled));
  await growVisitsDaily(tx, dayGrowths(growths, unsettled));
}

function isCounted({ change }: PlacedChange): boolean {
  return (
    !change.newness && change.before.verdict.class === "engaged" && change.view.verdict.class === "engaged"
  );
}

type VisitGrowth = { visit: VisitState; roomId: string; personKey: string; addMs: number; lastMs: number };

function visitGrowths(placed: readonly PlacedChange[]): VisitGrowth[] {
  const byVisit = new Map<string, VisitGrowth>();
  for (const one of placed) {
    const { change } = one;
    if (!change.visit) continue;
    const { roomId } = change.token;
    const growth = byVisit.get(change.visit.id) ?? {
      visit: change.visit,
      roomId,
      personKey: one.visit.personKey,
      addMs: 0,
      lastMs: change.visit.lastMs,
    };
    if (isCounted(one)) growth.addMs += change.view.activeMs - change.before.activeMs;
    growth.lastMs = Math.max(growth.lastMs, change.view.activeUntilMs);
    byVisit.set(change.visit.id, growth);
  }
  return [...byVisit.values()].filter(({ visit, addMs, lastMs }) => addMs > 0 || lastMs > visit.lastMs);
}

function attentionGrowths(placed: readonly PlacedChange[], unsettled: Unsettled): AttentionGrowth[] {
  const byKey = new Map<string, AttentionGrowth>();
  for (const one of placed) {
    const { token, day, before, view } = one.change;
    const { workspaceId, roomId, pageId, versionId } = token;
    const { personKey } = one.visit;
    if (!isCounted(one) || unsettled.hasDay({ roomId, day, personKey })) continue;
    for (const [unit, addMs] of growthOf(before, view)) {
      const key = [roomId, day, personKey, pageId, versionId, unit].join(" ");
      const known = byKey.get(key);
      if (known) known.addMs += addMs;
      else byKey.set(key, { workspaceId, roomId, day, personKey, pageId, versionId, unit, addMs });
    }
  }
  return [...byKey.values()];
}

/** Visits of one person on one day share a row. */
function dayGrowths(growths: readonly VisitGrowth[], unsettled: Unsettled): VisitsDayGrowth[] {
  const byKey = new Map<string, VisitsDayGrowth>();
  for (const { visit, roomId, personKey, addMs, lastMs } of growths) {
    const day = { roomId, day: visit.day, personKey };
    if (!visit.engaged || unsettled.hasDay(day)) continue;
    const wasBounce = isBounce(visit);
    const isStill = isBounce({ ...visit, activeMs: visit.activeMs + addMs });
    const key = `${roomId} ${visit.day} ${personKey}`;
    const row = byKey.get(key) ?? { ...day, addMs: 0, addBounces: 0, lastMs };
    row.addMs += addMs;
    row.addBounces += Number(isStill) - Number(wasBounce);
    row.lastMs = Math.max(row.lastMs, lastMs);
    byKey.set(key, row);
  }
  return [...byKey.values()];
}
