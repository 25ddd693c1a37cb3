import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { attentionDaily } from "@db/schema/tracking";
import { and, eq, gte, sum } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { SeriesPoint, Subject } from "../schema";
import { isRoomOf } from "./rooms.server";

/** Active time of one person on one unit in the whole period; unit 0 is what belongs to the page and no unit. */
export type AttentionRow = {
  personKey: string;
  pageId: string;
  versionId: string;
  unit: number;
  activeMs: number;
};

/** Units and unit 0 of the roll-up never overlap: their sum is the active time. */
const activeMs = sum(attentionDaily.activeMs).mapWith(Number);

export function readAttention(scope: WorkspaceScope, subject: Subject): Promise<AttentionRow[]> {
  const { personKey, pageId, versionId, unit } = attentionDaily;
  return db
    .select({ personKey, pageId, versionId, unit, activeMs })
    .from(rooms)
    .innerJoin(attentionDaily, eq(attentionDaily.roomId, rooms.id))
    .where(isOf(scope, subject))
    .groupBy(personKey, pageId, versionId, unit);
}

export function readAttentionByDay(scope: WorkspaceScope, subject: Subject): Promise<SeriesPoint[]> {
  return db
    .select({ day: attentionDaily.day, activeMs })
    .from(rooms)
    .innerJoin(attentionDaily, eq(attentionDaily.roomId, rooms.id))
    .where(isOf(scope, subject))
    .groupBy(attentionDaily.day);
}

function isOf(scope: WorkspaceScope, subject: Subject) {
  const { since } = subject.period;
  return and(isRoomOf(scope, subject), since === null ? undefined : gte(attentionDaily.day, since));
}
