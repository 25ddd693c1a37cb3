import { db } from "@db/client";
import { lockRooms, recomputeRoom, recomputeVisits } from "@db/dialect/tracking";
import { rooms } from "@db/schema/rooms";
import { visits } from "@db/schema/tracking";
import { and, asc, eq, gt } from "drizzle-orm";

const ROOMS_AT_ONCE = 200;
const EVER = "0000-00-00";

/**
 * Makes the roll-ups of a room anew from visits, views and spans. `sinceDay` (YYYY-MM-DD) keeps earlier days as they
 * are, which is needed where the raw spans of old days are gone.
 */
export async function rebuildRoom(
  roomId: string,
  { sinceDay = EVER }: { sinceDay?: string } = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockRooms(tx, [roomId]);
    const rows = await tx.select({ id: visits.id }).from(visits).where(eq(visits.roomId, roomId));
    await recomputeVisits(
      tx,
      rows.map(({ id }) => id),
    );
    await recomputeRoom(tx, roomId, sinceDay);
  });
}

/** Every room, one transaction each, so that ingest goes on meanwhile. Returns how many. */
export async function rebuild(options: { workspaceId?: string; sinceDay?: string } = {}): Promise<number> {
  const { workspaceId, sinceDay } = options;
  let count = 0;
  for (let after = ""; ; ) {
    const page = await db
      .select({ id: rooms.id })
      .from(rooms)
      .where(and(gt(rooms.id, after), workspaceId ? eq(rooms.workspaceId, workspaceId) : undefined))
      .orderBy(asc(rooms.id))
      .limit(ROOMS_AT_ONCE);
    for (const { id } of page) await rebuildRoom(id, sinceDay ? { sinceDay } : {});
    count += page.length;
    const last = page.at(-1);
    if (!last || page.length < ROOMS_AT_ONCE) return count;
    after = last.id;
  }
}
