import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members, teams } from "@db/schema/workspaces";
import { and, count, eq, gte, inArray, isNull, lte, max, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { filterOf, type ListState } from "~/platform/lists/list-model";
import { hasWords, type ListSource, orderOf, type SortKey } from "~/platform/lists/list-query.server";
import { orderKeys } from "../../lists/data.server";
import {
  isOwnedBy,
  livingOrArchived,
  ownerName,
  visitedAt,
  wasVisited,
} from "../../lists/filters/data.server";
import { stageOrder } from "../../pipeline/data.server";
import { CURRENCIES, decimalsOf } from "../utils";
import { DEAL_LIST } from "./schema";

export type DealListRow = {
  id: string;
  name: string;
  stage: string;
  outcome: (typeof deals.$inferSelect)["outcome"];
  amountMinor: number | null;
  currency: string;
  closeDate: string | null;
  accountId: string;
  accountName: string;
  ownerId: string;
  ownerName: string;
  teamName: string | null;
  archivedAt: Date | null;
  updatedAt: Date;
  createdAt: Date;
  /** Present when their column is shown. */
  rooms?: number;
  visitedAt?: Date | null;
};

const accountOrder = sql`(select ${accounts.sortKey} from ${accounts} where ${accounts.id} = ${deals.accountId})`;
const visitsOf = sql`${visits} inner join ${rooms} on ${rooms.id} = ${visits.roomId} where ${rooms.dealId} = ${deals.id}`;
const livingRoom = sql`select 1 from ${rooms} where ${rooms.dealId} = ${deals.id} and ${rooms.archivedAt} is null`;
const outcomeOrder = sql`case ${deals.outcome} when 'open' then 0 when 'won' then 1 else 2 end`;

const ORDERS: Record<keyof typeof DEAL_LIST.sorts, SortKey[]> = {
  name: [{ by: deals.searchText, isText: true }],
  account: [
    { by: accountOrder, isText: true },
    { by: deals.searchText, isText: true },
  ],
  stage: [{ by: stageOrder }],
  outcome: [{ by: outcomeOrder }],
  amount: [{ by: deals.amountMinor, mayMiss: true }],
  close: [{ by: deals.closeDate, isText: true, mayMiss: true }],
  owner: [{ by: ownerName(deals.ownerId), isText: true }],
  visited: [{ by: visitedAt(visitsOf), mayMiss: true }],
  updated: [{ by: deals.updatedAt }],
  created: [{ by: deals.createdAt }],
};

export const dealSource: ListSource<WorkspaceScope, DealListRow> = {
  shape: DEAL_LIST,
  plan: (scope, list) => ({
    table: deals,
    id: deals.id,
    where: and(
      eq(deals.workspaceId, scope.workspaceId),
      livingOrArchived(deals, list),
      hasWords(list.q, (word) => [
        containsFolded(deals.searchText, word),
        sql`${deals.accountId} in (select ${accounts.id} from ${accounts} where ${and(eq(accounts.workspaceId, scope.workspaceId), containsFolded(accounts.searchText, word))})`,
      ]),
      isOwnedBy(deals.ownerId, { scope, list }),
      isOneOf(list),
      isInRange(list),
      hasRoom(list),
      wasVisited(visitsOf, list),
    ),
    // Amounts of different currencies don't compare; they stand together by currency.
    order: [
      ...(list.sort === "amount" ? [sql`${isNull(deals.amountMinor)}`, sql`${deals.currency}`] : []),
      ...orderOf(orderKeys(ORDERS, list.sort), { dir: list.dir, id: deals.id }),
    ],
  }),
  async load(scope, ids, columns) {
    const [rows, living, last] = await Promise.all([
      loadDeals(scope, ids),
      columns.includes("rooms") ? countRooms(scope, ids) : null,
      columns.includes("visited") ? lastVisits(scope, ids) : null,
    ]);
    return rows.map((row) => ({
      ...row,
      ...(living && { rooms: living.get(row.id) ?? 0 }),
      ...(last && { visitedAt: last.get(row.id) ?? null }),
    }));
  },
};

function isOneOf(list: ListState): SQL | undefined {
  const [stages, outcomes, accountIds, currencies] = ["stage", "outcome", "account", "currency"].map((name) =>
    filterOf(list, name),
  );
  const among = (column: typeof deals.stage | typeof deals.outcome, values: readonly string[] = []) =>
    values.length > 0 ? sql`${column} in ${[...values]}` : undefined;
  return and(
    among(deals.stage, stages),
    among(deals.outcome, outcomes),
    accountIds?.length ? inArray(deals.accountId, [...accountIds]) : undefined,
    currencies?.length ? inArray(deals.currency, [...currencies]) : undefined,
  );
}

function isInRange(list: ListState): SQL | undefined {
  const [from, to, min, max] = ["closeFrom", "closeTo", "amountMin", "amountMax"].map(
    (name) => filterOf(list, name)[0],
  );
  return and(
    from ? gte(deals.closeDate, from) : undefined,
    to ? lte(deals.closeDate, to) : undefined,
    min ? amountIs(gte, min) : undefined,
    max ? amountIs(lte, max) : undefined,
  );
}

const DECIMALS = [...new Set(CURRENCIES.map(decimalsOf))];

/** Whole units as the address has them against minor units of each row's own currency. */
function amountIs(compare: typeof gte, units: string): SQL | undefined {
  return or(
    ...DECIMALS.map((decimals) =>
      and(
        inArray(
          deals.currency,
          CURRENCIES.filter((currency) => decimalsOf(currency) === decimals),
        ),
        compare(deals.amountMinor, Math.min(Number(units) * 10 ** decimals, Number.MAX_SAFE_INTEGER)),
      ),
    ),
  );
}

function hasRoom(list: ListState): SQL | undefined {
  const [wish] = filterOf(list, "room");
  if (wish === undefined) return undefined;
  return wish === "yes" ? sql`exists (${livingRoom})` : sql`not exists (${livingRoom})`;
}

function loadDeals(scope: WorkspaceScope, ids: readonly string[]): Promise<DealListRow[]> {
  return db
    .select({
      id: deals.id,
      name: deals.name,
      stage: deals.stage,
      outcome: deals.outcome,
      amountMinor: deals.amountMinor,
      currency: deals.currency,
      closeDate: deals.closeDate,
      accountId: deals.accountId,
      accountName: accounts.name,
      ownerId: deals.ownerId,
      ownerName: users.name,
      teamName: teams.name,
      archivedAt: deals.archivedAt,
      updatedAt: deals.updatedAt,
      createdAt: deals.createdAt,
    })
    .from(deals)
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, deals.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(and(eq(deals.workspaceId, scope.workspaceId), inArray(deals.id, [...ids])));
}

async function countRooms(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: rooms.dealId, n: count() })
    .from(rooms)
    .where(
      and(
        eq(rooms.workspaceId, scope.workspaceId),
        inArray(rooms.dealId, [...ids]),
        isNull(rooms.archivedAt),
      ),
    )
    .groupBy(rooms.dealId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function lastVisits(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, Date | null>> {
  const rows = await db
    .select({ id: rooms.dealId, at: max(visits.startedAt) })
    .from(rooms)
    .innerJoin(visits, and(eq(visits.roomId, rooms.id), eq(visits.engaged, true)))
    .where(and(eq(rooms.workspaceId, scope.workspaceId), inArray(rooms.dealId, [...ids])))
    .groupBy(rooms.dealId);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
