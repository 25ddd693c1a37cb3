import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { asc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { defineJob, enqueue } from "~/platform/jobs.server";
import { foldText } from "~/platform/text";

const ROWS_A_TRANSACTION = 500;

/** Folds the names of rooms that an older version or a migration wrote. */
export const refoldRooms = defineJob({
  kind: "rooms.refold",
  schema: z.object({}).strict(),
  async run() {
    let after = "";
    for (let some = await readRooms(after); some.length > 0; some = await readRooms(after)) {
      after = some.at(-1)?.id ?? "";
      const old = some.filter(({ name, searchText }) => searchText !== foldText(name));
      if (old.length === 0) continue;
      await db.transaction(async (tx) => {
        for (const { id, name } of old) {
          await tx
            .update(rooms)
            .set({ searchText: foldText(name) })
            .where(eq(rooms.id, id));
        }
      });
    }
  },
});

/** At the start of the server; runs once. */
export async function scheduleRoomsRefold(): Promise<void> {
  await db.transaction((tx) => enqueue(tx, refoldRooms, {}, { key: "rooms.refold:1" }));
}

function readRooms(after: string): Promise<{ id: string; name: string; searchText: string }[]> {
  return db
    .select({ id: rooms.id, name: rooms.name, searchText: rooms.searchText })
    .from(rooms)
    .where(gt(rooms.id, after))
    .orderBy(asc(rooms.id))
    .limit(ROWS_A_TRANSACTION);
}
