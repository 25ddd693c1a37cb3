import { db } from "@db/client";
import { contacts, deals } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { subscribeTo } from "~/features/activity/events.server";
import { reassignPerson } from "./persons.server";

/** Somebody who read under an address becomes the contact of that address, and so do their visits. */
export const trackingSubscribers = [
  subscribeTo("contact.created", "know-viewers", knowViewers),
  subscribeTo("contact.updated", "know-viewers", knowViewers),
  subscribeTo("contacts.imported", "know-viewers", knowViewersOfMany),
] as const;

/** The same rule as at the gate: the exact address, in rooms of the contact's own account only. */
async function knowViewers(eventId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [event] = await tx
      .select({ contactId: events.contactId })
      .from(events)
      .where(eq(events.id, eventId));
    if (event?.contactId) await tieViewers(tx, [event.contactId]);
  });
}

const importedSchema = z.object({ contactIds: z.array(z.string()) });

async function knowViewersOfMany(eventId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [event] = await tx.select({ data: events.data }).from(events).where(eq(events.id, eventId));
    if (event) await tieViewers(tx, importedSchema.parse(event.data).contactIds);
  });
}

async function tieViewers(tx: Tx, contactIds: readonly string[]): Promise<void> {
  const found = await tx
    .select({ viewerId: viewers.id, contactId: contacts.id })
    .from(contacts)
    .innerJoin(viewers, and(eq(viewers.workspaceId, contacts.workspaceId), eq(viewers.email, contacts.email)))
    .innerJoin(rooms, eq(rooms.id, viewers.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(
      and(
        inArray(contacts.id, [...contactIds]),
        isNull(contacts.archivedAt),
        isNull(viewers.contactId),
        eq(deals.accountId, contacts.accountId),
      ),
    );
  for (const { viewerId, contactId } of found) {
    await tx.update(viewers).set({ contactId }).where(eq(viewers.id, viewerId));
    await reassignPerson(tx, viewerId, contactId);
  }
}
