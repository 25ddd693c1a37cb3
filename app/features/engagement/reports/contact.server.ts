import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { visitsDaily } from "@db/schema/tracking";
import { and, desc, eq, max, sum } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";

const MAX_ROOMS = 50;

/** What a contact has read in each room, the room read last first. */
export function readContactRooms(scope: WorkspaceScope, contactId: string) {
  return db
    .select({
      roomId: rooms.id,
      name: rooms.name,
      visits: sum(visitsDaily.visits).mapWith(Number),
      activeMs: sum(visitsDaily.activeMs).mapWith(Number),
      lastAt: max(visitsDaily.lastAt),
    })
    .from(visitsDaily)
    .innerJoin(rooms, eq(rooms.id, visitsDaily.roomId))
    .where(and(eq(visitsDaily.workspaceId, scope.workspaceId), eq(visitsDaily.personKey, contactId)))
    .groupBy(rooms.id, rooms.name)
    .orderBy(desc(max(visitsDaily.lastAt)), rooms.id)
    .limit(MAX_ROOMS);
}
