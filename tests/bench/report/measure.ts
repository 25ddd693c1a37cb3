import { performance } from "node:perf_hooks";
import { connect, db } from "@db/client";
import { attentionDaily, spans, views } from "@db/schema/tracking";
import { count, eq } from "drizzle-orm";
import { getRoomReport } from "~/features/engagement/data.server";
import { rebuildRoom } from "~/features/tracking/rebuild.server";
import { env } from "~/platform/env.server";
import { makeMember } from "../../support/factories";
import { fillRoom } from "./fill";

export type Measured = { spans: number; rollups: number; medianMs: number };

const WARM_UPS = 5;
const ROUNDS = 25;
const QUERY = {
  window: "30",
  visits: 1,
  hits: 1,
  activity: 1,
  class: null,
  versions: [],
  bom: null,
  of: "attention",
  timeZone: "Asia/Tokyo",
} as const;

void run().then((rooms) => process.send?.(rooms, () => process.exit(0)));

async function run() {
  const database = await connect(env().databaseUrl);
  await database.migrate();
  const { scope } = await makeMember();
  const small = await fillRoom(database, scope, { people: 16, days: 12, visits: 1 });
  const large = await fillRoom(database, scope, { people: 16, days: 12, visits: 100 });
  const wide = await fillRoom(database, scope, { people: 80, days: 24, visits: 10 });
  const rooms = [small, large, wide];
  for (const roomId of rooms) await rebuildRoom(roomId);
  await database.raw("PRAGMA wal_checkpoint(TRUNCATE)");

  const times = new Map<string, number[]>(rooms.map((roomId) => [roomId, []]));
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    // In turns, so that whatever else the machine does falls on each alike.
    for (const roomId of rooms) {
      const startedAt = performance.now();
      await getRoomReport(scope, roomId, QUERY);
      if (round >= 0) times.get(roomId)?.push(performance.now() - startedAt);
    }
  }
  const measured = {
    small: await measuredOf(small, times),
    large: await measuredOf(large, times),
    wide: await measuredOf(wide, times),
  };
  await database.close();
  return measured;
}

async function measuredOf(roomId: string, times: ReadonlyMap<string, number[]>): Promise<Measured> {
  const sorted = (times.get(roomId) ?? []).toSorted((a, b) => a - b);
  const [raw] = await db
    .select({ n: count() })
    .from(spans)
    .innerJoin(views, eq(views.id, spans.viewId))
    .where(eq(views.roomId, roomId));
  const rollups = await db.$count(attentionDaily, eq(attentionDaily.roomId, roomId));
  return { spans: raw?.n ?? 0, rollups, medianMs: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}
