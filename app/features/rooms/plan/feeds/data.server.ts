import { db } from "@db/client";
import { calendarFeeds, tasks } from "@db/schema/plan";
import { pages, rooms } from "@db/schema/rooms";
import { and, asc, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { RoomActor } from "../../schema";
import { isOfRoom } from "../data.server";

export type FeedTask = Pick<
  typeof tasks.$inferSelect,
  "id" | "pageId" | "title" | "description" | "status" | "updatedAt" | "version"
> & { dueOn: string };

/** Since when the actor has a living address. */
export async function findFeed(actor: RoomActor): Promise<{ createdAt: Date } | null> {
  const [row] = await db
    .select({ createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(isOwnFeed(actor));
  return row ?? null;
}

/** Every task with a day, of all plans of the room that the actor may read; the team's own for members alone. */
export async function listFeedTasks(actor: RoomActor): Promise<{ roomName: string; tasks: FeedTask[] }> {
  const [rows, [room]] = await Promise.all([
    db
      .select({
        id: tasks.id,
        pageId: tasks.pageId,
        title: tasks.title,
        description: tasks.description,
        status: tasks.status,
        updatedAt: tasks.updatedAt,
        version: tasks.version,
        dueOn: tasks.dueOn,
      })
      .from(tasks)
      .innerJoin(pages, and(eq(pages.id, tasks.pageId), isNull(pages.archivedAt)))
      .where(and(isOfRoom(actor), isNull(tasks.archivedAt), isNotNull(tasks.dueOn)))
      .orderBy(asc(tasks.dueOn), asc(tasks.id)),
    db.select({ name: rooms.name }).from(rooms).where(eq(rooms.id, actor.roomId)),
  ]);
  const dated = rows.flatMap(({ dueOn, ...row }) => (dueOn ? [{ ...row, dueOn }] : []));
  return { roomName: found(room).name, tasks: dated };
}

export function isOwnFeed(actor: RoomActor): SQL | undefined {
  return and(
    eq(calendarFeeds.roomId, actor.roomId),
    eq(calendarFeeds.workspaceId, actor.workspaceId),
    eq(calendarFeeds.ownerKind, actor.kind),
    eq(calendarFeeds.ownerId, actor.kind === "member" ? actor.memberId : actor.viewerId),
    isNull(calendarFeeds.revokedAt),
  );
}
