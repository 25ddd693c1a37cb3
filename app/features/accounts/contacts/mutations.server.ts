import { db } from "@db/client";
import { constraintOf } from "@db/errors";
import { contacts } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import { type Account, findAccountForUpdate } from "../data.server";
import { canEditAccount } from "../policy";
import type { Edit } from "../schema";
import { type Contact, type ContactKey, findContactByEmail, findContactForUpdate } from "./data.server";
import type { ContactChange, NewContact } from "./schema";
import { contactKeys } from "./utils";

type EmailTaken = { ok: false; reason: "email_taken"; holder: Contact };
export type ContactMade = { ok: true; row: Contact } | EmailTaken;

/** The same request key twice makes one contact; an address that the workspace knows already is told, not doubled. */
export function createContact(
  scope: WorkspaceScope,
  { accountId, requestKey, ...fields }: NewContact & { accountId: string },
): Promise<ContactMade> {
  return db.transaction(async (tx) => {
    await findEditableAccount(tx, scope, accountId);
    const at = now();
    const row = {
      ...fields,
      ...contactKeys(fields),
      id: requestKey,
      accountId,
      workspaceId: scope.workspaceId,
      createdAt: at,
      updatedAt: at,
    };
    const [made] = await tx.insert(contacts).values(row).onConflictDoNothing().returning();
    if (made) {
      await recordEvent(tx, scope, { type: "contact.created", accountId, contactId: made.id });
      return { ok: true, row: made };
    }
    const holder = await findContactByEmail(tx, scope, fields.email);
    if (holder && holder.id !== requestKey) return { ok: false, reason: "email_taken", holder };
    return { ok: true, row: await findContactForUpdate(tx, scope, { accountId, contactId: requestKey }) };
  });
}

export async function updateContact(
  scope: WorkspaceScope,
  input: ContactChange & ContactKey,
): Promise<Edit<Contact> | EmailTaken> {
  try {
    return await changeContact(scope, input);
  } catch (error) {
    // Someone took the address between the look and the write.
    const holder = constraintOf(error) === "unique" ? await findContactByEmail(db, scope, input.email) : null;
    if (!holder) throw error;
    return { ok: false, reason: "email_taken", holder };
  }
}

function changeContact(
  scope: WorkspaceScope,
  { accountId, contactId, version, ...fields }: ContactChange & ContactKey,
): Promise<Edit<Contact> | EmailTaken> {
  return db.transaction(async (tx) => {
    await findEditableAccount(tx, scope, accountId);
    const current = await findContactForUpdate(tx, scope, { accountId, contactId });
    if (current.version !== version || current.archivedAt) return { ok: false, reason: "stale", current };
    const holder = await findContactByEmail(tx, scope, fields.email);
    if (holder && holder.id !== contactId) return { ok: false, reason: "email_taken", holder };
    const row = await saveContact(tx, scope, current, fields);
    await recordEvent(tx, scope, { type: "contact.updated", accountId, contactId });
    return { ok: true, row };
  });
}

export function archiveContact(scope: WorkspaceScope, { accountId, contactId }: ContactKey): Promise<void> {
  return db.transaction(async (tx) => {
    await findEditableAccount(tx, scope, accountId);
    const current = await findContactForUpdate(tx, scope, { accountId, contactId });
    if (current.archivedAt) return;
    await saveContact(tx, scope, current, { archivedAt: now() });
    await recordEvent(tx, scope, { type: "contact.archived", accountId, contactId });
  });
}

export function restoreContact(scope: WorkspaceScope, { accountId, contactId }: ContactKey): Promise<void> {
  return db.transaction(async (tx) => {
    await findEditableAccount(tx, scope, accountId);
    const current = await findContactForUpdate(tx, scope, { accountId, contactId });
    if (!current.archivedAt || current.mergedIntoId) return;
    await saveContact(tx, scope, current, { archivedAt: null });
    await recordEvent(tx, scope, { type: "contact.restored", accountId, contactId });
  });
}

async function findEditableAccount(tx: Tx, scope: WorkspaceScope, accountId: string): Promise<Account> {
  const account = await findAccountForUpdate(tx, scope, accountId);
  assertCan(canEditAccount(scope, account));
  return account;
}

/** As `saveAccount`. */
export async function saveContact(
  tx: Tx,
  scope: WorkspaceScope,
  current: Contact,
  fields: Partial<Contact>,
): Promise<Contact> {
  const [row] = await tx
    .update(contacts)
    .set({
      ...fields,
      ...contactKeys({ ...current, ...fields }),
      updatedAt: now(),
      version: current.version + 1,
    })
    .where(and(eq(contacts.id, current.id), eq(contacts.workspaceId, scope.workspaceId)))
    .returning();
  return found(row);
}
