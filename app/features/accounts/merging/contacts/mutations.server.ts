import { db } from "@db/client";
import { contacts, merges } from "@db/schema/accounts";
import type { Tx } from "@db/types";
import { and, eq, inArray, ne } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { type Contact, type ContactKey, findContactForUpdate } from "../../contacts/data.server";
import { contactKeys, DECISION_ROLES } from "../../contacts/utils";
import { findAccountForUpdate } from "../../data.server";
import { canEditAccount } from "../../policy";
import { findMergeForUpdate } from "../data.server";
import { findViewers, type Reassign, tieViewers } from "../persons.server";
import {
  CONTACT_CHOICES,
  type ContactBefore,
  type ContactMerge,
  contactBeforeSchema,
  type Merged,
  type Undone,
} from "../schema";
import { chosenFields, fieldsToRestore } from "../utils";

/**
 * Makes two contacts of one account one person: whoever read under either of their addresses counts as the kept one,
 * now and later. The gone one stays as an archived row that leads to the kept one.
 */
export function mergeContacts(
  scope: WorkspaceScope,
  { accountId, contactId, otherId, ...wish }: ContactMerge & ContactKey,
  reassign: Reassign,
): Promise<Merged> {
  return db.transaction(async (tx) => {
    assertCan(canEditAccount(scope, await findAccountForUpdate(tx, scope, accountId)));
    const { here, there } = await findPair(tx, scope, { accountId, contactId, otherId });
    if (contactId === otherId) return { ok: false, reason: "same" };
    const isStale = here.version !== wish.version || there.version !== wish.otherVersion;
    if (isStale || here.archivedAt || there.archivedAt) return { ok: false, reason: "stale" };
    const [kept, gone] = wish.keep === "this" ? [here, there] : [there, here];
    const merged = chosenFields(CONTACT_CHOICES, wish, { this: textsOf(here), other: textsOf(there) });
    const swapsEmail = merged.email === gone.email;
    const rerouted = await tx
      .update(contacts)
      .set({ mergedIntoId: kept.id })
      .where(eq(contacts.mergedIntoId, gone.id))
      .returning({ id: contacts.id });
    // An address is unique: the gone one gives way before the kept one takes it.
    if (swapsEmail) await save(tx, gone, { email: `merged:${gone.id}` });
    await save(tx, kept, toFields(merged));
    const end = { archivedAt: now(), mergedIntoId: kept.id, ...(swapsEmail ? { email: kept.email } : {}) };
    await save(tx, gone, end);
    const read = await findViewers(tx, scope, { contactId: gone.id });
    await tieViewers(
      tx,
      read.map((tie) => ({ ...tie, contactId: kept.id })),
      reassign,
    );
    const before: ContactBefore = {
      fields: textsOf(kept),
      merged,
      goneEmail: gone.email,
      viewerIds: read.map(({ viewerId }) => viewerId),
      reroutedIds: rerouted.map(({ id }) => id),
    };
    const mergeId = newId();
    const { workspaceId, memberId } = scope;
    const pair = { kind: "contact" as const, keptId: kept.id, goneId: gone.id };
    await tx.insert(merges).values({ id: mergeId, workspaceId, memberId, ...pair, before, at: now() });
    const who = { accountId, contactId: kept.id, goneId: gone.id, mergeId };
    await recordEvent(tx, scope, { type: "contact.merged", ...who });
    return { ok: true, keptId: kept.id, mergeId };
  });
}

/** Takes a merge back; whoever has come under the gone one's address since is the gone one again. */
export function unmergeContacts(
  scope: WorkspaceScope,
  { accountId, mergeId }: { accountId: string; mergeId: string },
  reassign: Reassign,
): Promise<Undone> {
  return db.transaction(async (tx) => {
    assertCan(canEditAccount(scope, await findAccountForUpdate(tx, scope, accountId)));
    const merge = await findMergeForUpdate(tx, scope, { mergeId, kind: "contact" });
    const kept = await find(tx, merge.keptId);
    const gone = await find(tx, merge.goneId);
    if (kept && kept.accountId !== accountId) throw new AppError("NOT_FOUND");
    if (merge.undoneAt) return { ok: false, reason: "undone" };
    if (!kept) return { ok: false, reason: "kept_gone" };
    if (!gone) return { ok: false, reason: "gone_gone" };
    if (kept.mergedIntoId !== null || gone.mergedIntoId !== kept.id)
      return { ok: false, reason: "merged_on" };
    const before = contactBeforeSchema.parse(merge.before);
    const fields = fieldsToRestore(before.fields, before.merged, textsOf(kept));
    const keptEmail = fields.email ?? kept.email;
    // Somebody gave the kept one a third address, and the gone one's went to another contact meanwhile.
    if (await isTaken(tx, scope, [keptEmail, before.goneEmail], [kept.id, gone.id])) {
      return { ok: false, reason: "email_taken" };
    }
    await save(tx, gone, { email: `merged:${gone.id}` });
    await save(tx, kept, toFields({ ...textsOf(kept), ...fields }));
    await save(tx, gone, { email: before.goneEmail, archivedAt: null, mergedIntoId: null });
    await tx
      .update(contacts)
      .set({ mergedIntoId: gone.id })
      .where(and(inArray(contacts.id, before.reroutedIds), eq(contacts.mergedIntoId, kept.id)));
    const all = await findViewers(tx, scope, { contactId: kept.id });
    const back = all.filter(
      ({ viewerId, email }) => before.viewerIds.includes(viewerId) || email === before.goneEmail,
    );
    await tieViewers(
      tx,
      back.map((tie) => ({ ...tie, contactId: gone.id })),
      reassign,
    );
    await tx.update(merges).set({ undoneAt: now() }).where(eq(merges.id, merge.id));
    const who = { accountId, contactId: kept.id, goneId: gone.id, mergeId };
    await recordEvent(tx, scope, { type: "contact.unmerged", ...who });
    return { ok: true, keptId: kept.id, goneId: gone.id };
  });
}

type Texts = Record<(typeof CONTACT_CHOICES)[number], string | null>;

function textsOf({ email, name, reading, phone, title, department, decisionRole }: Contact): Texts {
  return { email, name, reading, phone, title, department, decisionRole };
}

function toFields({ email, decisionRole, ...texts }: Texts): Partial<Contact> {
  const role = DECISION_ROLES.find((one) => one === decisionRole) ?? null;
  return { ...texts, decisionRole: role, ...(email === null ? {} : { email }) };
}

async function findPair(
  tx: Tx,
  scope: WorkspaceScope,
  { accountId, contactId, otherId }: ContactKey & { otherId: string },
): Promise<{ here: Contact; there: Contact }> {
  const byId = new Map<string, Contact>();
  for (const id of [contactId, otherId].sort()) {
    byId.set(id, await findContactForUpdate(tx, scope, { accountId, contactId: id }));
  }
  return { here: found(byId.get(contactId)), there: found(byId.get(otherId)) };
}

async function find(tx: Tx, contactId: string): Promise<Contact | undefined> {
  const [row] = await tx.select().from(contacts).where(eq(contacts.id, contactId)).for("update");
  return row;
}

async function isTaken(
  tx: Tx,
  scope: WorkspaceScope,
  emails: readonly string[],
  own: readonly string[],
): Promise<boolean> {
  const others = own.map((id) => ne(contacts.id, id));
  const holders = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, scope.workspaceId), inArray(contacts.email, [...emails]), ...others))
    .limit(1);
  return holders.length > 0;
}

async function save(tx: Tx, current: Contact, fields: Partial<Contact>): Promise<void> {
  const keys = contactKeys({ ...current, ...fields });
  await tx
    .update(contacts)
    .set({ ...fields, ...keys, updatedAt: now(), version: current.version + 1 })
    .where(eq(contacts.id, current.id));
}
