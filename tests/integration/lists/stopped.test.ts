import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { bulkChanges } from "@db/schema/workspaces";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { dealRows } from "~/features/accounts/deals/lists/mutations.server";
import { type BulkRows, changeRows, undoChange } from "~/features/workspaces/bulk/mutations.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeDeal, makeMember } from "../../support/factories";

useDatabase();

/** More than fit in one transaction. */
const MANY = 130;

async function makeMany() {
  const { scope } = await makeMember();
  const { id: accountId } = await makeAccount(scope);
  const ids: string[] = [];
  for (let n = 0; n < MANY; n++) ids.push((await makeDeal(scope, { accountId })).id);
  const archived = () => db.$count(deals, and(eq(deals.accountId, accountId), isNotNull(deals.archivedAt)));
  const records = () =>
    db
      .select()
      .from(bulkChanges)
      .where(eq(bulkChanges.memberId, scope.memberId))
      .orderBy(asc(bulkChanges.at));
  return { scope, ids, archived, records };
}

/** As when the process ends while row number `at` is being changed. */
function stoppingAt(at: number): BulkRows {
  let seen = 0;
  return {
    list: "deals",
    change(tx, scope, wish) {
      seen += 1;
      if (seen === at) throw new Error("the process ends here");
      return dealRows.change(tx, scope, wish);
    },
  };
}

describe("a change of many rows that is cut short", () => {
  test("has kept what is needed to take back all that it did", async () => {
    const { scope, ids, archived, records } = await makeMany();
    const wish = { ids, action: "archive", value: "" } as const;
    await expect(changeRows(scope, stoppingAt(120), wish)).rejects.toThrow("ends here");
    const done = await archived();
    expect(done).toBeGreaterThan(0);
    const [record] = await records();
    expect(record?.before).toHaveLength(done);
    expect(await undoChange(scope, dealRows, record?.id ?? "")).toMatchObject({ changed: done });
    expect(await archived()).toBe(0);
  });

  test("leaves no record where nothing was done", async () => {
    const { scope, ids, archived, records } = await makeMany();
    const wish = { ids, action: "archive", value: "" } as const;
    await expect(changeRows(scope, stoppingAt(5), wish)).rejects.toThrow("ends here");
    expect([await archived(), await records()]).toEqual([0, []]);
  });

  test("can be taken back in a second go when the first was cut short too, and then no more", async () => {
    const { scope, ids, archived } = await makeMany();
    const done = await changeRows(scope, dealRows, { ids, action: "archive", value: "" });
    expect(done.changed).toBe(MANY);
    await expect(undoChange(scope, stoppingAt(120), done.id)).rejects.toThrow("ends here");
    const left = await archived();
    expect(left).toBeGreaterThan(0);
    expect(await undoChange(scope, dealRows, done.id)).toMatchObject({ changed: left, isUndone: true });
    expect(await archived()).toBe(0);
    await expect(undoChange(scope, dealRows, done.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
