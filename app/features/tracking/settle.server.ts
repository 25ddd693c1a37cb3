import { markAnnounced, type PersonDay, recomputePersonDays, recomputeVisits } from "@db/dialect/tracking";
import { readUnannounced } from "@db/dialect/tracking-reads";
import { hits, views } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { nowMs } from "~/platform/clock.server";
import { enqueue } from "~/platform/jobs.server";
import { announceVisit } from "./jobs.server";
import { judgeHit } from "./judge";
import { isReason } from "./reasons";

/** What a change of judgement leaves to be reckoned again, in the same transaction. */
export class Unsettled {
  readonly visitIds = new Set<string>();
  readonly hitIds = new Set<string>();
  readonly #days = new Map<string, PersonDay>();

  get days(): PersonDay[] {
    return [...this.#days.values()];
  }

  addDay(day: PersonDay): void {
    this.#days.set(dayKey(day), day);
  }

  hasDay(day: PersonDay): boolean {
    return this.#days.size > 0 && this.#days.has(dayKey(day));
  }

  /** True when totals of this view's visit are reckoned again. */
  touches({ visit }: { visit: { id: string } | null }): boolean {
    return visit !== null && this.visitIds.has(visit.id);
  }
}

export async function settle(tx: Tx, unsettled: Unsettled): Promise<void> {
  await recomputeVisits(tx, [...unsettled.visitIds]);
  await recomputePersonDays(tx, unsettled.days);
  await settleHits(tx, [...unsettled.hitIds]);
  await announceVisits(tx, [...unsettled.visitIds]);
}

/** A hit becomes what its views turned out to be; a member's ruling stays. */
async function settleHits(tx: Tx, hitIds: string[]): Promise<void> {
  if (hitIds.length === 0) return;
  const rows = await tx
    .select()
    .from(hits)
    .where(and(inArray(hits.id, hitIds), isNull(hits.reclassedById)));
  const seen = await tx
    .select({ hitId: views.hitId, viewerId: views.viewerId, class: views.class, reason: views.reason })
    .from(views)
    .where(inArray(views.hitId, hitIds));
  for (const hit of rows) {
    const own = { class: hit.class, reason: isReason(hit.reason) ? hit.reason : ("no_script" as const) };
    const of = seen.filter((view) => view.hitId === hit.id);
    const next = judgeHit(own, of);
    const viewerId = hit.viewerId ?? of[0]?.viewerId ?? null;
    if (next.class === hit.class && next.reason === hit.reason && viewerId === hit.viewerId) continue;
    await tx
      .update(hits)
      .set({ ...next, viewerId })
      .where(eq(hits.id, hit.id));
  }
}

/** The first engaged view of a visit writes its event and holds back the alert, once. */
async function announceVisits(tx: Tx, visitIds: string[]): Promise<void> {
  const fresh = await readUnannounced(tx, visitIds);
  for (const { visitId, workspaceId, roomId, viewerId, personKey, holdSeconds, pageId } of fresh) {
    const contactId = personKey === viewerId ? null : personKey;
    const source = { workspaceId, viewerId };
    await recordEvent(tx, source, { type: "room.visited", roomId, contactId, visitId, viewerId, pageId });
    const runAt = new Date(nowMs() + holdSeconds * 1000);
    await enqueue(tx, announceVisit, { visitId }, { runAt, key: `${announceVisit.kind}:${visitId}` });
  }
  await markAnnounced(
    tx,
    fresh.map(({ visitId }) => visitId),
    nowMs(),
  );
}

function dayKey({ roomId, day, personKey }: PersonDay): string {
  return `${roomId} ${day} ${personKey}`;
}
