import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { describe, expect, test } from "vitest";
import { findContactByEmail, getContact, listContacts } from "~/features/accounts/contacts/data.server";
import {
  archiveContact,
  createContact,
  restoreContact,
  updateContact,
} from "~/features/accounts/contacts/mutations.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf, eventTypes } from "../../support/events";
import { makeAccount, makeContact, makeMember } from "../../support/factories";

useDatabase();

const fields = {
  email: "ren@hinoki.example",
  name: "佐藤 蓮",
  reading: "さとう れん",
  phone: "03-1234-5678",
  title: null,
  department: null,
  decisionRole: "champion" as const,
};

describe("creating a contact", () => {
  test("ties it to its account and records one event", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    const requestKey = newId();
    const made = await createContact(scope, { ...fields, accountId, requestKey });
    expect(made).toMatchObject({ ok: true, row: { ...fields, accountId, id: requestKey } });
    expect(await eventsOf(scope)).toMatchObject([
      { type: "contact.created", accountId, contactId: requestKey },
    ]);
  });

  test("a repeated request makes one contact", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    const input = { ...fields, accountId, requestKey: newId() };
    const outcomes = await Promise.all([createContact(scope, input), createContact(scope, input)]);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(await eventTypes(scope)).toEqual(["contact.created"]);
  });

  test("an address the workspace knows leads to the contact that has it, archived ones too", async () => {
    const { scope } = await makeMember();
    const holder = await makeContact(scope, { email: fields.email, archivedAt: new Date() });
    const { id: accountId } = await makeAccount(scope);
    const outcome = await createContact(scope, { ...fields, accountId, requestKey: newId() });
    expect(outcome).toMatchObject({ ok: false, reason: "email_taken", holder: { id: holder.id } });
    expect(await eventTypes(scope)).toEqual([]);
  });

  test("two workspaces may know the same person", async () => {
    const { scope: other } = await makeMember();
    await makeContact(other, { email: fields.email });
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    expect(await createContact(scope, { ...fields, accountId, requestKey: newId() })).toMatchObject({
      ok: true,
    });
    expect(await findContactByEmail(db, scope, fields.email)).toMatchObject({ accountId });
  });
});

test("a contact is found by its reading and its phone, and sorted by the reading", async () => {
  const { scope } = await makeMember();
  const { id: accountId } = await makeAccount(scope);
  const made = await createContact(scope, { ...fields, accountId, requestKey: newId() });
  expect(made.ok && made.row.searchText).toContain("さとう れん");
  expect(made.ok && made.row.searchText).toContain("03-1234-5678");
  expect(made.ok && made.row.sortKey).toBe("さとう れん");
});

describe("changing a contact", () => {
  test("saves and refuses an older version", async () => {
    const { scope } = await makeMember();
    const { id: contactId, accountId } = await makeContact(scope);
    const change = { ...fields, accountId, contactId, version: 1 };
    expect(await updateContact(scope, change)).toMatchObject({ ok: true, row: { version: 2 } });
    expect(await updateContact(scope, { ...change, name: "late" })).toMatchObject({
      ok: false,
      reason: "stale",
      current: { name: fields.name },
    });
    expect(await eventTypes(scope)).toEqual(["contact.updated"]);
  });

  test("can't take the address of another, even when two try at once", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    const one = await makeContact(scope, { accountId });
    const two = await makeContact(scope, { accountId });
    const outcomes = await Promise.all(
      [one, two].map(({ id }) => updateContact(scope, { ...fields, accountId, contactId: id, version: 1 })),
    );
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ reason: "email_taken" });
  });

  test("two people of different accounts racing for one address end with one holder", async () => {
    const { scope } = await makeMember();
    const rivals = [await makeContact(scope), await makeContact(scope)];
    const outcomes = await Promise.all(
      rivals.map(({ id, accountId }) =>
        updateContact(scope, { ...fields, accountId, contactId: id, version: 1 }),
      ),
    );
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
    expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ reason: "email_taken" });
  });
});

test("archiving and restoring a contact each happen once", async () => {
  const { scope } = await makeMember();
  const { id: contactId, accountId } = await makeContact(scope);
  for (let times = 0; times < 2; times++) await archiveContact(scope, { accountId, contactId });
  expect(await listContacts(scope, { accountId })).toEqual([]);
  expect(await listContacts(scope, { accountId, archived: true })).toMatchObject([{ id: contactId }]);
  for (let times = 0; times < 2; times++) await restoreContact(scope, { accountId, contactId });
  expect(await eventTypes(scope)).toEqual(["contact.archived", "contact.restored"]);
});

test("a contact is found only through its own account and workspace", async () => {
  const { scope } = await makeMember({ role: "admin" });
  const { id: otherAccount } = await makeAccount(scope);
  const own = await makeContact(scope);
  const { scope: strange } = await makeMember({ role: "admin" });
  const foreign = await makeContact(strange);
  const keys = [
    { accountId: otherAccount, contactId: own.id },
    { accountId: foreign.accountId, contactId: foreign.id },
    { accountId: own.accountId, contactId: foreign.id },
  ];
  for (const key of keys) {
    const attempts = [
      () => getContact(scope, key),
      () => updateContact(scope, { ...fields, ...key, version: 1 }),
      () => archiveContact(scope, key),
      () => restoreContact(scope, key),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const intrusion = createContact(scope, { ...fields, accountId: foreign.accountId, requestKey: newId() });
  await expect(intrusion).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await listContacts(scope, { accountId: foreign.accountId })).toEqual([]);
  expect(await db.$count(contacts)).toBeGreaterThan(0);
});

test("a rep may not change the contacts of a colleague's account", async () => {
  const { scope: owner } = await makeMember();
  const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
  const { id: contactId, accountId } = await makeContact(owner);
  const attempts = [
    () => createContact(rep, { ...fields, accountId, requestKey: newId() }),
    () => updateContact(rep, { ...fields, accountId, contactId, version: 1 }),
    () => archiveContact(rep, { accountId, contactId }),
    () => restoreContact(rep, { accountId, contactId }),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getContact(rep, { accountId, contactId })).toMatchObject({ version: 1 });
});

test("contacts are listed by name, unnamed ones by address", async () => {
  const { scope } = await makeMember();
  const { id: accountId } = await makeAccount(scope);
  await makeContact(scope, { accountId, name: "Mori" });
  await makeContact(scope, { accountId, name: null, email: "ito@hinoki.example" });
  await makeContact(scope, { accountId, name: "abe" });
  expect((await listContacts(scope, { accountId })).map((contact) => contact.name)).toEqual([
    "abe",
    null,
    "Mori",
  ]);
});
