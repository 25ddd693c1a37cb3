import { views, visits } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { eq, inArray } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { judgeView, type ViewFacts } from "./judge";
import { graver, type Reason } from "./reasons";
import { settle, Unsettled } from "./settle.server";
import { confirmationOf, reasonOrNone, rulingOf } from "./stored";

/** Judges stored views anew and reckons again whatever follows from it. The caller holds the room's lock. */
export async function rejudge(tx: Tx, viewIds: readonly string[]): Promise<void> {
  if (viewIds.length === 0) return;
  const unsettled = new Unsettled();
  const rows = await tx
    .select({ view: views, visit: visits })
    .from(views)
    .innerJoin(visits, eq(visits.id, views.visitId))
    .where(inArray(views.id, [...viewIds]));
  for (const { view, visit } of rows) {
    const verdict = judgeView(factsOf(view));
    if (verdict.class === view.class && verdict.reason === view.reason) continue;
    const engagedAt = verdict.class === "engaged" ? (view.engagedAt ?? now()) : view.engagedAt;
    await tx
      .update(views)
      .set({ ...verdict, engagedAt })
      .where(eq(views.id, view.id));
    if (view.hitId) unsettled.hitIds.add(view.hitId);
    unsettled.visitIds.add(visit.id);
    for (const day of [view.day, visit.day]) {
      unsettled.addDay({ roomId: view.roomId, day, personKey: visit.personKey });
    }
  }
  await settle(tx, unsettled);
}

/** Holds a reason against views and judges them again; a graver one that is known stays. */
export async function suspectViews(tx: Tx, viewIds: readonly string[], reason: Reason): Promise<void> {
  if (viewIds.length === 0) return;
  const rows = await tx
    .select({ id: views.id, suspicion: views.suspicion })
    .from(views)
    .where(inArray(views.id, [...viewIds]));
  const changed = rows
    .filter((row) => graver(reasonOrNone(row.suspicion), reason) !== row.suspicion)
    .map((row) => row.id);
  if (changed.length === 0) return;
  await tx.update(views).set({ suspicion: reason }).where(inArray(views.id, changed));
  await rejudge(tx, changed);
}

export function factsOf(view: typeof views.$inferSelect): ViewFacts {
  const { verified, visibleMs, frames, inputs, pointerMoves, lateInput, webdriver } = view;
  return {
    ruling: rulingOf(view.ruling),
    suspicion: reasonOrNone(view.suspicion),
    confirmedBy: confirmationOf(view.confirmedBy),
    ...{ verified, visibleMs, frames, inputs, pointerMoves, lateInput, webdriver },
  };
}
