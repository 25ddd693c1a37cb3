import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { findAnchors, listPlanned } from "./data.server";
import { dueDays } from "./utils";

export type Moved = { hasMoved: boolean; toldToBuyers: boolean };

/**
 * Works out every due day of the room anew and writes those that moved. Called in the transaction of whatever they may
 * hang on; whoever calls holds the plan's lock.
 */
export async function settleDueDays(tx: Tx, roomId: string): Promise<Moved> {
  const planned = await listPlanned(tx, roomId);
  const days = dueDays(planned, await findAnchors(tx, roomId));
  const moved = planned.filter((task) => (days.get(task.id) ?? null) !== task.dueOn);
  for (const { id } of moved) {
    await tx
      .update(tasks)
      .set({ dueOn: days.get(id) ?? null })
      .where(eq(tasks.id, id));
  }
  return { hasMoved: moved.length > 0, toldToBuyers: moved.some((task) => !task.internal) };
}

/** After a deal changed: what hangs on its close date moves with it. Returns the rooms in which something moved. */
export function settleDealRooms(dealId: string): Promise<({ roomId: string } & Moved)[]> {
  return db.transaction(async (tx) => {
    // The deal first: a close date that changes right now waits, and brings its own job.
    await tx.select({ id: deals.id }).from(deals).where(eq(deals.id, dealId)).for("update");
    const affected = await tx
      .select({ roomId: rooms.id })
      .from(rooms)
      .where(eq(rooms.dealId, dealId))
      .orderBy(rooms.id)
      .for("update");
    const outcomes: ({ roomId: string } & Moved)[] = [];
    for (const { roomId } of affected) outcomes.push({ roomId, ...(await settleDueDays(tx, roomId)) });
    return outcomes.filter(({ hasMoved }) => hasMoved);
  });
}
