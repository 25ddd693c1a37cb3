import { db } from "@db/client";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { assertCan } from "~/platform/errors";
import { requireStage } from "../../pipeline/data.server";
import { type Deal, findDealForUpdate } from "../data.server";
import { closeDeal, saveDeal } from "../mutations.server";
import { canEditDeal } from "../policy";
import type { DealClosing } from "../schema";
import type { DealMove, MoveReply, Place } from "./schema";

/** Puts a deal into a stage; a closed one is open again by it. Whoever moved it first is not undone unseen. */
export function moveDeal(scope: WorkspaceScope, { dealId, stage, version }: DealMove): Promise<MoveReply> {
  return db.transaction(async (tx) => {
    const current = await findDealForUpdate(tx, scope, dealId);
    assertCan(canEditDeal(scope, current));
    const from = placeOf(current);
    const to: Place = { outcome: "open", stage };
    const who = { dealId, name: current.name };
    if (from.outcome === "open" && from.stage === stage) {
      return { ...who, ok: true, from, to, version: current.version };
    }
    if (current.version !== version || current.archivedAt) return refusal(current);
    await requireStage(tx, scope, { next: stage, current: current.stage });
    const reopened = { outcome: "open", outcomeReason: null, outcomeNote: null, closedAt: null } as const;
    const row = await saveDeal(
      tx,
      scope,
      current,
      from.outcome === "open"
        ? { type: "deal.updated", fields: { stage } }
        : { type: "deal.reopened", fields: { stage, ...reopened } },
    );
    return { ...who, ok: true, from, to, version: row.version };
  });
}

/** Closes a deal from the board; `from` is where it stood, for taking it back. */
export async function closeOnBoard(
  scope: WorkspaceScope,
  { from, ...closing }: DealClosing & { dealId: string; from: Place },
): Promise<MoveReply> {
  const { dealId, outcome } = closing;
  const edit = await closeDeal(scope, closing);
  if (!edit.ok) return refusal(edit.current);
  const { name, stage, version } = edit.row;
  return { dealId, name, ok: true, from, to: { outcome, stage }, version };
}

function refusal(current: Deal): MoveReply {
  const { id, name, archivedAt } = current;
  return { dealId: id, name, ok: false, now: placeOf(current), isArchived: archivedAt !== null };
}

function placeOf({ outcome, stage }: Deal): Place {
  return { outcome, stage };
}
