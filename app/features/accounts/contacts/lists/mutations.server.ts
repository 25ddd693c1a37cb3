import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "~/features/activity/events.server";
import type { BulkRows } from "~/features/workspaces/bulk/mutations.server";
import { asksRights } from "~/features/workspaces/bulk/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { type Account, findAccountForUpdate } from "../../data.server";
import { type Cell, type CellEdit, type CellOutcome, cell, judgeEdit } from "../../lists/cells/schema";
import type { ListDesk } from "../../lists/list-route.server";
import { canEditAccount } from "../../policy";
import { optionalLine, readingField } from "../../schema";
import { type Contact, findContactForUpdate } from "../data.server";
import { saveContact } from "../mutations.server";
import { phoneField } from "../schema";
import { DECISION_ROLES } from "../utils";
import { type ContactListRow, contactSource } from "./data.server";

const roleField = z.union([z.enum(DECISION_ROLES), z.literal("").transform(() => null)], "invalid");

const CELLS: Record<string, Cell<Contact>> = {
  name: cell(optionalLine(), { read: (row) => row.name ?? "", write: (name) => ({ name }) }),
  reading: cell(readingField, { read: (row) => row.reading ?? "", write: (reading) => ({ reading }) }),
  phone: cell(phoneField, { read: (row) => row.phone ?? "", write: (phone) => ({ phone }) }),
  title: cell(optionalLine(), { read: (row) => row.title ?? "", write: (title) => ({ title }) }),
  department: cell(optionalLine(), {
    read: (row) => row.department ?? "",
    write: (department) => ({ department }),
  }),
  role: cell(roleField, {
    read: (row) => row.decisionRole ?? "",
    write: (decisionRole) => ({ decisionRole }),
  }),
};

/** One field of a contact, changed where it stands in the list. */
export function editContactCell(scope: WorkspaceScope, edit: CellEdit): Promise<CellOutcome> {
  return db.transaction(async (tx) => {
    const { account, contact } = await findWithAccount(tx, scope, edit.id);
    assertCan(canEditAccount(scope, account));
    const wanted = judgeEdit(CELLS, contact, edit);
    if ("outcome" in wanted) return wanted.outcome;
    await saveContact(tx, scope, contact, wanted.save);
    await recordEvent(tx, scope, {
      type: "contact.updated",
      accountId: account.id,
      contactId: contact.id,
    });
    return { ok: true };
  });
}

/** A contact belongs to whoever owns its account. */
export const contactRows: BulkRows = {
  list: "contacts",
  async change(tx, scope, { id, action, undoes }) {
    const { account, contact } = await findWithAccount(tx, scope, id);
    if (asksRights(action, undoes) && !canEditAccount(scope, account)) return { left: "notOwn" };
    const subject = { accountId: account.id, contactId: id };
    switch (action) {
      case "archive":
        if (contact.archivedAt) return { left: "unchanged" };
        await saveContact(tx, scope, contact, { archivedAt: now() });
        await recordEvent(tx, scope, { type: "contact.archived", ...subject });
        return { before: "" };
      case "restore":
        if (!contact.archivedAt) return { left: "unchanged" };
        if (contact.mergedIntoId) return { left: "inUse" };
        await saveContact(tx, scope, contact, { archivedAt: null });
        await recordEvent(tx, scope, { type: "contact.restored", ...subject });
        return { before: "" };
      default:
        throw new AppError("INVALID");
    }
  },
};

/** Locks the account first, as every verb of contacts does. */
async function findWithAccount(
  tx: Tx,
  scope: WorkspaceScope,
  contactId: string,
): Promise<{ account: Account; contact: Contact }> {
  const [place] = await tx
    .select({ accountId: contacts.accountId })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), eq(contacts.workspaceId, scope.workspaceId)));
  const { accountId } = found(place);
  const account = await findAccountForUpdate(tx, scope, accountId);
  return { account, contact: await findContactForUpdate(tx, scope, { accountId, contactId }) };
}

/** All that the routes of this list need. */
export const contactDesk: ListDesk<ContactListRow> = {
  kind: "contacts",
  source: contactSource,
  rows: contactRows,
  edit: editContactCell,
};
