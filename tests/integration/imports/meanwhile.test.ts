import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { importRefusals } from "@db/schema/imports";
import { members } from "@db/schema/workspaces";
import { asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { ImportKind } from "~/features/accounts/imports/fields/schema";
import { takeRows } from "~/features/accounts/imports/rows/mutations.server";
import { mergeContacts } from "~/features/accounts/merging/contacts/mutations.server";
import { mergeAccounts } from "~/features/accounts/merging/mutations.server";
import { reassignPerson } from "~/features/tracking/persons.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeMember } from "../../support/factories";
import { importAll, importOf, opened, receiveOk, start } from "./support";

useDatabase();

const NO_CHOICE = { keep: "this", version: 1, otherVersion: 1 } as const;
const ACCOUNT_TEXTS = {
  name: "this",
  reading: "this",
  domain: "this",
  notes: "this",
  ownerId: "this",
} as const;
const CONTACT_TEXTS = {
  email: "this",
  name: "this",
  reading: "this",
  phone: "this",
  title: "this",
  department: "this",
  decisionRole: "this",
} as const;

async function makeTeam() {
  const { scope, member } = await makeMember({ role: "rep" });
  const other = await makeMember({ workspaceId: member.workspaceId, role: "rep" });
  return { scope, member, other };
}

/** A job that has read all it judges by and is about to take its first batch. */
async function aboutToTake(scope: WorkspaceScope, kind: ImportKind, file: string) {
  const importId = await receiveOk(scope, kind, file);
  await start(scope, importId, { onDuplicate: "update" });
  const { run, rows } = await opened(importId);
  return { importId, take: () => takeRows({ importId, run, rows }) };
}

const reasonsOf = async (importId: string) =>
  (
    await db
      .select()
      .from(importRefusals)
      .where(eq(importRefusals.importId, importId))
      .orderBy(asc(importRefusals.rowNumber))
  ).map(({ reason }) => reason);

describe("while a file is being taken", () => {
  test("an account that goes to a colleague is no longer the importer's to change", async () => {
    const { scope, other } = await makeTeam();
    const account = await makeAccount(scope, { name: "Hinoki" });
    const file = await aboutToTake(scope, "accounts", "name,notes\nHinoki,big\n");
    const people = await aboutToTake(scope, "contacts", "email,account\nren@hinoki.example,Hinoki\n");
    await db.update(accounts).set({ ownerId: other.member.id }).where(eq(accounts.id, account.id));
    expect(await file.take()).toBe("taken");
    expect(await people.take()).toBe("taken");
    expect(await reasonsOf(file.importId)).toEqual(["not_yours"]);
    expect(await reasonsOf(people.importId)).toEqual(["not_yours"]);
    expect((await db.select().from(accounts).where(eq(accounts.id, account.id)))[0]?.notes).toBeNull();
  });

  test("a manager who became a rep changes only what is theirs", async () => {
    const { scope, member, other } = await makeTeam();
    await db.update(members).set({ role: "manager" }).where(eq(members.id, member.id));
    await makeAccount(other.scope, { name: "Sugi" });
    const file = await aboutToTake(scope, "accounts", "name,notes\nSugi,small\n");
    await db.update(members).set({ role: "rep" }).where(eq(members.id, member.id));
    expect(await file.take()).toBe("taken");
    expect(await reasonsOf(file.importId)).toEqual(["not_yours"]);
  });

  test("whoever leaves the team brings nothing more in", async () => {
    const { scope, member } = await makeTeam();
    const file = await aboutToTake(scope, "accounts", "name\nMatsu\n");
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, member.id));
    expect(await file.take()).toBe("member_left");
    expect(await importOf(file.importId)).toMatchObject({ doneRows: 0, createdRows: 0 });
  });

  test("what comes for an account that is merged away comes to the one that was kept", async () => {
    const { scope } = await makeTeam();
    const gone = await makeAccount(scope, { name: "Hinoki KK", domain: "hinoki-kk.example" });
    const kept = await makeAccount(scope, { name: "Hinoki" });
    const rows = "email,account\nren@a.example,Hinoki KK\naoi@hinoki-kk.example,\n";
    const file = await aboutToTake(scope, "contacts", rows);
    const sale = await aboutToTake(scope, "deals", "name,account\nCold chain,Hinoki KK\n");
    const wish = { accountId: kept.id, otherId: gone.id, ...NO_CHOICE, ...ACCOUNT_TEXTS };
    expect(await mergeAccounts(scope, wish, reassignPerson)).toMatchObject({ ok: true });
    expect([await file.take(), await sale.take()]).toEqual(["taken", "taken"]);
    const people = await db.select().from(contacts).where(eq(contacts.accountId, kept.id));
    expect(people.map(({ email }) => email).sort()).toEqual(["aoi@hinoki-kk.example", "ren@a.example"]);
    expect(await db.$count(deals, eq(deals.accountId, kept.id))).toBe(1);
    // The same with a file that comes after the merge; the kept one keeps its name.
    await importAll(scope, "accounts", "name,notes\nHinoki KK,big\n", { onDuplicate: "update" });
    const all = await db.select().from(accounts).where(eq(accounts.workspaceId, scope.workspaceId));
    const notesOf = Object.fromEntries(all.map(({ name, notes }) => [name, notes]));
    expect(notesOf).toEqual({ Hinoki: "big", "Hinoki KK": null });
  });

  test("an account that is put away takes nothing more", async () => {
    const { scope } = await makeTeam();
    const account = await makeAccount(scope, { name: "Hinoki" });
    const file = await aboutToTake(scope, "contacts", "email,account\nren@hinoki.example,Hinoki\n");
    await db.update(accounts).set({ archivedAt: new Date() }).where(eq(accounts.id, account.id));
    expect(await file.take()).toBe("taken");
    expect(await db.$count(contacts, eq(contacts.accountId, account.id))).toBe(0);
  });
});

test("a contact that was merged away is judged by the one that was kept", async () => {
  const { scope, other } = await makeTeam();
  const mine = await makeAccount(scope, { name: "Mine" });
  const theirs = await makeAccount(other.scope, { name: "Theirs" });
  const kept = await makeContact(scope, { accountId: mine.id, title: null });
  const gone = await makeContact(scope, { accountId: mine.id });
  const wish = { accountId: mine.id, contactId: kept.id, otherId: gone.id, ...NO_CHOICE, ...CONTACT_TEXTS };
  expect(await mergeContacts(scope, wish, reassignPerson)).toMatchObject({ ok: true });
  const file = `email,title\n${gone.email},Head\n`;
  await importAll(scope, "contacts", file, { onDuplicate: "update" });
  const titleOf = async () => (await db.select().from(contacts).where(eq(contacts.id, kept.id)))[0]?.title;
  expect(await titleOf()).toBe("Head");
  await db.update(contacts).set({ accountId: theirs.id, title: null }).where(eq(contacts.id, kept.id));
  const refused = await importAll(scope, "contacts", file, { onDuplicate: "update" });
  expect(await reasonsOf(refused.id)).toEqual(["not_yours"]);
  expect(await titleOf()).toBeNull();
  await db
    .update(contacts)
    .set({ accountId: mine.id, archivedAt: new Date() })
    .where(eq(contacts.id, kept.id));
  const archived = await importAll(scope, "contacts", file, { onDuplicate: "update" });
  expect(await reasonsOf(archived.id)).toEqual(["archived"]);
});
