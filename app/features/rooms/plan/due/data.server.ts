import { deals } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { found } from "~/platform/errors";
import { dayOf } from "~/platform/i18n/format";
import type { Anchors, DueTask } from "./utils";

/** The days of a room that due days hang on. */
export async function findAnchors(query: Pick<Tx, "select">, roomId: string): Promise<Anchors> {
  const [row] = await query
    .select({
      createdAt: rooms.createdAt,
      timeZone: workspaces.timeZone,
      closeDay: deals.closeDate,
    })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .where(eq(rooms.id, roomId));
  const { createdAt, timeZone, closeDay } = found(row);
  return { roomDay: dayOf(createdAt, timeZone), closeDay };
}

export type PlannedTask = DueTask & { title: string; dueOn: string | null; internal: boolean };

/** Living tasks of a room, of all its plans. */
export function listPlanned(query: Pick<Tx, "select">, roomId: string): Promise<PlannedTask[]> {
  return query
    .select({
      id: tasks.id,
      title: tasks.title,
      internal: tasks.internal,
      dueKind: tasks.dueKind,
      dueDay: tasks.dueDay,
      dueOffset: tasks.dueOffset,
      dueTaskId: tasks.dueTaskId,
      dueOn: tasks.dueOn,
    })
    .from(tasks)
    .where(and(eq(tasks.roomId, roomId), isNull(tasks.archivedAt)));
}
