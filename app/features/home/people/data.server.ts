import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { accessRequests, roomPeople } from "@db/schema/people";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { and, countDistinct, eq, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { OwnedBy } from "../owners.server";

const MAX_ROOMS = 5;

export type RoomWaiting = {
  roomId: string;
  roomName: string;
  accountName: string;
  /** People who ask to be let in, and contacts who came in and are not on the committee. */
  requests: number;
  suggestions: number;
};

/** Living rooms where somebody waits to be let in or to be placed; those with requests first. */
export async function listRoomsWaiting(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
): Promise<{ rows: RoomWaiting[]; total: number }> {
  const living = and(
    eq(rooms.workspaceId, scope.workspaceId),
    isNull(rooms.archivedAt),
    ownedBy(rooms.ownerId),
  );
  const [asking, unplaced] = await Promise.all([countRequests(living), countUnplaced(living)]);
  const byRoom = new Map<string, RoomWaiting>();
  for (const { n, ...room } of asking) byRoom.set(room.roomId, { ...room, requests: n, suggestions: 0 });
  for (const { n, ...room } of unplaced)
    byRoom.set(room.roomId, { ...(byRoom.get(room.roomId) ?? { ...room, requests: 0 }), suggestions: n });
  const all = [...byRoom.values()].sort(
    (a, b) => b.requests - a.requests || b.suggestions - a.suggestions || (a.roomId < b.roomId ? -1 : 1),
  );
  return { rows: all.slice(0, MAX_ROOMS), total: all.length };
}

const face = { roomId: rooms.id, roomName: rooms.name, accountName: accounts.name };

function countRequests(living: SQL | undefined) {
  return db
    .select({ ...face, n: countDistinct(accessRequests.email) })
    .from(accessRequests)
    .innerJoin(rooms, eq(rooms.id, accessRequests.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .where(and(living, isNull(accessRequests.decision)))
    .groupBy(rooms.id, rooms.name, accounts.name);
}

function countUnplaced(living: SQL | undefined) {
  const isSame = and(eq(roomPeople.roomId, viewers.roomId), eq(roomPeople.contactId, viewers.contactId));
  return db
    .select({ ...face, n: countDistinct(viewers.contactId) })
    .from(viewers)
    .innerJoin(rooms, eq(rooms.id, viewers.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .leftJoin(roomPeople, isSame)
    .where(
      and(
        living,
        isNotNull(viewers.contactId),
        or(
          isNull(roomPeople.contactId),
          and(isNotNull(roomPeople.suggestedAt), isNull(roomPeople.dismissedAt)),
        ),
      ),
    )
    .groupBy(rooms.id, rooms.name, accounts.name);
}
