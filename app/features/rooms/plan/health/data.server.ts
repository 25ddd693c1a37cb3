import { db } from "@db/client";
import { tasks } from "@db/schema/plan";
import { pages } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import { and, count, eq, inArray, isNull, min } from "drizzle-orm";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { daysBetween, type Health, healthOf } from "../utils";

/** The state of the plans of each room, over all of its plan pages. A room without a task is not in it. */
export async function readPlanHealth(
  { workspaceId }: { readonly workspaceId: string },
  roomIds: readonly string[],
): Promise<ReadonlyMap<string, Health>> {
  if (roomIds.length === 0) return new Map();
  const [workspace] = await db
    .select({ timeZone: workspaces.timeZone })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  const today = dayOf(nowMs(), workspace?.timeZone ?? "UTC");
  const planned = and(
    eq(tasks.workspaceId, workspaceId),
    inArray(tasks.roomId, [...roomIds]),
    isNull(tasks.archivedAt),
  );
  const living = and(eq(pages.id, tasks.pageId), isNull(pages.archivedAt));
  const [counts, firsts] = await Promise.all([
    db
      .select({ roomId: tasks.roomId, n: count() })
      .from(tasks)
      .innerJoin(pages, living)
      .where(planned)
      .groupBy(tasks.roomId),
    db
      .select({ roomId: tasks.roomId, dueOn: min(tasks.dueOn) })
      .from(tasks)
      .innerJoin(pages, living)
      .where(and(planned, inArray(tasks.status, ["to_do", "in_progress"])))
      .groupBy(tasks.roomId),
  ]);
  const firstDue = new Map(firsts.map(({ roomId, dueOn }) => [roomId, dueOn]));
  return new Map(
    counts.flatMap(({ roomId, n }) => {
      const dueOn = firstDue.get(roomId);
      const health = healthOf(dueOn ? Math.max(0, daysBetween(dueOn, today)) : 0, n);
      return health ? [[roomId, health] as const] : [];
    }),
  );
}
