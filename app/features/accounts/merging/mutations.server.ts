import { db } from "@db/client";
import { accounts, contacts, deals, merges } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { type Account, findAccountForUpdate } from "../data.server";
import { canEditAccount } from "../policy";
import { accountKeys } from "../utils";
import { findMergeForUpdate } from "./data.server";
import { findAstray, findUntied, findViewers, type Reassign, tieViewers } from "./persons.server";
import {
  ACCOUNT_CHOICES,
  type AccountBefore,
  type AccountMerge,
  accountBeforeSchema,
  type Merged,
  type Undone,
} from "./schema";
import { chosenFields, fieldsToRestore } from "./utils";

/**
 * Makes two accounts one: the gone one's deals and contacts, and with the deals its rooms and what was read in them,
 * belong to the kept one. The gone one stays as an archived row that leads to the kept one.
 */
export function mergeAccounts(
  scope: WorkspaceScope,
  { accountId, otherId, ...wish }: AccountMerge & { accountId: string },
  reassign: Reassign,
): Promise<Merged> {
  return db.transaction(async (tx) => {
    const { here, there } = await findPair(tx, scope, { accountId, otherId });
    if (accountId === otherId) return { ok: false, reason: "same" };
    const isStale = here.version !== wish.version || there.version !== wish.otherVersion;
    if (isStale || here.archivedAt || there.archivedAt) return { ok: false, reason: "stale" };
    const [kept, gone] = wish.keep === "this" ? [here, there] : [there, here];
    const fields = textsOf(kept);
    const merged = chosenFields(ACCOUNT_CHOICES, wish, { this: textsOf(here), other: textsOf(there) });
    const moved = await moveAll(tx, { from: gone.id, to: kept.id });
    await save(tx, gone, { archivedAt: now(), mergedIntoId: kept.id });
    await save(tx, kept, toFields(kept, merged));
    const untied = await findUntied(tx, scope, kept.id);
    await tieViewers(tx, untied, reassign);
    const before: AccountBefore = {
      fields,
      merged,
      ...moved,
      tiedViewerIds: untied.map(({ viewerId }) => viewerId),
    };
    const mergeId = newId();
    const { workspaceId, memberId } = scope;
    const pair = { kind: "account" as const, keptId: kept.id, goneId: gone.id };
    await tx.insert(merges).values({ id: mergeId, workspaceId, memberId, ...pair, before, at: now() });
    await recordEvent(tx, scope, { type: "account.merged", accountId: kept.id, goneId: gone.id, mergeId });
    return { ok: true, keptId: kept.id, mergeId };
  });
}

/** Takes a merge back: what moved returns, fields nobody changed since are as before. Says why where it can't. */
export function unmergeAccounts(scope: WorkspaceScope, mergeId: string, reassign: Reassign): Promise<Undone> {
  return db.transaction(async (tx) => {
    const merge = await findMergeForUpdate(tx, scope, { mergeId, kind: "account" });
    const kept = await find(tx, merge.keptId);
    const gone = await find(tx, merge.goneId);
    if (kept) assertCan(canEditAccount(scope, kept));
    if (merge.undoneAt) return { ok: false, reason: "undone" };
    if (!kept) return { ok: false, reason: "kept_gone" };
    if (!gone) return { ok: false, reason: "gone_gone" };
    if (kept.mergedIntoId !== null || gone.mergedIntoId !== kept.id)
      return { ok: false, reason: "merged_on" };
    const before = accountBeforeSchema.parse(merge.before);
    if (await isTornByUndo(tx, before, kept.id)) return { ok: false, reason: "merged_on" };
    await moveBack(tx, before, { from: kept.id, to: gone.id });
    // What they read belongs to them alone again, also of who came meanwhile as the other account's contact.
    const tied = await findViewers(tx, scope, { viewerIds: before.tiedViewerIds });
    const astray = await findAstray(tx, scope, [kept.id, gone.id]);
    const untied = new Map([...tied, ...astray].map((tie) => [tie.viewerId, { ...tie, contactId: null }]));
    await tieViewers(tx, [...untied.values()], reassign);
    await save(tx, kept, toFields(kept, fieldsToRestore(before.fields, before.merged, textsOf(kept))));
    await save(tx, gone, { archivedAt: null, mergedIntoId: null });
    await tx.update(merges).set({ undoneAt: now() }).where(eq(merges.id, merge.id));
    await recordEvent(tx, scope, { type: "account.unmerged", accountId: kept.id, goneId: gone.id, mergeId });
    return { ok: true, keptId: kept.id, goneId: gone.id };
  });
}

type Texts = Record<(typeof ACCOUNT_CHOICES)[number], string | null>;

function textsOf({ name, reading, domain, notes, ownerId }: Account): Texts {
  return { name, reading, domain, notes, ownerId };
}

/** A name and an owner are never nothing. */
function toFields(current: Account, texts: Partial<Texts>): Partial<Account> {
  const { name, ownerId, ...rest } = texts;
  return { ...rest, name: name ?? current.name, ownerId: ownerId ?? current.ownerId };
}

/** Both, locked in one order, so that two who merge the same pair don't wait for each other. */
async function findPair(
  tx: Tx,
  scope: WorkspaceScope,
  { accountId, otherId }: { accountId: string; otherId: string },
): Promise<{ here: Account; there: Account }> {
  const byId = new Map<string, Account>();
  for (const id of [accountId, otherId].sort()) byId.set(id, await findAccountForUpdate(tx, scope, id));
  for (const account of byId.values()) assertCan(canEditAccount(scope, account));
  return { here: found(byId.get(accountId)), there: found(byId.get(otherId)) };
}

async function find(tx: Tx, accountId: string): Promise<Account | undefined> {
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, accountId)).for("update");
  return row;
}

type Move = { from: string; to: string };
type Moved = Pick<AccountBefore, "dealIds" | "contactIds" | "reroutedIds">;

async function moveAll(tx: Tx, { from, to }: Move): Promise<Moved> {
  const idOf = (row: { id: string }) => row.id;
  const movedDeals = await tx
    .update(deals)
    .set({ accountId: to })
    .where(eq(deals.accountId, from))
    .returning({ id: deals.id });
  const movedContacts = await tx
    .update(contacts)
    .set({ accountId: to })
    .where(eq(contacts.accountId, from))
    .returning({ id: contacts.id });
  const rerouted = await tx
    .update(accounts)
    .set({ mergedIntoId: to })
    .where(eq(accounts.mergedIntoId, from))
    .returning({ id: accounts.id });
  return {
    dealIds: movedDeals.map(idOf),
    contactIds: movedContacts.map(idOf),
    reroutedIds: rerouted.map(idOf),
  };
}

/** Whether a contact that returns and one that stays are one person by now. */
async function isTornByUndo(tx: Tx, { contactIds }: Moved, keptId: string): Promise<boolean> {
  const returning = new Set(contactIds);
  const leading = await tx
    .select({ id: contacts.id, mergedIntoId: contacts.mergedIntoId })
    .from(contacts)
    .where(and(eq(contacts.accountId, keptId), isNotNull(contacts.mergedIntoId)));
  return leading.some(({ id, mergedIntoId }) => returning.has(id) !== returning.has(mergedIntoId ?? id));
}

/** What was deleted or moved elsewhere since stays where it is. */
async function moveBack(tx: Tx, moved: Moved, { from, to }: Move): Promise<void> {
  await tx
    .update(deals)
    .set({ accountId: to })
    .where(and(inArray(deals.id, moved.dealIds), eq(deals.accountId, from)));
  await tx
    .update(contacts)
    .set({ accountId: to })
    .where(and(inArray(contacts.id, moved.contactIds), eq(contacts.accountId, from)));
  await tx
    .update(accounts)
    .set({ mergedIntoId: to })
    .where(and(inArray(accounts.id, moved.reroutedIds), eq(accounts.mergedIntoId, from)));
}

async function save(tx: Tx, current: Account, fields: Partial<Account>): Promise<void> {
  const keys = accountKeys({ ...current, ...fields });
  await tx
    .update(accounts)
    .set({ ...fields, ...keys, updatedAt: now(), version: current.version + 1 })
    .where(eq(accounts.id, current.id));
}
