import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { visits, visitsDaily } from "@db/schema/tracking";
import {
  and,
  asc,
  count,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  max,
  min,
  not,
  or,
  sql,
  sum,
} from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { findWorkingDays } from "../calendar.server";
import type { OwnedBy } from "../owners.server";
import type { HotRoom, SilentRoom, Some } from "../schema";
import {
  addDays,
  byGrowth,
  firstOfWorkingDays,
  isHot,
  SILENT_AFTER_WORKING_DAYS,
  sumOfTrend,
  TREND_DAYS,
  trendDays,
} from "../utils";

const MAX_SHOWN = 6;

/**
 * Living rooms of open deals that buyers can open, have been able to for some working days, and that nobody has visited
 * in that time. Deals that should close soonest come first.
 */
export async function listSilentRooms(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
  { today, firstMoment }: { today: string; firstMoment: (day: string) => Date },
): Promise<Some<SilentRoom>> {
  const isWorkingDay = await findWorkingDays(scope);
  const since = firstMoment(firstOfWorkingDays(today, SILENT_AFTER_WORKING_DAYS, isWorkingDay));
  const openLink = and(
    eq(shareLinks.roomId, rooms.id),
    isNull(shareLinks.revokedAt),
    or(isNull(shareLinks.expiresAt), gt(shareLinks.expiresAt, now())),
    lt(shareLinks.createdAt, since),
  );
  const recentVisit = and(
    eq(visits.roomId, rooms.id),
    eq(visits.engaged, true),
    gte(visits.startedAt, since),
  );
  const silent = and(
    eq(rooms.workspaceId, scope.workspaceId),
    isNull(rooms.archivedAt),
    ownedBy(rooms.ownerId),
    eq(deals.outcome, "open"),
    isNull(deals.archivedAt),
    exists(db.select({ one: sql`1` }).from(shareLinks).where(openLink)),
    not(exists(db.select({ one: sql`1` }).from(visits).where(recentVisit))),
  );
  const [rows, [total]] = await Promise.all([
    db
      .select({ id: rooms.id, name: rooms.name, accountName: accounts.name })
      .from(rooms)
      .innerJoin(deals, eq(deals.id, rooms.dealId))
      .innerJoin(accounts, eq(accounts.id, deals.accountId))
      .where(silent)
      .orderBy(isNull(deals.closeDate), asc(deals.closeDate), asc(rooms.id))
      .limit(MAX_SHOWN),
    db.select({ n: count() }).from(rooms).innerJoin(deals, eq(deals.id, rooms.dealId)).where(silent),
  ]);
  const ids = rows.map(({ id }) => id);
  const [lastVisits, shared] = await Promise.all([findLastVisits(ids), findSharedSince(ids)]);
  return {
    rows: rows.flatMap((row) => {
      const sharedAt = shared.get(row.id);
      return sharedAt ? [{ ...row, sharedAt, lastVisitAt: lastVisits.get(row.id) ?? null }] : [];
    }),
    total: total?.n ?? 0,
  };
}

async function findLastVisits(roomIds: string[]): Promise<Map<string, Date | null>> {
  if (roomIds.length === 0) return new Map();
  const rows = await db
    .select({ roomId: visits.roomId, lastAt: max(visits.startedAt) })
    .from(visits)
    .where(and(inArray(visits.roomId, roomIds), eq(visits.engaged, true)))
    .groupBy(visits.roomId);
  return new Map(rows.map(({ roomId, lastAt }) => [roomId, lastAt]));
}

async function findSharedSince(roomIds: string[]): Promise<Map<string, Date | null>> {
  if (roomIds.length === 0) return new Map();
  const rows = await db
    .select({ roomId: shareLinks.roomId, at: min(shareLinks.createdAt) })
    .from(shareLinks)
    .where(and(inArray(shareLinks.roomId, roomIds), isNull(shareLinks.revokedAt)))
    .groupBy(shareLinks.roomId);
  return new Map(rows.map(({ roomId, at }) => [roomId, at]));
}

/** Living rooms that were read more in the last seven days than in the seven before, what grew most first. */
export async function listHotRooms(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
  today: string,
): Promise<Some<HotRoom>> {
  const rows = await db
    .select({
      id: rooms.id,
      name: rooms.name,
      accountName: accounts.name,
      day: visitsDaily.day,
      activeMs: sum(visitsDaily.activeMs).mapWith(Number),
    })
    .from(visitsDaily)
    .innerJoin(rooms, eq(rooms.id, visitsDaily.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .where(
      and(
        eq(visitsDaily.workspaceId, scope.workspaceId),
        gte(visitsDaily.day, addDays(today, 1 - 2 * TREND_DAYS)),
        isNull(rooms.archivedAt),
        isNull(deals.archivedAt),
        eq(deals.outcome, "open"),
        ownedBy(rooms.ownerId),
      ),
    )
    .groupBy(rooms.id, rooms.name, accounts.name, visitsDaily.day);
  const byRoom = new Map<string, { name: string; accountName: string; ms: Map<string, number> }>();
  for (const { id, name, accountName, day, activeMs } of rows) {
    const room = byRoom.get(id) ?? { name, accountName, ms: new Map() };
    room.ms.set(day, activeMs);
    byRoom.set(id, room);
  }
  const hot = [...byRoom]
    .map(([id, { name, accountName, ms }]) => {
      const days = trendDays(today, ms);
      return { id, name, accountName, days, ...sumOfTrend(days) };
    })
    .filter(isHot)
    .sort(byGrowth);
  return { rows: hot.slice(0, MAX_SHOWN), total: hot.length };
}

/** Both at once, for the part of the page that comes last. */
export async function findTrends(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
  at: { today: string; firstMoment: (day: string) => Date },
): Promise<{ silent: Some<SilentRoom>; hot: Some<HotRoom> }> {
  const [silent, hot] = await Promise.all([
    listSilentRooms(scope, ownedBy, at),
    listHotRooms(scope, ownedBy, at.today),
  ]);
  return { silent, hot };
}
