import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import { type Account, findAccountForUpdate, findOwner, type Hanging, listHanging } from "./data.server";
import { canEditAccount } from "./policy";
import type { AccountChange, Edit, NewAccount } from "./schema";
import { accountKeys } from "./utils";

/** The asking member owns it. The same request key twice makes one account. */
export function createAccount(scope: WorkspaceScope, input: NewAccount): Promise<Account> {
  return db.transaction((tx) => insertAccount(tx, scope, input));
}

/** For verbs of other nouns that need an account on the way. */
export async function insertAccount(tx: Tx, scope: WorkspaceScope, input: NewAccount): Promise<Account> {
  const { requestKey, ...fields } = input;
  const at = now();
  const [made] = await tx
    .insert(accounts)
    .values({
      ...fields,
      ...accountKeys(fields),
      id: requestKey,
      workspaceId: scope.workspaceId,
      ownerId: scope.memberId,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoNothing()
    .returning();
  if (!made) return findAccountForUpdate(tx, scope, requestKey);
  await recordEvent(tx, scope, { type: "account.created", accountId: made.id });
  return made;
}

export function updateAccount(
  scope: WorkspaceScope,
  { accountId, version, ...fields }: AccountChange & { accountId: string },
): Promise<Edit<Account>> {
  return db.transaction(async (tx) => {
    const current = await findAccountForUpdate(tx, scope, accountId);
    assertCan(canEditAccount(scope, current));
    if (current.version !== version || current.archivedAt) return { ok: false, reason: "stale", current };
    await findOwner(tx, scope, { next: fields.ownerId, current: current.ownerId });
    const row = await saveAccount(tx, scope, current, fields);
    await recordEvent(tx, scope, { type: "account.updated", accountId });
    return { ok: true, row };
  });
}

export type Archiving = { ok: true } | { ok: false; reason: "in_use"; hanging: Hanging };

/** Refused while open deals or living rooms hang on it, unless they are known; those stay as they are. */
export function archiveAccount(
  scope: WorkspaceScope,
  { accountId, acceptsHanging }: { accountId: string; acceptsHanging: boolean },
): Promise<Archiving> {
  return db.transaction(async (tx) => {
    const current = await findAccountForUpdate(tx, scope, accountId);
    assertCan(canEditAccount(scope, current));
    if (current.archivedAt) return { ok: true };
    const hanging = await listHanging(tx, scope, accountId);
    if (!acceptsHanging && hanging.deals.length + hanging.rooms.length > 0) {
      return { ok: false, reason: "in_use", hanging };
    }
    await saveAccount(tx, scope, current, { archivedAt: now() });
    await recordEvent(tx, scope, { type: "account.archived", accountId });
    return { ok: true };
  });
}

export function restoreAccount(scope: WorkspaceScope, accountId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const current = await findAccountForUpdate(tx, scope, accountId);
    assertCan(canEditAccount(scope, current));
    if (!current.archivedAt || current.mergedIntoId) return;
    await saveAccount(tx, scope, current, { archivedAt: null });
    await recordEvent(tx, scope, { type: "account.restored", accountId });
  });
}

/** For verbs of lists, after they have checked: the next version, without an event. */
export async function saveAccount(
  tx: Tx,
  scope: WorkspaceScope,
  current: Account,
  fields: Partial<Account>,
): Promise<Account> {
  const [row] = await tx
    .update(accounts)
    .set({
      ...fields,
      ...accountKeys({ ...current, ...fields }),
      updatedAt: now(),
      version: current.version + 1,
    })
    .where(and(eq(accounts.id, current.id), eq(accounts.workspaceId, scope.workspaceId)))
    .returning();
  return found(row);
}
