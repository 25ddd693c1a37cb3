import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { EngawaEvent } from "~/features/activity/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { foldText } from "~/platform/text";
import { findAccountForUpdate, findOwner } from "../data.server";
import { requireReason, requireStage } from "../pipeline/data.server";
import type { Edit } from "../schema";
import { type Deal, findDealForUpdate } from "./data.server";
import { canEditDeal } from "./policy";
import type { DealChange, DealClosing, NewDeal } from "./schema";

type DealOf = NewDeal & { accountId: string; requestKey: string };

/** Any member may open a deal with an account of the workspace, and owns it. The same request key twice makes one deal. */
export function createDeal(scope: WorkspaceScope, input: DealOf): Promise<Deal> {
  return db.transaction((tx) => insertDeal(tx, scope, input));
}

/** For verbs of other nouns that need a deal on the way. */
export async function insertDeal(tx: Tx, scope: WorkspaceScope, input: DealOf): Promise<Deal> {
  const { requestKey, accountId, ...fields } = input;
  const account = await findAccountForUpdate(tx, scope, accountId);
  if (account.archivedAt) throw new AppError("NOT_FOUND");
  await requireStage(tx, scope, { next: fields.stage });
  const at = now();
  const owner = { workspaceId: scope.workspaceId, ownerId: scope.memberId };
  const [made] = await tx
    .insert(deals)
    .values({
      ...fields,
      ...owner,
      searchText: foldText(fields.name),
      id: requestKey,
      accountId,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning();
  if (!made) return findDealForUpdate(tx, scope, requestKey);
  await recordEvent(tx, scope, { type: "deal.created", accountId, dealId: made.id });
  return made;
}

export function updateDeal(
  scope: WorkspaceScope,
  { dealId, version, ...fields }: DealChange & { dealId: string },
): Promise<Edit<Deal>> {
  return db.transaction(async (tx) => {
    const current = await findEditableDeal(tx, scope, dealId);
    if (current.version !== version || current.archivedAt) return { ok: false, reason: "stale", current };
    await findOwner(tx, scope, { next: fields.ownerId, current: current.ownerId });
    await requireStage(tx, scope, { next: fields.stage, current: current.stage });
    return { ok: true, row: await saveDeal(tx, scope, current, { type: "deal.updated", fields }) };
  });
}

export function closeDeal(
  scope: WorkspaceScope,
  { dealId, version, ...closing }: DealClosing & { dealId: string },
): Promise<Edit<Deal>> {
  return db.transaction(async (tx) => {
    const current = await findEditableDeal(tx, scope, dealId);
    const { outcome, outcomeReason, outcomeNote } = closing;
    const isRepeat =
      current.outcome === outcome &&
      current.outcomeReason === outcomeReason &&
      current.outcomeNote === outcomeNote;
    if (isRepeat) return { ok: true, row: current };
    if (current.version !== version || current.archivedAt) return { ok: false, reason: "stale", current };
    await requireReason(tx, scope, { outcome, reason: outcomeReason });
    const fields = { ...closing, closedAt: now() };
    return { ok: true, row: await saveDeal(tx, scope, current, { type: "deal.closed", fields, outcome }) };
  });
}

export function reopenDeal(scope: WorkspaceScope, dealId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const current = await findEditableDeal(tx, scope, dealId);
    if (current.outcome === "open") return;
    const fields = { outcome: "open", outcomeReason: null, outcomeNote: null, closedAt: null } as const;
    await saveDeal(tx, scope, current, { type: "deal.reopened", fields });
  });
}

export function archiveDeal(scope: WorkspaceScope, dealId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const current = await findEditableDeal(tx, scope, dealId);
    if (current.archivedAt) return;
    await saveDeal(tx, scope, current, { type: "deal.archived", fields: { archivedAt: now() } });
  });
}

export function restoreDeal(scope: WorkspaceScope, dealId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const current = await findEditableDeal(tx, scope, dealId);
    if (!current.archivedAt) return;
    await saveDeal(tx, scope, current, { type: "deal.restored", fields: { archivedAt: null } });
  });
}

async function findEditableDeal(tx: Tx, scope: WorkspaceScope, dealId: string): Promise<Deal> {
  const deal = await findDealForUpdate(tx, scope, dealId);
  assertCan(canEditDeal(scope, deal));
  return deal;
}

type PlainType = "deal.updated" | "deal.reopened" | "deal.archived" | "deal.restored";
type Change = { fields: Partial<Deal> } & (
  | { type: PlainType }
  | { type: "deal.closed"; outcome: "won" | "lost" }
);

/** For verbs of lists, after they have checked: the next version and its event. */
export async function saveDeal(
  tx: Tx,
  scope: WorkspaceScope,
  current: Deal,
  { fields, ...what }: Change,
): Promise<Deal> {
  const [row] = await tx
    .update(deals)
    .set({
      ...fields,
      searchText: foldText(fields.name ?? current.name),
      updatedAt: now(),
      version: current.version + 1,
    })
    .where(and(eq(deals.id, current.id), eq(deals.workspaceId, scope.workspaceId)))
    .returning();
  const event: EngawaEvent = { ...what, accountId: current.accountId, dealId: current.id };
  await recordEvent(tx, scope, event);
  return found(row);
}
