import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members, teams } from "@db/schema/workspaces";
import { and, count, eq, inArray, isNull, max, type SQL, sql } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { filterOf, type ListState } from "~/platform/lists/list-model";
import { hasWords, type ListSource, orderOf, type SortKey } from "~/platform/lists/list-query.server";
import { isOwnedBy, livingOrArchived, ownerName, visitedAt, wasVisited } from "./filters/data.server";
import { ACCOUNT_LIST } from "./schema";

export type AccountListRow = {
  id: string;
  name: string;
  domain: string | null;
  ownerId: string;
  ownerName: string;
  teamName: string | null;
  archivedAt: Date | null;
  updatedAt: Date;
  createdAt: Date;
  /** Present when their column is shown. */
  openDeals?: number;
  contacts?: number;
  rooms?: number;
  visitedAt?: Date | null;
};

const openDealsOf = sql`${deals.accountId} = ${accounts.id} and ${deals.outcome} = 'open' and ${deals.archivedAt} is null`;
const visitsOf = sql`${visits} inner join ${rooms} on ${rooms.id} = ${visits.roomId} inner join ${deals} on ${deals.id} = ${rooms.dealId} where ${deals.accountId} = ${accounts.id}`;

const ORDERS: Record<keyof typeof ACCOUNT_LIST.sorts, SortKey[]> = {
  name: [{ by: accounts.sortKey, isText: true }],
  domain: [{ by: accounts.domain, isText: true, mayMiss: true }],
  owner: [{ by: ownerName(accounts.ownerId), isText: true }],
  openDeals: [{ by: sql`(select count(*) from ${deals} where ${openDealsOf})` }],
  contacts: [
    {
      by: sql`(select count(*) from ${contacts} where ${contacts.accountId} = ${accounts.id} and ${contacts.archivedAt} is null)`,
    },
  ],
  visited: [{ by: visitedAt(visitsOf), mayMiss: true }],
  updated: [{ by: accounts.updatedAt }],
  created: [{ by: accounts.createdAt }],
};

export const accountSource: ListSource<WorkspaceScope, AccountListRow> = {
  shape: ACCOUNT_LIST,
  plan: (scope, list) => ({
    table: accounts,
    id: accounts.id,
    where: and(
      eq(accounts.workspaceId, scope.workspaceId),
      livingOrArchived(accounts, list),
      hasWords(list.q, (word) => [containsFolded(accounts.searchText, word)]),
      isOwnedBy(accounts.ownerId, { scope, list }),
      hasOpenDeals(list),
      wasVisited(visitsOf, list),
    ),
    order: orderOf(orderKeys(ORDERS, list.sort), { dir: list.dir, id: accounts.id }),
  }),
  async load(scope, ids, columns) {
    const isShown = (column: string) => columns.includes(column);
    const [rows, openDeals, people, living, last] = await Promise.all([
      loadAccounts(scope, ids),
      isShown("openDeals") ? countOpenDeals(scope, ids) : null,
      isShown("contacts") ? countContacts(scope, ids) : null,
      isShown("rooms") ? countRooms(scope, ids) : null,
      isShown("visited") ? lastVisits(scope, ids) : null,
    ]);
    return rows.map((row) => ({
      ...row,
      ...(openDeals && { openDeals: openDeals.get(row.id) ?? 0 }),
      ...(people && { contacts: people.get(row.id) ?? 0 }),
      ...(living && { rooms: living.get(row.id) ?? 0 }),
      ...(last && { visitedAt: last.get(row.id) ?? null }),
    }));
  },
};

/** The keys of a sort that the list's shape has let through. */
export function orderKeys(orders: Readonly<Record<string, SortKey[]>>, sort: string): SortKey[] {
  const keys = orders[sort];
  if (!keys) throw new Error(`no order for ${sort}`);
  return keys;
}

function hasOpenDeals(list: ListState): SQL | undefined {
  const [wish] = filterOf(list, "deals");
  if (wish === undefined) return undefined;
  return wish === "yes"
    ? sql`exists (select 1 from ${deals} where ${openDealsOf})`
    : sql`not exists (select 1 from ${deals} where ${openDealsOf})`;
}

function loadAccounts(scope: WorkspaceScope, ids: readonly string[]): Promise<AccountListRow[]> {
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      domain: accounts.domain,
      ownerId: accounts.ownerId,
      ownerName: users.name,
      teamName: teams.name,
      archivedAt: accounts.archivedAt,
      updatedAt: accounts.updatedAt,
      createdAt: accounts.createdAt,
    })
    .from(accounts)
    .innerJoin(members, eq(members.id, accounts.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(and(eq(accounts.workspaceId, scope.workspaceId), inArray(accounts.id, [...ids])));
}

async function countOpenDeals(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: deals.accountId, n: count() })
    .from(deals)
    .where(
      and(
        eq(deals.workspaceId, scope.workspaceId),
        inArray(deals.accountId, [...ids]),
        eq(deals.outcome, "open"),
        isNull(deals.archivedAt),
      ),
    )
    .groupBy(deals.accountId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function countContacts(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: contacts.accountId, n: count() })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, scope.workspaceId),
        inArray(contacts.accountId, [...ids]),
        isNull(contacts.archivedAt),
      ),
    )
    .groupBy(contacts.accountId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function countRooms(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: deals.accountId, n: count() })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(
      and(
        eq(deals.workspaceId, scope.workspaceId),
        inArray(deals.accountId, [...ids]),
        isNull(rooms.archivedAt),
      ),
    )
    .groupBy(deals.accountId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function lastVisits(scope: WorkspaceScope, ids: readonly string[]): Promise<Map<string, Date | null>> {
  const rows = await db
    .select({ id: deals.accountId, at: max(visits.startedAt) })
    .from(deals)
    .innerJoin(rooms, eq(rooms.dealId, deals.id))
    .innerJoin(visits, and(eq(visits.roomId, rooms.id), eq(visits.engaged, true)))
    .where(and(eq(deals.workspaceId, scope.workspaceId), inArray(deals.accountId, [...ids])))
    .groupBy(deals.accountId);
  return new Map(rows.map(({ id, at }) => [id, at]));
}
