import { db } from "@db/client";
import { equalsText, textOrder } from "@db/dialect/text";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq, isNull, or, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { ownerToEdit } from "./policy";

const MAX_CHOICES = 300;

export type Account = typeof accounts.$inferSelect;

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

/** The accounts that `canEditAccount` allows to change, said to the database. */
export function isEditableAccount(scope: WorkspaceScope): SQL | undefined {
  const ownerId = ownerToEdit(scope);
  return ownerId === null ? undefined : eq(accounts.ownerId, ownerId);
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
