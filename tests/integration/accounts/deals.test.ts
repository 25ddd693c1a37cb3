import { describe, expect, test } from "vitest";
import { getDeal, listDealChoices, listDealsOf } from "~/features/accounts/deals/data.server";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import {
  archiveDeal,
  closeDeal,
  createDeal,
  reopenDeal,
  restoreDeal,
  updateDeal,
} from "~/features/accounts/deals/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventsOf, eventTypes } from "../../support/events";
import { makeAccount, makeDeal, makeMember } from "../../support/factories";
import { listRows } from "../../support/lists";

useDatabase();

const fields = {
  name: "Cold chain",
  stage: "propose" as const,
  amountMinor: 9_000_000_000,
  currency: "JPY" as const,
  closeDate: "2026-03-31",
};

describe("creating a deal", () => {
  test("keeps an amount past 32 bits and records one event", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    const made = await createDeal(scope, { ...fields, accountId, requestKey: newId() });
    expect(await getDeal(scope, made.id)).toMatchObject({
      ...fields,
      ownerId: scope.memberId,
      outcome: "open",
    });
    expect(await eventsOf(scope)).toMatchObject([{ type: "deal.created", accountId, dealId: made.id }]);
  });

  test("a repeated request makes one deal", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope);
    const input = { ...fields, accountId, requestKey: newId() };
    const made = await Promise.all([createDeal(scope, input), createDeal(scope, input)]);
    expect(made.map((deal) => deal.id)).toEqual([input.requestKey, input.requestKey]);
    expect(await eventTypes(scope)).toEqual(["deal.created"]);
  });

  test("any member may open one with a colleague's account, but not with an archived or foreign one", async () => {
    const { scope: owner } = await makeMember();
    const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
    const living = await makeAccount(owner);
    const archived = await makeAccount(owner, { archivedAt: new Date() });
    const foreign = await makeAccount((await makeMember()).scope);
    const made = await createDeal(rep, { ...fields, accountId: living.id, requestKey: newId() });
    expect(made.ownerId).toBe(rep.memberId);
    for (const { id: accountId } of [archived, foreign]) {
      const attempt = createDeal(rep, { ...fields, accountId, requestKey: newId() });
      await expect(attempt).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

test("changing a deal refuses an older version and shows what is saved now", async () => {
  const { scope } = await makeMember();
  const { id: dealId } = await makeDeal(scope);
  const change = { ...fields, dealId, ownerId: scope.memberId, version: 1 };
  expect(await updateDeal(scope, change)).toMatchObject({ ok: true, row: { version: 2 } });
  expect(await updateDeal(scope, { ...change, name: "late" })).toMatchObject({
    ok: false,
    reason: "stale",
    current: { name: "Cold chain", version: 2 },
  });
  expect(await eventTypes(scope)).toEqual(["deal.updated"]);
});

describe("closing a deal", () => {
  test("records the outcome and its reason once, also when the request is repeated", async () => {
    const { scope } = await makeMember();
    const { id: dealId, accountId } = await makeDeal(scope);
    const closing = {
      dealId,
      version: 1,
      outcome: "lost" as const,
      outcomeReason: "lost_timing",
      outcomeNote: "Budget was cut",
    };
    expect(await closeDeal(scope, closing)).toMatchObject({ ok: true });
    expect(await closeDeal(scope, closing)).toMatchObject({ ok: true });
    expect(await getDeal(scope, dealId)).toMatchObject({
      outcome: "lost",
      outcomeReason: "lost_timing",
      outcomeNote: "Budget was cut",
      version: 2,
    });
    expect((await getDeal(scope, dealId)).closedAt).toBeInstanceOf(Date);
    expect(await eventsOf(scope)).toMatchObject([
      { type: "deal.closed", accountId, dealId, data: { outcome: "lost" } },
    ]);
  });

  test("two people who close it differently: the second is told what the first saved", async () => {
    const { scope } = await makeMember();
    const { id: dealId } = await makeDeal(scope);
    await closeDeal(scope, { dealId, version: 1, outcome: "won", outcomeReason: null, outcomeNote: null });
    const second = await closeDeal(scope, {
      dealId,
      version: 1,
      outcome: "lost",
      outcomeReason: "lost_fit",
      outcomeNote: null,
    });
    expect(second).toMatchObject({ ok: false, reason: "stale", current: { outcome: "won" } });
  });

  test("can be taken back", async () => {
    const { scope } = await makeMember();
    const { id: dealId } = await makeDeal(scope);
    await closeDeal(scope, {
      dealId,
      version: 1,
      outcome: "won",
      outcomeReason: "won_price",
      outcomeNote: null,
    });
    for (let times = 0; times < 2; times++) await reopenDeal(scope, dealId);
    expect(await getDeal(scope, dealId)).toMatchObject({
      outcome: "open",
      outcomeReason: null,
      closedAt: null,
    });
    expect(await eventTypes(scope)).toEqual(["deal.closed", "deal.reopened"]);
  });
});

test("archiving and restoring a deal each happen once", async () => {
  const { scope } = await makeMember();
  const { id: dealId } = await makeDeal(scope);
  for (let times = 0; times < 2; times++) await archiveDeal(scope, dealId);
  for (let times = 0; times < 2; times++) await restoreDeal(scope, dealId);
  expect(await eventTypes(scope)).toEqual(["deal.archived", "deal.restored"]);
});

const writes = (scope: WorkspaceScope, dealId: string) => [
  () => updateDeal(scope, { ...fields, dealId, ownerId: scope.memberId, version: 1 }),
  () => closeDeal(scope, { dealId, version: 1, outcome: "won", outcomeReason: null, outcomeNote: null }),
  () => reopenDeal(scope, dealId),
  () => archiveDeal(scope, dealId),
  () => restoreDeal(scope, dealId),
];

test("another workspace's deal is not found by any verb or read", async () => {
  const { scope: strange } = await makeMember();
  const foreign = await makeDeal(strange);
  const { scope } = await makeMember({ role: "admin" });
  for (const attempt of [() => getDeal(scope, foreign.id), ...writes(scope, foreign.id)]) {
    await expect(attempt()).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await listDealsOf(scope, foreign.accountId)).toEqual([]);
  expect(await listDealChoices(scope, foreign.id)).toEqual([]);
  expect(await listRows(dealSource, scope)).toEqual([]);
  expect(await getDeal(strange, foreign.id)).toMatchObject({ version: 1 });
});

test("a rep may not change a colleague's deal; a manager may", async () => {
  const { scope: owner } = await makeMember();
  const { scope: rep } = await makeMember({ workspaceId: owner.workspaceId });
  const { scope: manager } = await makeMember({ workspaceId: owner.workspaceId, role: "manager" });
  const { id: dealId } = await makeDeal(owner);
  for (const attempt of writes(rep, dealId))
    await expect(attempt()).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await getDeal(rep, dealId)).toMatchObject({ version: 1 });
  await archiveDeal(manager, dealId);
  expect((await getDeal(rep, dealId)).archivedAt).toBeInstanceOf(Date);
});

describe("the list of deals", () => {
  const namesOf = async (scope: WorkspaceScope, query: Record<string, string>) =>
    (await listRows(dealSource, scope, query)).map((deal) => deal.name);

  test("puts what is missing last, whichever way it is sorted", async () => {
    const { scope } = await makeMember();
    await makeDeal(scope, { name: "none" });
    await makeDeal(scope, { name: "small", amountMinor: 5, closeDate: "2026-02-01" });
    await makeDeal(scope, { name: "large", amountMinor: 3_000_000_000, closeDate: "2026-01-01" });
    expect(await namesOf(scope, { sort: "amount", dir: "asc" })).toEqual(["small", "large", "none"]);
    expect(await namesOf(scope, { sort: "amount", dir: "desc" })).toEqual(["large", "small", "none"]);
    expect(await namesOf(scope, { sort: "close" })).toEqual(["large", "small", "none"]);
    expect(await namesOf(scope, { sort: "close", dir: "desc" })).toEqual(["small", "large", "none"]);
  });

  test("sorts stages as a sale goes and finds deals by name or account", async () => {
    const { scope } = await makeMember();
    const { id: accountId } = await makeAccount(scope, { name: "檜食品", reading: "ひのき" });
    await makeDeal(scope, { name: "Zeta", stage: "close" });
    await makeDeal(scope, { name: "100%", stage: "discover", accountId });
    await makeDeal(scope, { name: "Beta", stage: "qualify" });
    expect(await namesOf(scope, { sort: "stage" })).toEqual(["Beta", "100%", "Zeta"]);
    expect(await namesOf(scope, { sort: "stage", dir: "desc" })).toEqual(["Zeta", "100%", "Beta"]);
    expect(await namesOf(scope, { q: "%" })).toEqual(["100%"]);
    expect(await namesOf(scope, { q: "ヒノキ" })).toEqual(["100%"]);
    expect(await namesOf(scope, { q: "beta" })).toEqual(["Beta"]);
  });
});

test("deals to give a room are the open ones the member may change", async () => {
  const { scope: rep } = await makeMember();
  const { scope: manager } = await makeMember({ workspaceId: rep.workspaceId, role: "manager" });
  const own = await makeDeal(rep, { name: "own" });
  const won = await makeDeal(rep, { name: "won", outcome: "won" });
  await makeDeal(rep, { name: "archived", archivedAt: new Date() });
  await makeDeal(manager, { name: "the manager's" });
  const namesFor = async (scope: WorkspaceScope, also?: string) =>
    (await listDealChoices(scope, also)).map((deal) => deal.name);
  expect(await namesFor(rep)).toEqual(["own"]);
  expect(await namesFor(rep, own.id)).toEqual(["own"]);
  expect(await namesFor(rep, won.id)).toEqual(["won", "own"]);
  expect(await namesFor(manager)).toEqual(["the manager's", "own"]);
});
