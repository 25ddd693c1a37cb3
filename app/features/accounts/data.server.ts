import { db } from "@db/client";
import { containsText, equalsText, textOrder } from "@db/dialect/text";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import {
  type AnyColumn,
  and,
  asc,
  count,
  desc,
  eq,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import type { AccountList, Paged } from "./schema";
import { normaliseReading, searchVariants } from "./utils";

export const LIST_SIZE = 50;
const MAX_CHOICES = 300;

export type Account = typeof accounts.$inferSelect;
export type AccountRow = Account & { ownerName: string; openDeals: number; contacts: number };

const SORT_KEYS = {
  name: [textOrder(sql`coalesce(${accounts.reading}, ${accounts.name})`)],
  owner: [textOrder(users.name)],
  updated: [accounts.updatedAt],
} satisfies Record<AccountList["sort"], (AnyColumn | SQL)[]>;

export async function listAccounts(scope: WorkspaceScope, list: AccountList): Promise<Paged<AccountRow>> {
  const turn = list.dir === "desc" ? desc : asc;
  const found = await db
    .select({ account: accounts, ownerName: users.name })
    .from(accounts)
    .innerJoin(members, eq(members.id, accounts.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(accounts.workspaceId, scope.workspaceId),
        list.archived ? isNotNull(accounts.archivedAt) : isNull(accounts.archivedAt),
        matchesAccount(list.q),
      ),
    )
    .orderBy(...SORT_KEYS[list.sort].map((key) => turn(key)), accounts.id)
    .limit(LIST_SIZE + 1)
    .offset((list.page - 1) * LIST_SIZE);
  const shown = found.slice(0, LIST_SIZE);
  const ids = shown.map(({ account }) => account.id);
  const [openDeals, people] = await Promise.all([countOpenDeals(scope, ids), countContacts(scope, ids)]);
  const rows = shown.map(({ account, ownerName }) => ({
    ...account,
    ownerName,
    openDeals: openDeals.get(account.id) ?? 0,
    contacts: people.get(account.id) ?? 0,
  }));
  return { rows, page: list.page, hasMore: found.length > LIST_SIZE };
}

/** By name, by reading in either kana, or by mail domain. */
export function matchesAccount(term: string): SQL | undefined {
  if (term === "") return undefined;
  return or(
    ...searchVariants(term).map((variant) => containsText(accounts.name, variant)),
    containsText(accounts.reading, normaliseReading(term)),
    containsText(accounts.domain, term),
  );
}

export async function getAccount(
  scope: WorkspaceScope,
  accountId: string,
): Promise<Account & { ownerName: string }> {
  const [row] = await db
    .select({ account: accounts, ownerName: users.name })
    .from(accounts)
    .innerJoin(members, eq(members.id, accounts.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(accounts.id, accountId), eq(accounts.workspaceId, scope.workspaceId)));
  const { account, ownerName } = found(row);
  return { ...account, ownerName };
}

/** Locks the account until the transaction ends. */
export async function findAccountForUpdate(
  tx: Tx,
  scope: WorkspaceScope,
  accountId: string,
): Promise<Account> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, accountId), eq(accounts.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row);
}

export type Hanging = { deals: { id: string; name: string }[]; rooms: { id: string; name: string }[] };

/** What still hangs on an account: its open deals and its living rooms. */
export async function listHanging(
  query: Pick<Tx, "select">,
  scope: WorkspaceScope,
  accountId: string,
): Promise<Hanging> {
  const openDeals = await query
    .select({ id: deals.id, name: deals.name })
    .from(deals)
    .where(
      and(
        eq(deals.accountId, accountId),
        eq(deals.workspaceId, scope.workspaceId),
        eq(deals.outcome, "open"),
        isNull(deals.archivedAt),
      ),
    )
    .orderBy(deals.id);
  const livingRooms = await query
    .select({ id: rooms.id, name: rooms.name })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(
      and(eq(deals.accountId, accountId), eq(rooms.workspaceId, scope.workspaceId), isNull(rooms.archivedAt)),
    )
    .orderBy(rooms.id);
  return { deals: openDeals, rooms: livingRooms };
}

export function getHanging(scope: WorkspaceScope, accountId: string): Promise<Hanging> {
  return listHanging(db, scope, accountId);
}

/** Living accounts to choose from, lately changed first. */
export function listAccountChoices(scope: WorkspaceScope): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(and(eq(accounts.workspaceId, scope.workspaceId), isNull(accounts.archivedAt)))
    .orderBy(desc(accounts.updatedAt), accounts.id)
    .limit(MAX_CHOICES);
}

/** The oldest living account of that very name, if any. */
export async function findAccountByName(
  tx: Tx,
  scope: WorkspaceScope,
  name: string,
): Promise<Account | null> {
  const [row] = await tx
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, scope.workspaceId),
        isNull(accounts.archivedAt),
        equalsText(accounts.name, name),
      ),
    )
    .orderBy(accounts.createdAt, accounts.id)
    .limit(1);
  return row ?? null;
}

/** Members who can own something: the active ones, and `current` even if they left. */
export async function listOwners(
  scope: WorkspaceScope,
  current?: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: members.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.workspaceId, scope.workspaceId),
        or(isNull(members.deactivatedAt), current ? eq(members.id, current) : undefined),
      ),
    )
    .orderBy(textOrder(users.name), members.id);
}

/** An owner is a member of the same workspace; whoever left keeps what they had but gets nothing new. */
export async function findOwner(
  tx: Tx,
  scope: WorkspaceScope,
  owner: { next: string; current: string },
): Promise<void> {
  const [row] = await tx
    .select({ deactivatedAt: members.deactivatedAt })
    .from(members)
    .where(and(eq(members.id, owner.next), eq(members.workspaceId, scope.workspaceId)));
  const { deactivatedAt } = found(row);
  found(deactivatedAt === null || owner.next === owner.current ? owner : null);
}

async function countOpenDeals(scope: WorkspaceScope, accountIds: string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .select({ accountId: deals.accountId, n: count() })
    .from(deals)
    .where(
      and(
        eq(deals.workspaceId, scope.workspaceId),
        inArray(deals.accountId, accountIds),
        eq(deals.outcome, "open"),
        isNull(deals.archivedAt),
      ),
    )
    .groupBy(deals.accountId);
  return new Map(rows.map((row) => [row.accountId, row.n]));
}

async function countContacts(scope: WorkspaceScope, accountIds: string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .select({ accountId: contacts.accountId, n: count() })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, scope.workspaceId),
        inArray(contacts.accountId, accountIds),
        isNull(contacts.archivedAt),
      ),
    )
    .groupBy(contacts.accountId);
  return new Map(rows.map((row) => [row.accountId, row.n]));
}
