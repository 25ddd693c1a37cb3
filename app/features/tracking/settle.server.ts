import {
  markAnnounced,
  type PersonDay,
  recomputeAttention,
  recomputeVisitDays,
  recomputeVisits,
} from "@db/dialect/tracking";
import { readUnannounced } from "@db/dialect/tracking-reads";
import { hits, views } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { recordEvents } from "~/features/activity/events.server";
import { nowMs } from "~/platform/clock.server";
import { enqueueAll } from "~/platform/jobs.server";
import { announceVisit } from "./jobs.server";
import { judgeHit } from "./judge";
import { isReason } from "./reasons";

/** What a change of judgement leaves to be reckoned again, in the same transaction. */
export class Unsettled {
  readonly visitIds = new Set<string>();
  readonly hitIds = new Set<string>();
  readonly attention = new PersonDays();
  readonly visitDays = new PersonDays();

  addDay(day: PersonDay): void {
    this.attention.add(day);
    this.visitDays.add(day);
  }

  /** True when totals of this view's visit are reckoned again. */
  touches({ visit }: { visit: { id: string } | null }): boolean {
    return visit !== null && this.visitIds.has(visit.id);
  }
}

/** People on days whose roll-up is reckoned again. */
class PersonDays {
  readonly #days = new Map<string, PersonDay>();

  add(day: PersonDay): void {
    this.#days.set(keyOf(day), day);
  }

  has(day: PersonDay): boolean {
    return this.#days.size > 0 && this.#days.has(keyOf(day));
  }

  all(): PersonDay[] {
    return [...this.#days.values()];
  }
}

export async function settle(tx: Tx, unsettled: Unsettled): Promise<void> {
  await recomputeVisits(tx, [...unsettled.visitIds]);
  await recomputeAttention(tx, unsettled.attention.all());
  await recomputeVisitDays(tx, unsettled.visitDays.all());
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
  await recordEvents(
    tx,
    fresh.map(({ visitId, workspaceId, roomId, viewerId, personKey, pageId }) => {
      const contactId = personKey === viewerId ? null : personKey;
      const event = { type: "room.visited" as const, roomId, contactId, visitId, viewerId, pageId };
      return { source: { workspaceId, viewerId }, event };
    }),
  );
  await enqueueAll(
    tx,
    announceVisit,
    fresh.map(({ visitId, holdSeconds }) => ({
      payload: { visitId },
      runAt: new Date(nowMs() + holdSeconds * 1000),
      key: `${announceVisit.kind}:${visitId}`,
    })),
  );
  await markAnnounced(
    tx,
    fresh.map(({ visitId }) => visitId),
    nowMs(),
  );
}

function keyOf({ roomId, day, personKey }: PersonDay): string {
  return `${roomId} ${day} ${personKey}`;
}
