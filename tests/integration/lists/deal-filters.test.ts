import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeDeal, makeMember, makeRoom } from "../../support/factories";
import { daysAgo, NOW, names, rowsOf, sorted } from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW));
afterAll(() => setClock(null));

describe("deals by several things at once", () => {
  let scope: WorkspaceScope;
  beforeAll(async () => {
    ({ scope } = await makeMember());
    const account = await makeAccount(scope, { name: "Kita" });
    const deal = (name: string, closeDate: string | null, amountMinor: number | null, more = {}) =>
      makeDeal(scope, { accountId: account.id, name, closeDate, amountMinor, ...more });
    const first = await deal("first", "2026-04-01", 1_000_000, { stage: "propose" });
    await deal("last", "2026-04-30", 3_000_000, { stage: "propose" });
    await deal("euros", "2026-04-15", 200_000_00, { currency: "EUR", stage: "qualify" });
    await deal("lost", "2026-04-15", 2_000_000, { outcome: "lost", stage: "propose" });
    const bare = await deal("bare", null, null, { stage: "propose" });
    await makeRoom(scope, { dealId: first.id });
    await makeRoom(scope, { dealId: bare.id, archivedAt: daysAgo(1) });
  });

  test.each([
    ["closeFrom=2026-04-01&closeTo=2026-04-30", ["euros", "first", "last", "lost"]],
    ["closeFrom=2026-04-02&closeTo=2026-04-30&stage=propose", ["last", "lost"]],
    ["closeFrom=2026-04-02&stage=propose&outcome=open", ["last"]],
    ["closeTo=2026-04-01", ["first"]],
    ["closeFrom=2026-05-01&closeTo=2026-04-01", []],
    ["closeFrom=2026-02-30", ["bare", "euros", "first", "last", "lost"]],
    ["amountMin=1000000&amountMax=3000000", ["first", "last", "lost"]],
    ["amountMin=1,000,001&amountMax=2,999,999", ["lost"]],
    ["amountMin=100万&amountMax=100万", ["first"]],
    ["amountMin=200000&currency=EUR", ["euros"]],
    ["amountMin=200001&currency=EUR", []],
    ["amountMin=99999999999999999999", ["bare", "euros", "first", "last", "lost"]],
    ["amountMax=0", []],
    ["room=yes&stage=propose", ["first"]],
    ["room=no&stage=propose&outcome=open", ["bare", "last"]],
    ["outcome=lost&stage=qualify", []],
    ["q=LAST&amountMin=1&stage=propose&room=no&owner=me", ["last"]],
  ])("%s", async (query, found) => {
    expect(await sorted("deals", scope, query)).toEqual(found);
  });

  test("amounts stand together by currency, none at the end, whichever way they are ordered", async () => {
    expect(await names(dealSource, scope, "sort=amount")).toEqual(["euros", "last", "lost", "first", "bare"]);
    expect(await names(dealSource, scope, "sort=amount&dir=asc")).toEqual([
      "euros",
      "first",
      "lost",
      "last",
      "bare",
    ]);
  });

  test("a deal counts its living rooms only", async () => {
    const rows = await rowsOf(dealSource, scope, "cols=rooms");
    expect(Object.fromEntries(rows.map(({ name, rooms }) => [name, rooms]))).toMatchObject({
      first: 1,
      bare: 0,
    });
  });
});
