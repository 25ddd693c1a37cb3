import { beforeAll, describe, expect, test } from "vitest";
import { contactSource } from "~/features/accounts/contacts/lists/data.server";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import { accountSource } from "~/features/accounts/lists/data.server";
import { roomSource } from "~/features/rooms/lists/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { readList } from "~/platform/lists/list-model";
import { LIST_SIZE, type ListSource, readListIds, readListPage } from "~/platform/lists/list-query.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeDeal, makeMember, makeRoom } from "../../support/factories";

useDatabase();

type Named = { id: string; name: string | null };

async function page<Row extends Named>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query: string,
) {
  return readListPage(source, scope, readList(source.shape, new URLSearchParams(query)));
}

async function names<Row extends Named>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query = "",
) {
  return (await page(source, scope, query)).rows.map((row) => row.name);
}

const q = (term: string) => new URLSearchParams({ q: term }).toString();

describe("searching", () => {
  let scope: WorkspaceScope;
  const LONG = "長".repeat(198);
  beforeAll(async () => {
    ({ scope } = await makeMember());
    await makeAccount((await makeMember()).scope, { name: "100% Elsewhere_" });
    await makeAccount(scope, { name: "檜食品", reading: "ひのきしょくひん", domain: "hinoki.example" });
    const others = ["100% Cotton", "1000 cottons", "snake_case", "Yes! Foods", "back\\slash", "École Vert"];
    for (const name of [...others, "ＡＢＣ商事", "🏯 Castle", "שלום Ltd", `${LONG}終わり`]) {
      await makeAccount(scope, { name });
    }
  });

  test.each([
    ["100%", ["100% Cotton"]],
    ["_", ["snake_case"]],
    ["%", ["100% Cotton"]],
    ["!", ["Yes! Foods"]],
    ["'; drop table accounts; --", []],
    ["\\", ["back\\slash"]],
    ["COTTON", ["100% Cotton", "1000 cottons"]],
    ["cotton 100%", ["100% Cotton"]],
    ["cotton nothing", []],
    ["ÉCOLE", ["École Vert"]],
    ["ひのき", ["檜食品"]],
    ["ヒノキ", ["檜食品"]],
    ["ﾋﾉｷ 食品", ["檜食品"]],
    ["ｃｏｔｔｏｎ", ["100% Cotton", "1000 cottons"]],
    ["abc商事", ["ＡＢＣ商事"]],
    ["hinoki.example", ["檜食品"]],
    ["🏯", ["🏯 Castle"]],
    ["\u202eשלום\u2066", ["שלום Ltd"]],
    ["長終わり", [`${LONG}終わり`]],
  ])("accounts for %s finds %j", async (term, found) => {
    expect((await names(accountSource, scope, q(term))).toSorted()).toEqual(found.toSorted());
  });

  test("contacts, deals and rooms are found by their own words and their account's together", async () => {
    const account = await makeAccount(scope, { name: "青葉物流", reading: "あおばぶつりゅう" });
    const other = await makeAccount(scope, { name: "Kita" });
    await makeContact(scope, { accountId: account.id, name: "佐藤 恵", reading: "さとう めぐみ" });
    await makeContact(scope, { accountId: other.id, name: "佐藤 健" });
    const deal = await makeDeal(scope, { accountId: account.id, name: "Cold chain" });
    await makeDeal(scope, { accountId: other.id, name: "Cold storage" });
    await makeRoom(scope, { dealId: deal.id, name: "Veranda" });
    expect(await names(contactSource, scope, q("さとう"))).toEqual(["佐藤 恵"]);
    expect((await names(contactSource, scope, q("佐藤"))).toSorted()).toEqual(["佐藤 健", "佐藤 恵"]);
    expect(await names(contactSource, scope, q("佐藤 アオバ"))).toEqual(["佐藤 恵"]);
    expect(await names(dealSource, scope, q("cold あおば"))).toEqual(["Cold chain"]);
    expect(await names(roomSource, scope, q("veranda CHAIN 青葉"))).toEqual(["Veranda"]);
    expect(await names(roomSource, scope, q("veranda storage"))).toEqual([]);
  });
});

test("the order is the same on every database: readings as kana, then letters in either case", async () => {
  const { scope } = await makeMember();
  for (const name of ["zebra", "Apple", "_under", "éclair", "banana", "Apple pie", "10", "9"]) {
    await makeAccount(scope, { name });
  }
  await makeAccount(scope, { name: "桜", reading: "さくら" });
  await makeAccount(scope, { name: "青木", reading: "あおき" });
  const order = ["10", "9", "_under", "Apple", "Apple pie", "banana", "zebra", "éclair", "青木", "桜"];
  expect(await names(accountSource, scope)).toEqual(order);
  expect(await names(accountSource, scope, "dir=desc")).toEqual(order.toReversed());
});

test("pages neither repeat nor lose a row, and one past the end is the last", async () => {
  const { scope } = await makeMember();
  const account = await makeAccount(scope);
  const made = LIST_SIZE + 3;
  for (let n = 0; n < made; n++) await makeContact(scope, { accountId: account.id, name: "Same" });
  for (const sort of Object.keys(contactSource.shape.sorts)) {
    const first = await page(contactSource, scope, `sort=${sort}`);
    const second = await page(contactSource, scope, `sort=${sort}&page=2`);
    expect(first).toMatchObject({ total: made, page: 1, pages: 2 });
    expect([first.rows.length, second.rows.length]).toEqual([LIST_SIZE, 3]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(made);
  }
  expect(await page(contactSource, scope, "page=999")).toMatchObject({ page: 2, pages: 2 });
});

describe("filters", () => {
  let scope: WorkspaceScope;
  let rep: WorkspaceScope;
  beforeAll(async () => {
    const admin = await makeMember({ role: "admin", name: "Aoi" });
    scope = admin.scope;
    rep = (await makeMember({ workspaceId: scope.workspaceId, name: "Ren" })).scope;
    const account = await makeAccount(scope, { name: "Kita" });
    const of = { accountId: account.id };
    const small = { ...of, name: "small", amountMinor: 100, currency: "JPY", closeDate: "2026-01-10" };
    const deal = await makeDeal(scope, small);
    await makeDeal(rep, { ...of, name: "dollars", amountMinor: 20_000, currency: "USD", stage: "propose" });
    await makeDeal(rep, { ...of, name: "won", outcome: "won", closeDate: "2026-03-31" });
    await makeDeal(rep, { ...of, name: "gone", archivedAt: new Date() });
    await makeRoom(scope, { dealId: deal.id });
    await makeContact(scope, { ...of, name: "decides", decisionRole: "decision_maker" });
    await makeContact(scope, { ...of, name: "unknown" });
  });

  test.each([
    ["", ["small", "won", "dollars"]],
    ["owner=me", ["small"]],
    ["stage=propose", ["dollars"]],
    ["outcome=won", ["won"]],
    ["outcome=won&outcome=open&owner=me", ["small"]],
    ["closeFrom=2026-01-10&closeTo=2026-01-31", ["small"]],
    ["closeFrom=2026-02-01", ["won"]],
    ["amountMin=150", ["dollars"]],
    ["amountMax=150", ["small"]],
    ["amountMin=1万", []],
    ["currency=USD", ["dollars"]],
    ["room=yes", ["small"]],
    ["room=no&outcome=open", ["dollars"]],
    ["visited=never", ["small", "won", "dollars"]],
    ["visited=week", []],
    ["team=none&outcome=won", ["won"]],
    ["archived=1", ["gone"]],
    ["q=doll&currency=JPY", []],
  ])("deals by %s", async (query, found) => {
    expect(await names(dealSource, scope, query)).toEqual(found);
  });

  test("contacts by their part in the decision, accounts by their open deals", async () => {
    expect(await names(contactSource, scope, "role=decision_maker")).toEqual(["decides"]);
    expect(await names(contactSource, scope, "role=none")).toEqual(["unknown"]);
    expect(await names(contactSource, scope, "role=none&role=decision_maker")).toHaveLength(2);
    expect(await names(accountSource, scope, "deals=yes")).toEqual(["Kita"]);
    expect(await names(accountSource, scope, "deals=no")).toEqual([]);
    expect(await names(contactSource, rep, "owner=me")).toEqual([]);
  });

  test("every order of every list works with every column shown", async () => {
    for (const source of [accountSource, contactSource, dealSource, roomSource]) {
      const columns = source.shape.columns.slice(1).join(".");
      for (const sort of Object.keys(source.shape.sorts)) {
        for (const dir of ["asc", "desc"]) {
          const list = readList(source.shape, new URLSearchParams({ sort, dir, cols: columns }));
          const ids = await readListIds<WorkspaceScope, { id: string }>(source, scope, { list, limit: 100 });
          const shown = await readListPage<WorkspaceScope, { id: string }>(source, scope, list);
          expect(shown.rows.map((row) => row.id)).toEqual(ids);
        }
      }
    }
  });
});
