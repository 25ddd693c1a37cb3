import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { accounts, deals } from "@db/schema/accounts";
import { pages, rooms } from "@db/schema/rooms";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members, teams } from "@db/schema/workspaces";
import { and, count, eq, inArray, isNull, max, type SQL, sql } from "drizzle-orm";
import { orderKeys } from "~/features/accounts/lists/data.server";
import {
  isOwnedBy,
  livingOrArchived,
  ownerName,
  visitedAt,
  wasVisited,
} from "~/features/accounts/lists/filters/data.server";
import { stageOrder } from "~/features/accounts/pipeline/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { filterOf, type ListState } from "~/platform/lists/list-model";
import { hasWords, type ListSource, orderOf, type SortKey } from "~/platform/lists/list-query.server";
import { unreadByRoom } from "../chat/unread/data.server";
import { readPlanHealth } from "../plan/health/data.server";
import type { Health } from "../plan/utils";
import { ROOM_LIST } from "./schema";

export type RoomListRow = {
  id: string;
  name: string;
  dealId: string;
  dealName: string;
  stage: string;
  outcome: (typeof deals.$inferSelect)["outcome"];
  accountId: string;
  accountName: string;
  ownerId: string;
  ownerName: string;
  teamName: string | null;
  archivedAt: Date | null;
  updatedAt: Date;
  createdAt: Date;
  planHealth: Health | null;
  /** Messages in the chat that the member has not read. */
  unread: number;
  /** Present when their column is shown. */
  pages?: number;
  visits?: number;
  visitedAt?: Date | null;
};

const ofDeal = (what: SQL) => sql`(select ${what} from ${deals} where ${deals.id} = ${rooms.dealId})`;
const ofAccount = (what: SQL) =>
  sql`(select ${what} from ${deals} inner join ${accounts} on ${accounts.id} = ${deals.accountId} where ${deals.id} = ${rooms.dealId})`;
const visitsOf = sql`${visits} where ${visits.roomId} = ${rooms.id}`;

const ORDERS: Record<keyof typeof ROOM_LIST.sorts, SortKey[]> = {
  name: [{ by: rooms.searchText, isText: true }],
  account: [
    { by: ofAccount(sql`${accounts.sortKey}`), isText: true },
    { by: rooms.searchText, isText: true },
  ],
  deal: [{ by: ofDeal(sql`${deals.searchText}`), isText: true }],
  stage: [{ by: ofDeal(stageOrder) }],
  owner: [{ by: ownerName(rooms.ownerId), isText: true }],
  visited: [{ by: visitedAt(visitsOf), mayMiss: true }],
  updated: [{ by: rooms.updatedAt }],
  created: [{ by: rooms.createdAt }],
};

export const roomSource: ListSource<WorkspaceScope, RoomListRow> = {
  shape: ROOM_LIST,
  plan: (scope, list) => ({
    table: rooms,
    id: rooms.id,
    where: and(
      eq(rooms.workspaceId, scope.workspaceId),
      livingOrArchived(rooms, list),
      hasWords(list.q, (word) => [containsFolded(rooms.searchText, word), isOfDealWith(scope, word)]),
      isOwnedBy(rooms.ownerId, { scope, list }),
      isOfDeals(scope, list),
      wasVisited(visitsOf, list),
    ),
    order: orderOf(orderKeys(ORDERS, list.sort), { dir: list.dir, id: rooms.id }),
  }),
  async load(scope, ids, columns) {
    const isShown = (column: string) => columns.includes(column);
    const [rows, health, unread, pageCounts, seen] = await Promise.all([
      loadRooms(scope, ids),
      readPlanHealth(scope, ids),
      unreadByRoom(scope, ids),
      isShown("pages") ? countPages(scope, ids) : null,
      isShown("visited") || isShown("visits") ? readVisits(scope, ids) : null,
    ]);
    return rows.map((row) => ({
      ...row,
      planHealth: health.get(row.id) ?? null,
      unread: unread.get(row.id) ?? 0,
      ...(pageCounts && { pages: pageCounts.get(row.id) ?? 0 }),
      ...(seen && { visits: seen.get(row.id)?.n ?? 0, visitedAt: seen.get(row.id)?.at ?? null }),
    }));
  },
};

/** By the deal's name or its account's texts. */
function isOfDealWith(scope: WorkspaceScope, word: string): SQL {
  const matching = sql`select ${accounts.id} from ${accounts} where ${and(eq(accounts.workspaceId, scope.workspaceId), containsFolded(accounts.searchText, word))}`;
  return sql`${rooms.dealId} in (select ${deals.id} from ${deals} where ${and(
    eq(deals.workspaceId, scope.workspaceId),
    sql`(${containsFolded(deals.searchText, word)} or ${deals.accountId} in (${matching}))`,
  )})`;
}

function isOfDeals(scope: WorkspaceScope, list: ListState): SQL | undefined {
  const [stages, outcomes, accountIds] = ["stage", "outcome", "account"].map((name) => filterOf(list, name));
  const wished = and(
    stages?.length ? sql`${deals.stage} in ${[...stages]}` : undefined,
    outcomes?.length ? sql`${deals.outcome} in ${[...outcomes]}` : undefined,
    accountIds?.length ? inArray(deals.accountId, [...accountIds]) : undefined,
  );
  if (!wished) return undefined;
  return sql`${rooms.dealId} in (select ${deals.id} from ${deals} where ${and(eq(deals.workspaceId, scope.workspaceId), wished)})`;
}

function loadRooms(
  scope: WorkspaceScope,
  ids: readonly string[],
): Promise<Omit<RoomListRow, "planHealth" | "unread">[]> {
  return db
    .select({
      id: rooms.id,
      name: rooms.name,
      dealId: rooms.dealId,
      dealName: deals.name,
      stage: deals.stage,
      outcome: deals.outcome,
      accountId: deals.accountId,
      accountName: accounts.name,
      ownerId: rooms.ownerId,
      ownerName: users.name,
      teamName: teams.name,
      archivedAt: rooms.archivedAt,
      updatedAt: rooms.updatedAt,
      createdAt: rooms.createdAt,
    })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, rooms.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(and(eq(rooms.workspaceId, scope.workspaceId), inArray(rooms.id, [...ids])));
}

async function countPages(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: pages.roomId, n: count() })
    .from(pages)
    .where(
      and(
        eq(pages.workspaceId, scope.workspaceId),
        inArray(pages.roomId, [...ids]),
        isNull(pages.archivedAt),
      ),
    )
    .groupBy(pages.roomId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function readVisits(
  scope: WorkspaceScope,
  ids: readonly string[],
): Promise<Map<string, { n: number; at: Date | null }>> {
  const rows = await db
    .select({ id: visits.roomId, n: count(), at: max(visits.startedAt) })
    .from(visits)
    .where(
      and(
        eq(visits.workspaceId, scope.workspaceId),
        inArray(visits.roomId, [...ids]),
        eq(visits.engaged, true),
      ),
    )
    .groupBy(visits.roomId);
  return new Map(rows.map(({ id, ...seen }) => [id, seen]));
}
