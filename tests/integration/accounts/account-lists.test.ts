import { describe, expect, test } from "vitest";
import { LIST_SIZE, listAccounts } from "~/features/accounts/data.server";
import { accountListSchema } from "~/features/accounts/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeDeal, makeMember } from "../../support/factories";

useDatabase();

async function namesOf(scope: WorkspaceScope, query: Record<string, string> = {}) {
  return (await listAccounts(scope, accountListSchema.parse(query))).rows.map((account) => account.name);
}

describe("searching accounts", () => {
  test.each([
    ["100%", ["100% Cotton"]],
    ["_", ["snake_case"]],
    ["%", ["100% Cotton"]],
    ["!", ["Yes! Foods"]],
    ["'; drop table accounts; --", []],
    ["\\", ["back\\slash"]],
    ["COTTON", ["100% Cotton", "1000 cottons"]],
    ["école", ["École Vert"]],
    ["ÉCOLE", ["École Vert"]],
    ["ひのき", ["檜食品"]],
    ["ヒノキ", ["檜食品"]],
    ["ﾋﾉｷ", ["檜食品"]],
    ["食品", ["檜食品"]],
    ["ｃｏｔｔｏｎ", ["100% Cotton", "1000 cottons"]],
    ["ABC商事", ["ＡＢＣ商事"]],
    ["hinoki.example", ["檜食品"]],
    ["nothing like it", []],
  ])("for %s finds %j", async (q, names) => {
    const { scope } = await makeMember();
    await makeAccount((await makeMember()).scope, { name: "100% Elsewhere_" });
    await makeAccount(scope, { name: "檜食品", reading: "ひのきしょくひん", domain: "hinoki.example" });
    const others = [
      "100% Cotton",
      "1000 cottons",
      "snake_case",
      "Yes! Foods",
      "back\\slash",
      "École Vert",
      "ＡＢＣ商事",
    ];
    for (const name of others) await makeAccount(scope, { name });
    const found = await namesOf(scope, { q });
    expect(found.toSorted()).toEqual(names.toSorted());
  });
});

describe("the list of accounts", () => {
  test("has the same order on every database: readings first as kana, then names, letters in either case", async () => {
    const { scope } = await makeMember();
    for (const name of ["zebra", "Apple", "_under", "éclair", "banana", "Apple pie", "10", "9"]) {
      await makeAccount(scope, { name });
    }
    await makeAccount(scope, { name: "桜", reading: "さくら" });
    await makeAccount(scope, { name: "青木", reading: "あおき" });
    const order = ["10", "9", "_under", "Apple", "Apple pie", "banana", "zebra", "éclair", "青木", "桜"];
    expect(await namesOf(scope)).toEqual(order);
    expect(await namesOf(scope, { dir: "desc" })).toEqual(order.toReversed());
  });

  test("sorts by owner and by latest change", async () => {
    const { scope: aoi } = await makeMember({ name: "Aoi" });
    const { scope: ren } = await makeMember({ name: "ren", workspaceId: aoi.workspaceId });
    await makeAccount(ren, { name: "first" });
    await makeAccount(aoi, { name: "second" });
    expect(await namesOf(aoi, { sort: "owner" })).toEqual(["second", "first"]);
    expect(await namesOf(aoi, { sort: "updated", dir: "desc" })).toEqual(["second", "first"]);
  });

  test("keeps archived accounts apart", async () => {
    const { scope } = await makeMember();
    await makeAccount(scope, { name: "living" });
    await makeAccount(scope, { name: "archived", archivedAt: new Date() });
    expect(await namesOf(scope)).toEqual(["living"]);
    expect(await namesOf(scope, { archived: "1" })).toEqual(["archived"]);
  });

  test("counts open deals and living contacts of each account, and names its owner", async () => {
    const { scope } = await makeMember({ name: "Aoi" });
    const busy = await makeAccount(scope, { name: "busy" });
    await makeAccount(scope, { name: "quiet" });
    await makeDeal(scope, { accountId: busy.id });
    await makeDeal(scope, { accountId: busy.id, outcome: "lost" });
    await makeContact(scope, { accountId: busy.id });
    await makeContact(scope, { accountId: busy.id, archivedAt: new Date() });
    const { rows } = await listAccounts(scope, accountListSchema.parse({}));
    expect(
      rows.map(({ name, ownerName, openDeals, contacts }) => [name, ownerName, openDeals, contacts]),
    ).toEqual([
      ["busy", "Aoi", 1, 1],
      ["quiet", "Aoi", 0, 0],
    ]);
  });

  test("comes in pages that neither repeat nor lose a row", async () => {
    const { scope } = await makeMember();
    for (let made = 0; made < LIST_SIZE + 3; made++) await makeAccount(scope, { name: "Same name" });
    const first = await listAccounts(scope, accountListSchema.parse({}));
    const second = await listAccounts(scope, accountListSchema.parse({ page: "2" }));
    expect([first.rows.length, first.hasMore, second.rows.length, second.hasMore]).toEqual([
      LIST_SIZE,
      true,
      3,
      false,
    ]);
    expect(new Set([...first.rows, ...second.rows].map((account) => account.id)).size).toBe(LIST_SIZE + 3);
  });
});
