import { deals } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { defineJob, enqueue, type Job } from "~/platform/jobs.server";
import type { EngawaEvent, EventSource, EventType, ImportedEvent } from "./schema";

const deliverySchema = z.object({ eventId: z.string() }).strict();
type Delivery = z.infer<typeof deliverySchema>;

const deliveriesByType = new Map<EventType, Job<Delivery>[]>();

/** Writes the event in the caller's transaction, and one job for each subscriber of its type. */
export async function recordEvent(tx: Tx, source: EventSource, event: EngawaEvent): Promise<string> {
  const { type, ...rest } = event;
  const place: Place & Record<string, unknown> = { ...(await placeOf(tx, event)), ...rest };
  const { accountId, dealId, roomId, contactId, ...data } = place;
  const id = newId();
  await tx.insert(events).values({
    id,
    workspaceId: source.workspaceId,
    type,
    actorKind: source.memberId ? "member" : source.viewerId ? "viewer" : "system",
    actorId: source.memberId ?? source.viewerId ?? null,
    accountId: accountId ?? null,
    dealId: dealId ?? null,
    roomId: roomId ?? null,
    contactId: contactId ?? null,
    data,
    at: now(),
  });
  for (const job of deliveriesByType.get(type) ?? [])
    await enqueue(tx, job, { eventId: id }, { key: `${job.kind}:${id}` });
  return id;
}

/** The events of many imported rows in one statement. They have no subscribers: those hear of the batch. */
export async function recordImported(
  tx: Tx,
  source: EventSource,
  imported: readonly ImportedEvent[],
): Promise<void> {
  if (imported.length === 0) return;
  const at = now();
  const rows = imported.map(({ type, accountId, ...event }) => ({
    id: newId(),
    workspaceId: source.workspaceId,
    type,
    actorKind: "member" as const,
    actorId: source.memberId ?? null,
    accountId,
    contactId: "contactId" in event ? event.contactId : null,
    dealId: "dealId" in event ? event.dealId : null,
    data: { importId: event.importId },
    at,
  }));
  await tx.insert(events).values(rows);
}

/** Ties later work to a type of event. Returns the job, which the caller registers; it runs after commit, at least once. */
export function subscribeTo(
  type: EventType,
  name: string,
  work: (eventId: string) => Promise<void>,
): Job<Delivery> {
  const job = defineJob({
    kind: `on.${type}.${name}`,
    schema: deliverySchema,
    run: ({ eventId }) => work(eventId),
  });
  deliveriesByType.set(type, [...(deliveriesByType.get(type) ?? []), job]);
  return job;
}

type Place = { accountId?: string; dealId?: string; roomId?: string; contactId?: string | null };

/** A room knows its deal and account, so that their timelines show it too. */
async function placeOf(tx: Tx, event: EngawaEvent): Promise<Place> {
  if (!("roomId" in event)) return {};
  const [place] = await tx
    .select({ dealId: deals.id, accountId: deals.accountId })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(eq(rooms.id, event.roomId));
  return place ?? {};
}
