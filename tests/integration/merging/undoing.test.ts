import { db } from "@db/client";
import { accounts, contacts } from "@db/schema/accounts";
import { viewers } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deleteForGood } from "~/features/accounts/deleting/mutations.server";
import { mergeContacts, unmergeContacts } from "~/features/accounts/merging/contacts/mutations.server";
import { mergeAccounts, unmergeAccounts } from "~/features/accounts/merging/mutations.server";
import { admit } from "~/features/sharing/viewers/mutations.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import { rebuild } from "~/features/tracking/rebuild.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
} from "../../support/factories";
import { ingestOne, readingOf, START_MS, tokenFor, totals } from "../tracking/support";

useDatabase();
beforeEach(() => setClock(() => START_MS + 20_000));
afterEach(() => setClock(null));

const ACCOUNT = { name: "this", reading: "this", domain: "this", notes: "this", ownerId: "this" } as const;
const PERSON = {
  email: "this",
  name: "this",
  reading: "this",
  phone: "this",
  title: "this",
  department: "this",
  decisionRole: "this",
} as const;

/** An account with a contact and a room that can be read. */
async function makeSide(scope: WorkspaceScope, name: string) {
  const account = await makeAccount(scope, { name });
  const contact = await makeContact(scope, {
    accountId: account.id,
    name: `Ren of ${name}`,
    email: `ren-${account.id}@hinoki.example`,
  });
  const deal = await makeDeal(scope, { accountId: account.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { link } = await makeLink(scope, { roomId: room.id });
  const page = await makePage(scope, { roomId: room.id });
  return { account, contact, room, link, page };
}
type Side = Awaited<ReturnType<typeof makeSide>>;

async function makeBoth() {
  const { scope } = await makeMember();
  return { scope, a: await makeSide(scope, "Hinoki"), b: await makeSide(scope, "Hinoki Foods") };
}
type Both = Awaited<ReturnType<typeof makeBoth>>;

async function mergeBoth({ scope, a, b }: Both) {
  const wish = { accountId: a.account.id, otherId: b.account.id, version: 1, otherVersion: 1, ...ACCOUNT };
  const merged = await mergeAccounts(scope, { ...wish, keep: "this" }, reassignPerson);
  if (!merged.ok) throw new Error("refused");
  return () => unmergeAccounts(scope, merged.mergeId, reassignPerson);
}

async function mergePeople(scope: WorkspaceScope, accountId: string, kept: string, gone: string) {
  const wish = { accountId, contactId: kept, otherId: gone, version: 1, otherVersion: 1, ...PERSON };
  const merged = await mergeContacts(scope, { ...wish, keep: "this" }, reassignPerson);
  if (!merged.ok) throw new Error("refused");
  return (under = accountId) =>
    unmergeContacts(scope, { accountId: under, mergeId: merged.mergeId }, reassignPerson);
}

/** Somebody proves an address at a room's door and reads there. */
async function enter(scope: WorkspaceScope, { link, room, page }: Side, email: string) {
  const gate = { linkId: link.id, sessionId: "none", hitId: null } as never;
  const caller = { language: "en", consent: "granted" } as const;
  await db.transaction((tx) => admit(tx, { gate, link, identity: "verified", email, caller }));
  const all = await db.select().from(viewers).where(eq(viewers.linkId, link.id));
  const viewer = all.find((one) => one.email === email)!;
  const place = { scope, room, link, pages: [page], page, viewerId: viewer.id };
  await ingestOne(readingOf(tokenFor(place), { 1: 4_000 }));
  return viewer;
}

const contactOf = async (id: string) => (await db.select().from(contacts).where(eq(contacts.id, id)))[0]!;
const viewerOf = async (id: string) => (await db.select().from(viewers).where(eq(viewers.id, id)))[0]!;
const personsOf = async (viewerId: string) =>
  (await db.select().from(visits).where(eq(visits.viewerId, viewerId))).map(({ personKey }) => personKey);

async function expectTrueTotals() {
  const kept = await totals();
  await rebuild();
  expect(await totals()).toEqual(kept);
}

/** The returning one's contact leads to one that stays behind, as an earlier undo may have left it. */
async function makeAstray() {
  const both = await makeBoth();
  const { scope, a, b } = both;
  await db.update(contacts).set({ accountId: a.account.id }).where(eq(contacts.id, b.contact.id));
  const undo = await mergePeople(scope, a.account.id, a.contact.id, b.contact.id);
  await db.update(contacts).set({ accountId: b.account.id }).where(eq(contacts.id, b.contact.id));
  return { ...both, undo };
}

describe("a merge of accounts isn't taken back while it would tear a person apart", () => {
  test.each(["a", "b"] as const)("where the contact kept is %s's", async (keeper) => {
    const both = await makeBoth();
    const undo = await mergeBoth(both);
    const { scope, a, b } = both;
    const [kept, gone] = keeper === "a" ? [a.contact, b.contact] : [b.contact, a.contact];
    const undoPeople = await mergePeople(scope, a.account.id, kept.id, gone.id);
    expect(await undo()).toEqual({ ok: false, reason: "merged_on" });
    expect((await contactOf(b.contact.id)).accountId).toBe(a.account.id);
    expect(await undoPeople()).toMatchObject({ ok: true });
    expect(await undo()).toMatchObject({ ok: true });
    expect(await contactOf(b.contact.id)).toMatchObject({ accountId: b.account.id, mergedIntoId: null });
    expect(await contactOf(a.contact.id)).toMatchObject({ accountId: a.account.id, mergedIntoId: null });
  });

  test("people merged on one side return as one", async () => {
    const both = await makeBoth();
    const { scope, b } = both;
    const email = `twin-${b.account.id}@hinoki.example`;
    const twin = await makeContact(scope, { accountId: b.account.id, email });
    await mergePeople(scope, b.account.id, b.contact.id, twin.id);
    const undo = await mergeBoth(both);
    expect(await undo()).toMatchObject({ ok: true });
    expect(await contactOf(twin.id)).toMatchObject({
      accountId: b.account.id,
      mergedIntoId: b.contact.id,
    });
  });
});

test("a contact deleted for good leaves nobody leading to it, and the door opens to who did", async () => {
  const { scope, a, b } = await makeAstray();
  const target = { kind: "contact", accountId: a.account.id, contactId: a.contact.id } as const;
  const gone = await deleteForGood(scope, { target, confirmation: "Ren of Hinoki" }, reassignPerson);
  expect(gone).toEqual({ ok: true });
  expect((await contactOf(b.contact.id)).mergedIntoId).toBeNull();
  expect((await enter(scope, b, b.contact.email)).contactId).toBe(b.contact.id);
});

test("a merge of contacts taken back moves nobody to another account", async () => {
  const { b, undo } = await makeAstray();
  expect(await undo()).toMatchObject({ ok: true });
  expect(await contactOf(b.contact.id)).toMatchObject({ accountId: b.account.id, mergedIntoId: null });
});

describe("who entered while two accounts were one", () => {
  test("is known by address alone where their contact's account isn't the room's any more", async () => {
    const both = await makeBoth();
    const undo = await mergeBoth(both);
    const { scope, a, b } = both;
    const fromA = await enter(scope, b, a.contact.email);
    const fromB = await enter(scope, a, b.contact.email);
    const atHome = await enter(scope, b, b.contact.email);
    expect([fromA.contactId, fromB.contactId]).toEqual([a.contact.id, b.contact.id]);
    expect(await undo()).toMatchObject({ ok: true });
    expect((await viewerOf(fromA.id)).contactId).toBeNull();
    expect((await viewerOf(fromB.id)).contactId).toBeNull();
    expect((await viewerOf(atHome.id)).contactId).toBe(b.contact.id);
    expect(await personsOf(fromA.id)).toEqual([fromA.id]);
    expect(await personsOf(fromB.id)).toEqual([fromB.id]);
    expect(await personsOf(atHome.id)).toEqual([b.contact.id]);
    await expectTrueTotals();
  });

  test("stays a reader of a room elsewhere when their account is deleted for good", async () => {
    const { scope, a, b } = await makeBoth();
    const astray = await enter(scope, b, `${a.account.id}@hinoki.example`);
    // As an earlier undo may have left it: a reader of the one's room, tied to a contact of the other.
    await db.update(viewers).set({ contactId: a.contact.id }).where(eq(viewers.id, astray.id));
    await db.transaction((tx) => reassignPerson(tx, astray.id, a.contact.id));
    const own = await enter(scope, a, a.contact.email);
    const target = { kind: "account", accountId: a.account.id } as const;
    const gone = await deleteForGood(scope, { target, confirmation: "Hinoki" }, reassignPerson);
    expect(gone).toEqual({ ok: true });
    expect(await db.$count(accounts, eq(accounts.id, a.account.id))).toBe(0);
    expect(await db.$count(viewers, eq(viewers.id, own.id))).toBe(0);
    expect((await viewerOf(astray.id)).contactId).toBeNull();
    expect(await personsOf(astray.id)).toEqual([astray.id]);
    await expectTrueTotals();
  });
});
