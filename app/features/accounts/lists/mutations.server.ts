import { db } from "@db/client";
import { recordEvent } from "~/features/activity/events.server";
import type { BulkRows } from "~/features/workspaces/bulk/mutations.server";
import { asksRights } from "~/features/workspaces/bulk/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { type Account, findAccountForUpdate, findOwner, listHanging } from "../data.server";
import { saveAccount } from "../mutations.server";
import { canEditAccount } from "../policy";
import { domainField, idField, nameField } from "../schema";
import { type Cell, type CellEdit, type CellOutcome, cell, judgeEdit } from "./cells/schema";
import { type AccountListRow, accountSource } from "./data.server";
import type { ListDesk } from "./list-route.server";

const CELLS: Record<string, Cell<Account>> = {
  name: cell(nameField, { read: (row) => row.name, write: (name) => ({ name }) }),
  domain: cell(domainField, { read: (row) => row.domain ?? "", write: (domain) => ({ domain }) }),
  owner: cell(idField, { read: (row) => row.ownerId, write: (ownerId) => ({ ownerId }) }),
};

/** One field of an account, changed where it stands in the list. */
export function editAccountCell(scope: WorkspaceScope, edit: CellEdit): Promise<CellOutcome> {
  return db.transaction(async (tx) => {
    const current = await findAccountForUpdate(tx, scope, edit.id);
    assertCan(canEditAccount(scope, current));
    const wanted = judgeEdit(CELLS, current, edit);
    if ("outcome" in wanted) return wanted.outcome;
    const { ownerId } = wanted.save;
    if (ownerId) await findOwner(tx, scope, { next: ownerId, current: current.ownerId });
    await saveAccount(tx, scope, current, wanted.save);
    await recordEvent(tx, scope, { type: "account.updated", accountId: current.id });
    return { ok: true };
  });
}

/** Accounts with open deals or living rooms stay: their own page tells what hangs on them. */
export const accountRows: BulkRows = {
  list: "accounts",
  async change(tx, scope, { id, action, value, undoes }) {
    const current = await findAccountForUpdate(tx, scope, id);
    if (asksRights(action, undoes) && !canEditAccount(scope, current)) return { left: "notOwn" };
    switch (action) {
      case "owner": {
        if (current.ownerId === value || (undoes ?? current.ownerId) !== current.ownerId)
          return { left: "unchanged" };
        // What is taken back goes to whoever had it, also when they have left since.
        if (undoes === undefined) await findOwner(tx, scope, { next: value, current: current.ownerId });
        await saveAccount(tx, scope, current, { ownerId: value });
        await recordEvent(tx, scope, { type: "account.updated", accountId: id });
        return { before: current.ownerId };
      }
      case "archive": {
        if (current.archivedAt) return { left: "unchanged" };
        const hanging = await listHanging(tx, scope, id);
        if (undoes === undefined && hanging.deals.length + hanging.rooms.length > 0) return { left: "inUse" };
        await saveAccount(tx, scope, current, { archivedAt: now() });
        await recordEvent(tx, scope, { type: "account.archived", accountId: id });
        return { before: "" };
      }
      case "restore":
        if (!current.archivedAt) return { left: "unchanged" };
        if (current.mergedIntoId) return { left: "inUse" };
        await saveAccount(tx, scope, current, { archivedAt: null });
        await recordEvent(tx, scope, { type: "account.restored", accountId: id });
        return { before: "" };
      default:
        throw new AppError("INVALID");
    }
  },
};

/** All that the routes of this list need. */
export const accountDesk: ListDesk<AccountListRow> = {
  kind: "accounts",
  source: accountSource,
  rows: accountRows,
  edit: editAccountCell,
};
