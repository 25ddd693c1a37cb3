import { lockRooms } from "@db/dialect/tracking";
import { contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";

/** Gives what a viewer read to another person, roll-ups included: the verb of tracking, handed in by the route. */
export type Reassign = (tx: Tx, viewerId: string, personKey: string) => Promise<void>;

type Tie = { viewerId: string; roomId: string; contactId: string | null };

/** Ties viewers to contacts, or to nobody, and moves what they read along; every room is locked first, in one order. */
export async function tieViewers(tx: Tx, ties: readonly Tie[], reassign: Reassign): Promise<void> {
  if (ties.length === 0) return;
  await lockRooms(
    tx,
    ties.map(({ roomId }) => roomId),
  );
  for (const { viewerId, contactId } of ties) {
    await tx.update(viewers).set({ contactId }).where(eq(viewers.id, viewerId));
    await reassign(tx, viewerId, contactId ?? viewerId);
  }
}

/** Viewers known by address alone whose address is that of a contact of the account whose room they read. */
export function findUntied(tx: Tx, scope: WorkspaceScope, accountId: string): Promise<Tie[]> {
  return tx
    .select({ viewerId: viewers.id, roomId: viewers.roomId, contactId: contacts.id })
    .from(viewers)
    .innerJoin(rooms, eq(rooms.id, viewers.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(
      contacts,
      and(
        eq(contacts.accountId, deals.accountId),
        eq(contacts.email, viewers.email),
        isNull(contacts.archivedAt),
      ),
    )
    .where(
      and(
        eq(viewers.workspaceId, scope.workspaceId),
        eq(deals.accountId, accountId),
        isNull(viewers.contactId),
      ),
    );
}

/** Viewers of rooms of one of the accounts who are tied to a contact of another one of them. */
export function findAstray(tx: Tx, scope: WorkspaceScope, accountIds: readonly string[]): Promise<Tie[]> {
  return tx
    .select({ viewerId: viewers.id, roomId: viewers.roomId, contactId: viewers.contactId })
    .from(viewers)
    .innerJoin(rooms, eq(rooms.id, viewers.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(contacts, eq(contacts.id, viewers.contactId))
    .where(
      and(
        eq(viewers.workspaceId, scope.workspaceId),
        inArray(deals.accountId, [...accountIds]),
        inArray(contacts.accountId, [...accountIds]),
        ne(contacts.accountId, deals.accountId),
      ),
    );
}

export function findViewers(
  tx: Tx,
  scope: WorkspaceScope,
  which: { contactId: string } | { viewerIds: readonly string[] },
): Promise<(Tie & { email: string | null })[]> {
  const isWanted =
    "contactId" in which ? eq(viewers.contactId, which.contactId) : inArray(viewers.id, [...which.viewerIds]);
  return tx
    .select({
      viewerId: viewers.id,
      roomId: viewers.roomId,
      contactId: viewers.contactId,
      email: viewers.email,
    })
    .from(viewers)
    .where(and(eq(viewers.workspaceId, scope.workspaceId), isWanted));
}
