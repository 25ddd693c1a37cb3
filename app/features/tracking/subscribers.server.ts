import { db } from "@db/client";
import { contacts, deals } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { subscribeTo } from "~/features/activity/events.server";
import { reassignPerson } from "./persons.server";

/** Somebody who read under an address becomes the contact of that address, and so do their visits. */
export const trackingSubscribers = [
  subscribeTo("contact.created", "know-viewers", knowViewers),
  subscribeTo("contact.updated", "know-viewers", knowViewers),
] as const;

/** The same rule as at the gate: the exact address, in rooms of the contact's own account only. */
async function knowViewers(eventId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [contact] = await tx
      .select({
        id: contacts.id,
        email: contacts.email,
        accountId: contacts.accountId,
        workspaceId: contacts.workspaceId,
      })
      .from(events)
      .innerJoin(contacts, eq(contacts.id, events.contactId))
      .where(and(eq(events.id, eventId), isNull(contacts.archivedAt)));
    if (!contact) return;
    const found = await tx
      .select({ id: viewers.id })
      .from(viewers)
      .innerJoin(rooms, eq(rooms.id, viewers.roomId))
      .innerJoin(deals, eq(deals.id, rooms.dealId))
      .where(
        and(
          eq(viewers.workspaceId, contact.workspaceId),
          eq(viewers.email, contact.email),
          isNull(viewers.contactId),
          eq(deals.accountId, contact.accountId),
        ),
      );
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return;
    await tx.update(viewers).set({ contactId: contact.id }).where(inArray(viewers.id, ids));
    for (const id of ids) await reassignPerson(tx, id, contact.id);
  });
}
