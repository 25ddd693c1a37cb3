import { rooms } from "@db/schema/rooms";
import { and, eq, inArray, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { Subject } from "../schema";

/**
 * Facts are reached through their rooms: the room proves the workspace, and both databases then follow the index of the
 * room. With the workspace named on the facts themselves, SQLite would read those of every room.
 */
export function isRoomOf(scope: WorkspaceScope, { roomIds }: Pick<Subject, "roomIds">): SQL | undefined {
  return and(eq(rooms.workspaceId, scope.workspaceId), inArray(rooms.id, [...roomIds]));
}
