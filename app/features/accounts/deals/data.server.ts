import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";

const MAX_CHOICES = 300;

export type Deal = typeof deals.$inferSelect;
/** `ownerLeftAt` is set where the owner is no active member any more. */
export type DealRow = Deal & { accountName: string; ownerName: string; ownerLeftAt?: Date | null };

/** The living deals of an account, open ones first. */
export async function listDealsOf(scope: WorkspaceScope, accountId: string): Promise<DealRow[]> {
  const rows = await selectDeals()
    .where(
      and(eq(deals.workspaceId, scope.workspaceId), eq(deals.accountId, accountId), isNull(deals.archivedAt)),
    )
    .orderBy(isNotNull(deals.closedAt), desc(deals.updatedAt), deals.id)
    .limit(MAX_CHOICES);
  return rows.map(flat);
}

export async function getDeal(scope: WorkspaceScope, dealId: string): Promise<DealRow> {
  const [row] = await selectDeals().where(
    and(eq(deals.id, dealId), eq(deals.workspaceId, scope.workspaceId)),
  );
  return flat(found(row));
}

/** Open deals that the member may give a room, lately changed first; `alsoId` is among them however old it is. */
export async function listDealChoices(scope: WorkspaceScope, alsoId?: string): Promise<DealRow[]> {
  const mine = scope.role === "rep" ? eq(deals.ownerId, scope.memberId) : undefined;
  const choices = and(
    eq(deals.workspaceId, scope.workspaceId),
    isNull(deals.archivedAt),
    isNull(accounts.archivedAt),
    mine,
  );
  const rows = await selectDeals()
    .where(and(choices, eq(deals.outcome, "open")))
    .orderBy(desc(deals.updatedAt), deals.id)
    .limit(MAX_CHOICES);
  if (!alsoId || rows.some(({ deal }) => deal.id === alsoId)) return rows.map(flat);
  const also = await selectDeals().where(and(choices, eq(deals.id, alsoId)));
  return [...also, ...rows].map(flat);
}

/** The account a deal is with, for whoever has to lock it before the deal. */
export async function findAccountOf(tx: Tx, scope: WorkspaceScope, dealId: string): Promise<string> {
  const [row] = await tx
    .select({ accountId: deals.accountId })
    .from(deals)
    .where(and(eq(deals.id, dealId), eq(deals.workspaceId, scope.workspaceId)));
  return found(row).accountId;
}

/** Locks the deal until the transaction ends. */
export async function findDealForUpdate(tx: Tx, scope: WorkspaceScope, dealId: string): Promise<Deal> {
  const [row] = await tx
    .select()
    .from(deals)
    .where(and(eq(deals.id, dealId), eq(deals.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row);
}

function selectDeals() {
  return db
    .select({
      deal: deals,
      accountName: accounts.name,
      ownerName: users.name,
      ownerLeftAt: members.deactivatedAt,
    })
    .from(deals)
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, deals.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .$dynamic();
}

type Parts = { deal: Deal } & Pick<DealRow, "accountName" | "ownerName" | "ownerLeftAt">;

function flat({ deal, ...names }: Parts): DealRow {
  return { ...deal, ...names };
}
