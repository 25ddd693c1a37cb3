import { db } from "@db/client";
import type { BulkRows } from "~/features/workspaces/bulk/mutations.server";
import { asksRights } from "~/features/workspaces/bulk/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { cleanLine } from "~/platform/text";
import { findOwner } from "../../data.server";
import { type Cell, type CellEdit, type CellOutcome, cell, judgeEdit } from "../../lists/cells/schema";
import type { ListDesk } from "../../lists/list-route.server";
import { requireStage } from "../../pipeline/data.server";
import { stepKey } from "../../pipeline/schema";
import { idField, nameField, optionalLine } from "../../schema";
import { type Deal, findDealForUpdate } from "../data.server";
import { saveDeal } from "../mutations.server";
import { canEditDeal } from "../policy";
import { dealTexts, isCalendarDay, parseAmount } from "../utils";
import { type DealListRow, dealSource } from "./data.server";

const dayField = optionalLine(20).refine((day) => day === null || isCalendarDay(day), "date");

const CELLS: Record<string, Cell<Deal>> = {
  name: cell(nameField, { read: (row) => row.name, write: (name) => ({ name }) }),
  stage: cell(stepKey, { read: (row) => row.stage, write: (stage) => ({ stage }) }),
  close: cell(dayField, { read: (row) => row.closeDate ?? "", write: (closeDate) => ({ closeDate }) }),
  owner: cell(idField, { read: (row) => row.ownerId, write: (ownerId) => ({ ownerId }) }),
  amount: {
    read: (row) => dealTexts(row).amount ?? "",
    parse(text, { currency }) {
      if (cleanLine(text) === "") return { ok: true, fields: { amountMinor: null } };
      const amountMinor = parseAmount(text, currency);
      if (amountMinor === null) return { ok: false, error: "accounts:errors.amount" };
      return { ok: true, fields: { amountMinor } };
    },
  },
};

/** One field of a deal, changed where it stands in the list. */
export function editDealCell(scope: WorkspaceScope, edit: CellEdit): Promise<CellOutcome> {
  return db.transaction(async (tx) => {
    const current = await findDealForUpdate(tx, scope, edit.id);
    assertCan(canEditDeal(scope, current));
    const wanted = judgeEdit(CELLS, current, edit);
    if ("outcome" in wanted) return wanted.outcome;
    const { ownerId, stage } = wanted.save;
    if (ownerId) await findOwner(tx, scope, { next: ownerId, current: current.ownerId });
    if (stage) await requireStage(tx, scope, { next: stage, current: current.stage });
    await saveDeal(tx, scope, current, { type: "deal.updated", fields: wanted.save });
    return { ok: true };
  });
}

export const dealRows: BulkRows = {
  list: "deals",
  async change(tx, scope, { id, action, value, undoes }) {
    const current = await findDealForUpdate(tx, scope, id);
    if (asksRights(action, undoes) && !canEditDeal(scope, current)) return { left: "notOwn" };
    switch (action) {
      case "owner":
        if (current.ownerId === value || (undoes ?? current.ownerId) !== current.ownerId)
          return { left: "unchanged" };
        // What is taken back goes to whoever had it, also when they have left since.
        if (undoes === undefined) await findOwner(tx, scope, { next: value, current: current.ownerId });
        await saveDeal(tx, scope, current, { type: "deal.updated", fields: { ownerId: value } });
        return { before: current.ownerId };
      case "stage":
        if (current.stage === value || (undoes ?? current.stage) !== current.stage)
          return { left: "unchanged" };
        if (undoes === undefined) await requireStage(tx, scope, { next: value, current: current.stage });
        await saveDeal(tx, scope, current, { type: "deal.updated", fields: { stage: value } });
        return { before: current.stage };
      case "archive":
        if (current.archivedAt) return { left: "unchanged" };
        await saveDeal(tx, scope, current, { type: "deal.archived", fields: { archivedAt: now() } });
        return { before: "" };
      case "restore":
        if (!current.archivedAt) return { left: "unchanged" };
        await saveDeal(tx, scope, current, { type: "deal.restored", fields: { archivedAt: null } });
        return { before: "" };
      default:
        throw new AppError("INVALID");
    }
  },
};

/** All that the routes of this list need. */
export const dealDesk: ListDesk<DealListRow> = {
  kind: "deals",
  source: dealSource,
  rows: dealRows,
  edit: editDealCell,
};
