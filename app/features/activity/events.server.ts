import { deals } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { defineJob, enqueueAll, type Job } from "~/platform/jobs.server";
import type { EngawaEvent, EventSource, EventType, ImportedEvent } from "./schema";

const deliverySchema = z.object({ eventId: z.string() }).strict();
type Delivery = z.infer<typeof deliverySchema>;

const deliveriesByType = new Map<EventType, Job<Delivery>[]>();

/** Writes the event in the caller's transaction, and one job for each subscriber of its type. */
export async function recordEvent(tx: Tx, source: EventSource, event: EngawaEvent): Promise<string> {
  const row = toRow({ source, event }, await placesOf(tx, [event]));
  await insertRows(tx, event.type, [row]);
  return row.id;
}

export type Sourced<Event extends EngawaEvent> = { source: EventSource; event: Event };

/** The same for many events of one type, in as many statements as for one. */
export async function recordEvents<Event extends EngawaEvent>(
  tx: Tx,
  many: readonly Sourced<Event>[],
): Promise<void> {
  const [first] = many;
  if (!first) return;
  const places = await placesOf(
    tx,
    many.map(({ event }) => event),
  );
  await insertRows(
    tx,
    first.event.type,
    many.map((one) => toRow(one, places)),
  );
}

type EventRow = typeof events.$inferInsert & { id: string };

async function insertRows(tx: Tx, type: EventType, rows: readonly EventRow[]): Promise<void> {
  await tx.insert(events).values([...rows]);
  for (const job of deliveriesByType.get(type) ?? []) {
    const deliveries = rows.map(({ id }) => ({ payload: { eventId: id }, key: `${job.kind}:${id}` }));
    await enqueueAll(tx, job, deliveries);
  }
}

function toRow({ source, event }: Sourced<EngawaEvent>, places: ReadonlyMap<string, Place>): EventRow {
  const { type, ...rest } = event;
  const known = "roomId" in event ? places.get(event.roomId) : undefined;
  const place: Place & Record<string, unknown> = { ...known, ...rest };
  const { accountId, dealId, roomId, contactId, ...data } = place;
  return {
    id: newId(),
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
  };
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
async function placesOf(tx: Tx, happened: readonly EngawaEvent[]): Promise<Map<string, Place>> {
  const roomIds = [...new Set(happened.flatMap((event) => ("roomId" in event ? [event.roomId] : [])))];
  if (roomIds.length === 0) return new Map();
  const rows = await tx
    .select({ roomId: rooms.id, dealId: deals.id, accountId: deals.accountId })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(inArray(rooms.id, roomIds));
  return new Map(rows.map(({ roomId, dealId, accountId }) => [roomId, { dealId, accountId }]));
}
