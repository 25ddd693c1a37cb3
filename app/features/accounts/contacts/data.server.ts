import { db } from "@db/client";
import { textOrder } from "@db/dialect/text";
import { contacts } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";

const MAX_LISTED = 500;

export type Contact = typeof contacts.$inferSelect;
/** A contact is always named together with its account; one that belongs to another is not found. */
export type ContactKey = { accountId: string; contactId: string };

export function listContacts(
  scope: WorkspaceScope,
  { accountId, archived = false }: { accountId: string; archived?: boolean },
): Promise<Contact[]> {
  return db
    .select()
    .from(contacts)
    .where(
      and(
        eq(contacts.accountId, accountId),
        eq(contacts.workspaceId, scope.workspaceId),
        archived ? isNotNull(contacts.archivedAt) : isNull(contacts.archivedAt),
      ),
    )
    .orderBy(textOrder(sql`coalesce(${contacts.name}, ${contacts.email})`), contacts.id)
    .limit(MAX_LISTED);
}

export async function getContact(scope: WorkspaceScope, key: ContactKey): Promise<Contact> {
  const [row] = await db.select().from(contacts).where(isContact(scope, key));
  return found(row);
}

/** Locks the contact until the transaction ends. */
export async function findContactForUpdate(tx: Tx, scope: WorkspaceScope, key: ContactKey): Promise<Contact> {
  const [row] = await tx.select().from(contacts).where(isContact(scope, key)).for("update");
  return found(row);
}

/** The contact of this workspace that has the (normalised) address, archived or not. */
export async function findContactByEmail(
  query: Pick<Tx, "select">,
  scope: WorkspaceScope,
  email: string,
): Promise<Contact | null> {
  const [row] = await query
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspaceId, scope.workspaceId), eq(contacts.email, email)));
  return row ?? null;
}

function isContact(scope: WorkspaceScope, { accountId, contactId }: ContactKey) {
  return and(
    eq(contacts.id, contactId),
    eq(contacts.accountId, accountId),
    eq(contacts.workspaceId, scope.workspaceId),
  );
}
