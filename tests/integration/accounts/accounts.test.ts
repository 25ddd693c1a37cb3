import { db } from "@db/client";
import { describe, expect, test } from "vitest";
import { getAccount, listAccountChoices, listHanging, listOwners } from "~/features/accounts/data.server";
import {
  archiveAccount,
  createAccount,
  restoreAccount,
  updateAccount,
} from "~/features/accounts/mutations.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf, eventTypes } from "../../support/events";
import { makeAccount, makeDeal, makeMember, makeRoom } from "../../support/factories";

useDatabase();

const fields = { name: "檜食品", reading: "ひのき", domain: "hinoki.example", notes: null };

describe("creating an account", () => {
  test("gives it to the member who asks and records one event", async () => {
    const { scope } = await makeMember();
    const made = await createAccount(scope, { ...fields, requestKey: newId() });
    expect(await getAccount(scope, made.id)).toMatchObject({
      ...fields,
      ownerId: scope.memberId,
      version: 1,
    });
    expect(await eventsOf(scope)).toMatchObject([
      { type: "account.created", accountId: made.id, actorKind: "member", actorId: scope.memberId },
    ]);
  });

  test("a repeated request makes one account, also when both arrive at once", async () => {
    const { scope } = await makeMember();
    const input = { ...fields, requestKey: newId() };
    const made = await Promise.all([createAccount(scope, input), createAccount(scope, input)]);
    const again = await createAccount(scope, input);
    expect(new Set([...made, again].map((account) => account.id))).toEqual(new Set([input.requestKey]));
    expect(await eventTypes(scope)).toEqual(["account.created"]);
  });

  test("a key that belongs to another workspace's account tells nothing", async () => {
    const stranger = await makeAccount((await makeMember()).scope);
    const { scope } = await makeMember();
    await expect(createAccount(scope, { ...fields, requestKey: stranger.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await eventTypes(scope)).toEqual([]);
  });
});

describe("changing an account", () => {
  test("saves, counts the version up and can hand it over", async () => {
    const { scope } = await makeMember();
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    const account = await makeAccount(scope);
    const change = { ...fields, ownerId: colleague.member.id, version: 1 };
    expect(await updateAccount(scope, { ...change, accountId: account.id })).toMatchObject({
      ok: true,
      row: { version: 2, ownerId: colleague.member.id },
    });
    expect(await eventTypes(scope)).toEqual(["account.updated"]);
  });

  test("refuses what was filled from an older version and shows what is saved now", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope);
    const change = { ...fields, accountId: account.id, ownerId: scope.memberId, version: 1 };
    const [first, second] = await Promise.all([
      updateAccount(scope, { ...change, name: "First" }),
      updateAccount(scope, { ...change, name: "Second" }),
    ]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    const saved = await getAccount(scope, account.id);
    expect([first, second].find((outcome) => !outcome.ok)).toMatchObject({
      reason: "stale",
      current: { name: saved.name, version: 2 },
    });
    expect(await eventTypes(scope)).toEqual(["account.updated"]);
  });

  test("an account archived meanwhile is stale, not written to", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope, { archivedAt: new Date() });
    const change = { ...fields, accountId: account.id, ownerId: scope.memberId, version: 1 };
    expect(await updateAccount(scope, change)).toMatchObject({ ok: false, reason: "stale" });
  });

  test("a member of another workspace can't become the owner", async () => {
    const { scope } = await makeMember();
    const stranger = await makeMember();
    const account = await makeAccount(scope);
    const change = { ...fields, accountId: account.id, ownerId: stranger.member.id, version: 1 };
    await expect(updateAccount(scope, change)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await getAccount(scope, account.id)).toMatchObject({ version: 1, ownerId: scope.memberId });
  });
});

describe("archiving an account", () => {
  test("names the open deals and living rooms that hang on it, and goes ahead once they are known", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope);
    const open = await makeDeal(scope, { accountId: account.id, name: "Open" });
    await makeDeal(scope, { accountId: account.id, name: "Won", outcome: "won" });
    const room = await makeRoom(scope, { dealId: open.id, name: "Living" });
    await makeRoom(scope, { dealId: open.id, archivedAt: new Date() });

    expect(await archiveAccount(scope, { accountId: account.id, acceptsHanging: false })).toEqual({
      ok: false,
      reason: "in_use",
      hanging: { deals: [{ id: open.id, name: "Open" }], rooms: [{ id: room.id, name: "Living" }] },
    });
    expect(await eventTypes(scope)).toEqual([]);
    expect(await archiveAccount(scope, { accountId: account.id, acceptsHanging: true })).toEqual({
      ok: true,
    });
    expect((await getAccount(scope, account.id)).archivedAt).toBeInstanceOf(Date);
    expect(await listAccountChoices(scope)).toEqual([]);
  });

  test("and restoring each happen once however often they are asked for", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    for (let times = 0; times < 2; times++) await archiveAccount(scope, { accountId, acceptsHanging: false });
    for (let times = 0; times < 2; times++) await restoreAccount(scope, accountId);
    expect(await eventTypes(scope)).toEqual(["account.archived", "account.restored"]);
    expect(await getAccount(scope, accountId)).toMatchObject({ archivedAt: null, version: 3 });
  });
});

test("another workspace's account is not found by any verb or read", async () => {
  const { scope: strange } = await makeMember();
  const { id: accountId } = await makeAccount(strange);
  const { scope } = await makeMember({ role: "admin" });
  const change = { ...fields, accountId, ownerId: scope.memberId, version: 1 };
  const attempts = [
    () => getAccount(scope, accountId),
    () => updateAccount(scope, change),
    () => archiveAccount(scope, { accountId, acceptsHanging: true }),
    () => restoreAccount(scope, accountId),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await getAccount(strange, accountId)).toMatchObject({ version: 1, archivedAt: null });
  expect(await listHanging(db, scope, accountId)).toEqual({ deals: [], rooms: [] });
});

test("a rep may not change a colleague's account; a manager may", async () => {
  const { scope: owner } = await makeMember();
  const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
  const { scope: manager } = await makeMember({ workspaceId: owner.workspaceId, role: "manager" });
  const { id: accountId } = await makeAccount(owner);
  const change = { ...fields, accountId, ownerId: owner.memberId, version: 1 };
  const attempts = [
    () => updateAccount(rep, change),
    () => archiveAccount(rep, { accountId, acceptsHanging: false }),
    () => restoreAccount(rep, accountId),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getAccount(rep, accountId)).toMatchObject({ version: 1 });
  expect(await updateAccount(manager, change)).toMatchObject({ ok: true });
});

test("owners to choose from are the active members, and whoever holds it now", async () => {
  const { scope } = await makeMember({ name: "Aoi" });
  const gone = await makeMember({ workspaceId: scope.workspaceId, name: "Ren", deactivatedAt: new Date() });
  await makeMember({ name: "Elsewhere" });
  expect((await listOwners(scope)).map((owner) => owner.name)).toEqual(["Aoi"]);
  expect((await listOwners(scope, gone.member.id)).map((owner) => owner.name)).toEqual(["Aoi", "Ren"]);
});
