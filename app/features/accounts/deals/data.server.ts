import { db } from "@db/client";
import { containsText, textOrder } from "@db/dialect/text";
import { accounts, deals } from "@db/schema/accounts";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { type AnyColumn, and, asc, desc, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { LIST_SIZE, matchesAccount } from "../data.server";
import { stageOrder } from "../pipeline/data.server";
import type { Paged } from "../schema";
import { searchVariants } from "../utils";
import type { DealList } from "./schema";

const MAX_CHOICES = 300;

export type Deal = typeof deals.$inferSelect;
export type DealRow = Deal & { accountName: string; ownerName: string };

const SORT_KEYS = {
  name: [textOrder(deals.name)],
  account: [textOrder(sql`coalesce(${accounts.reading}, ${accounts.name})`)],
  stage: [stageOrder],
  amount: [textOrder(deals.currency), deals.amountMinor],
  close: [textOrder(deals.closeDate)],
  owner: [textOrder(users.name)],
  updated: [deals.updatedAt],
} satisfies Record<DealList["sort"], (AnyColumn | SQL)[]>;

/** The dialects put NULL at different ends; here what is missing comes last, whichever way round. */
const MISSING_LAST: Partial<Record<DealList["sort"], SQL>> = {
  amount: isNull(deals.amountMinor),
  close: isNull(deals.closeDate),
};

export async function listDeals(scope: WorkspaceScope, list: DealList): Promise<Paged<DealRow>> {
  const turn = list.dir === "desc" ? desc : asc;
  const missingLast = MISSING_LAST[list.sort];
  const rows = await selectDeals()
    .where(
      and(
        eq(deals.workspaceId, scope.workspaceId),
        list.archived ? isNotNull(deals.archivedAt) : isNull(deals.archivedAt),
        matchesDeal(list.q),
      ),
    )
    .orderBy(...(missingLast ? [missingLast] : []), ...SORT_KEYS[list.sort].map((key) => turn(key)), deals.id)
    .limit(LIST_SIZE + 1)
    .offset((list.page - 1) * LIST_SIZE);
  return { rows: rows.slice(0, LIST_SIZE).map(flat), page: list.page, hasMore: rows.length > LIST_SIZE };
}

/** By its own name or by its account. */
function matchesDeal(term: string): SQL | undefined {
  if (term === "") return undefined;
  return or(
    ...searchVariants(term).map((variant) => containsText(deals.name, variant)),
    matchesAccount(term),
  );
}

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
    .select({ deal: deals, accountName: accounts.name, ownerName: users.name })
    .from(deals)
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, deals.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .$dynamic();
}

function flat({ deal, ...names }: { deal: Deal; accountName: string; ownerName: string }): DealRow {
  return { ...deal, ...names };
}
