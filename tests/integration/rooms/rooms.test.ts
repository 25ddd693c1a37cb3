import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getRoom, listRoomsOf } from "~/features/rooms/data.server";
import { roomSource } from "~/features/rooms/lists/data.server";
import { archiveRoom, createRoom, restoreRoom, updateRoom } from "~/features/rooms/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf, eventTypes } from "../../support/events";
import { makeAccount, makeDeal, makeMember, makePage, makeRoom } from "../../support/factories";
import { listRows } from "../../support/lists";

useDatabase();

const fields = { name: "檜食品さまへ", language: "ja" as const, currency: "JPY" };

describe("a new room", () => {
  test("for an open deal takes the deal's name unless it is given one", async () => {
    const { scope } = await makeMember();
    const deal = await makeDeal(scope, { name: "Cold chain" });
    const input = { ...fields, name: null, subject: { dealId: deal.id }, requestKey: newId() };
    const made = await createRoom(scope, input);
    expect(await getRoom(scope, made.id)).toMatchObject({
      name: "Cold chain",
      dealId: deal.id,
      accountId: deal.accountId,
      ownerId: scope.memberId,
      consentMode: "notice",
    });
    expect(await eventsOf(scope)).toMatchObject([
      { type: "room.created", roomId: made.id, dealId: deal.id, accountId: deal.accountId },
    ]);
  });

  test("brings its account and deal with it, once, though the request comes three times", async () => {
    const { scope } = await makeMember();
    const subject = { accountName: "檜食品", dealName: "Cold chain" };
    const input = { ...fields, subject, requestKey: newId() };
    const made = await Promise.all([createRoom(scope, input), createRoom(scope, input)]);
    made.push(await createRoom(scope, input));
    expect(made.map((room) => room.id)).toEqual(Array(3).fill(input.requestKey));
    expect(await eventTypes(scope)).toEqual(["account.created", "deal.created", "room.created"]);
    expect(await db.$count(accounts, eq(accounts.workspaceId, scope.workspaceId))).toBe(1);
    expect(await db.$count(deals, eq(deals.workspaceId, scope.workspaceId))).toBe(1);
    expect(await getRoom(scope, input.requestKey)).toMatchObject({
      accountName: "檜食品",
      dealName: "Cold chain",
    });
  });

  test("uses the account of that name when the workspace has a living one", async () => {
    const { scope } = await makeMember();
    await makeAccount((await makeMember()).scope, { name: "Hinoki Foods" });
    await makeAccount(scope, { name: "Hinoki Foods", archivedAt: new Date() });
    const known = await makeAccount(scope, { name: "Hinoki Foods" });
    const subject = { accountName: "HINOKI foods", dealName: "Cold chain" };
    const made = await createRoom(scope, { ...fields, subject, requestKey: newId() });
    expect(await getRoom(scope, made.id)).toMatchObject({ accountId: known.id });
  });

  test("can't be made for a colleague's, an archived or a foreign deal", async () => {
    const { scope: owner } = await makeMember();
    const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
    const colleagues = await makeDeal(owner);
    const archived = await makeDeal(rep, { archivedAt: new Date() });
    const gone = await makeDeal(rep, { accountId: (await makeAccount(rep, { archivedAt: new Date() })).id });
    const foreign = await makeDeal((await makeMember()).scope);
    const outcomes = [
      [colleagues, "FORBIDDEN"],
      [archived, "CONFLICT"],
      [gone, "CONFLICT"],
      [foreign, "NOT_FOUND"],
    ] as const;
    for (const [deal, code] of outcomes) {
      const attempt = createRoom(rep, { ...fields, subject: { dealId: deal.id }, requestKey: newId() });
      await expect(attempt).rejects.toMatchObject({ code });
    }
    expect(await eventTypes(rep)).toEqual([]);
  });

  test("a key that belongs to another workspace's room tells nothing and makes nothing", async () => {
    const foreign = await makeRoom((await makeMember()).scope);
    const { scope } = await makeMember();
    const subject = { accountName: "New", dealName: "New" };
    const attempt = createRoom(scope, { ...fields, subject, requestKey: foreign.id });
    await expect(attempt).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await db.$count(accounts, eq(accounts.workspaceId, scope.workspaceId))).toBe(0);
  });
});

const changeOf = (scope: WorkspaceScope, roomId: string) => ({
  roomId,
  name: "New name",
  language: "ja" as const,
  consentMode: "strict" as const,
  ownerId: scope.memberId,
  version: 1,
});

test("changing a room refuses an older version and shows what is saved now", async () => {
  const { scope } = await makeMember();
  const { id: roomId } = await makeRoom(scope);
  const change = changeOf(scope, roomId);
  expect(await updateRoom(scope, change)).toMatchObject({
    ok: true,
    row: { version: 2, consentMode: "strict" },
  });
  expect(await updateRoom(scope, { ...change, name: "late" })).toMatchObject({
    ok: false,
    reason: "stale",
    current: { name: "New name" },
  });
  expect(await eventTypes(scope)).toEqual(["room.updated"]);
});

test("archiving and restoring a room each happen once, and an archived room isn't changed", async () => {
  const { scope } = await makeMember();
  const { id: roomId } = await makeRoom(scope);
  for (let times = 0; times < 2; times++) await archiveRoom(scope, roomId);
  expect(await updateRoom(scope, { ...changeOf(scope, roomId), version: 2 })).toMatchObject({
    reason: "stale",
  });
  for (let times = 0; times < 2; times++) await restoreRoom(scope, roomId);
  expect(await eventTypes(scope)).toEqual(["room.archived", "room.restored"]);
});

const writes = (scope: WorkspaceScope, roomId: string) => [
  () => updateRoom(scope, changeOf(scope, roomId)),
  () => archiveRoom(scope, roomId),
  () => restoreRoom(scope, roomId),
];

test("another workspace's room is not found by any verb or read", async () => {
  const { scope: strange } = await makeMember();
  const foreign = await makeRoom(strange);
  const { scope } = await makeMember({ role: "admin" });
  for (const attempt of [() => getRoom(scope, foreign.id), ...writes(scope, foreign.id)]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await listRoomsOf(scope, { dealId: foreign.dealId })).toEqual([]);
  expect(await listRows(roomSource, scope)).toEqual([]);
  expect(await getRoom(strange, foreign.id)).toMatchObject({ version: 1 });
});

test("a rep may not change a colleague's room but may read it; a manager may change it", async () => {
  const { scope: owner } = await makeMember();
  const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
  const { scope: manager } = await makeMember({ workspaceId: owner.workspaceId, role: "manager" });
  const { id: roomId } = await makeRoom(owner);
  for (const attempt of writes(rep, roomId))
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getRoom(rep, roomId)).toMatchObject({ version: 1 });
  expect(await updateRoom(manager, changeOf(manager, roomId))).toMatchObject({ ok: true });
});

describe("the list of rooms", () => {
  const namesOf = async (scope: WorkspaceScope, query: Record<string, string>) =>
    (await listRows(roomSource, scope, query)).map((room) => room.name);

  test("finds rooms by their own name, their deal's or their account's, in either kana", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope, { name: "檜食品", reading: "ひのき" });
    const deal = await makeDeal(scope, { accountId, name: "50% trial" });
    await makeRoom(scope, { dealId: deal.id, name: "Alpha_1" });
    await makeRoom(scope, { name: "Beta" });
    expect(await namesOf(scope, { q: "alpha_" })).toEqual(["Alpha_1"]);
    expect(await namesOf(scope, { q: "%" })).toEqual(["Alpha_1"]);
    expect(await namesOf(scope, { q: "ヒノキ" })).toEqual(["Alpha_1"]);
    expect(await namesOf(scope, { q: "_eta" })).toEqual([]);
  });

  test("sorts by each key both ways and keeps archived rooms apart", async () => {
    const { scope } = await makeMember();
    const late = await makeDeal(scope, {
      stage: "close",
      accountId: (await makeAccount(scope, { name: "A" })).id,
    });
    const early = await makeDeal(scope, {
      stage: "qualify",
      accountId: (await makeAccount(scope, { name: "b" })).id,
    });
    await makeRoom(scope, { dealId: late.id, name: "zeta" });
    await makeRoom(scope, { dealId: early.id, name: "Alpha" });
    await makeRoom(scope, { dealId: early.id, name: "Old", archivedAt: new Date() });
    const orders = { name: "Alpha", account: "zeta", stage: "Alpha", updated: "zeta", owner: undefined };
    for (const [sort, first] of Object.entries(orders)) {
      const rising = await namesOf(scope, { sort, dir: "asc" });
      const falling = await namesOf(scope, { sort, dir: "desc" });
      expect(rising.toSorted()).toEqual(["Alpha", "zeta"]);
      if (first) expect([rising[0], falling[1]]).toEqual([first, first]);
    }
    expect(await namesOf(scope, { archived: "1" })).toEqual(["Old"]);
  });

  test("counts the living pages of each room", async () => {
    const { scope } = await makeMember();
    const room = await makeRoom(scope);
    await makePage(scope, { roomId: room.id });
    await makePage(scope, { roomId: room.id, kind: "proposal" });
    await makePage(scope, { roomId: room.id, archivedAt: new Date() });
    expect(await listRoomsOf(scope, { accountId: (await getRoom(scope, room.id)).accountId })).toMatchObject([
      { id: room.id, pageCount: 2 },
    ]);
  });
});
