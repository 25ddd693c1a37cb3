import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactSource } from "~/features/accounts/contacts/lists/data.server";
import { accountSource } from "~/features/accounts/lists/data.server";
import { roomSource } from "~/features/rooms/lists/data.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeDeal, makeMember, makePage, makeRoom } from "../../support/factories";
import { daysAgo, LISTS, makeHouse, NOW, names, rowsOf, sorted } from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW));
afterAll(() => setClock(null));

describe("what is archived", () => {
  test("is in the archive only, and the other filters hold there as well", async () => {
    const { scope, people, of } = await makeHouse();
    const archivedAt = daysAgo(3);
    const account = await makeAccount(scope, { name: "Gone", archivedAt });
    await makeContact(scope, { accountId: of("West").account.id, name: "Gone", archivedAt });
    const deal = await makeDeal(scope, { accountId: account.id, name: "Gone", archivedAt });
    await makeRoom(scope, { dealId: deal.id, name: "Gone", archivedAt });
    for (const list of LISTS) {
      expect(await sorted(list, scope, "")).not.toContain("Gone");
      expect(await sorted(list, scope, "archived=1")).toEqual(["Gone"]);
      expect(await sorted(list, scope, "archived=1&q=one")).toEqual(["Gone"]);
      expect(await sorted(list, scope, "archived=1&q=east")).toEqual([]);
      expect(await sorted(list, scope, `archived=1&owner=${people.Free.memberId}`)).toEqual([]);
    }
    // Contacts are looked after by whoever owns their account.
    expect(await sorted("contacts", scope, `archived=1&owner=${people.West.memberId}`)).toEqual(["Gone"]);
    expect(await sorted("contacts", scope, "archived=1&owner=me")).toEqual([]);
  });

  test("counts nowhere: neither deals, contacts nor rooms of an account, nor pages of a room", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope, { name: "Kita" });
    const of = { accountId: account.id };
    const archivedAt = daysAgo(1);
    const deal = await makeDeal(scope, of);
    await makeDeal(scope, { ...of, archivedAt });
    await makeDeal(scope, { ...of, outcome: "won" });
    await makeContact(scope, of);
    await makeContact(scope, { ...of, archivedAt });
    const room = await makeRoom(scope, { dealId: deal.id });
    await makeRoom(scope, { dealId: deal.id, archivedAt });
    await makePage(scope, { roomId: room.id });
    await makePage(scope, { roomId: room.id, archivedAt });
    const [row] = await rowsOf(accountSource, scope, "cols=openDeals.contacts.rooms");
    expect(row).toMatchObject({ openDeals: 1, contacts: 1, rooms: 1 });
    const [shown] = await rowsOf(roomSource, scope, "cols=pages");
    expect(shown).toMatchObject({ pages: 1 });
    expect(shown).not.toHaveProperty("visits");
  });

  test("an account whose only deals are closed or archived has no open ones", async () => {
    const { scope } = await makeMember();
    const quiet = await makeAccount(scope, { name: "Quiet" });
    await makeDeal(scope, { accountId: quiet.id, outcome: "lost" });
    await makeDeal(scope, { accountId: quiet.id, archivedAt: daysAgo(1) });
    const busy = await makeAccount(scope, { name: "Busy" });
    await makeDeal(scope, { accountId: busy.id });
    expect(await names(accountSource, scope, "deals=no&owner=me")).toEqual(["Quiet"]);
    expect(await names(accountSource, scope, "deals=yes&q=quiet")).toEqual([]);
    expect(await names(accountSource, scope, "sort=openDeals")).toEqual(["Busy", "Quiet"]);
    expect(await names(accountSource, scope, "sort=openDeals&dir=asc")).toEqual(["Quiet", "Busy"]);
  });
});

describe("signs and readings", () => {
  test("signs of a pattern mean themselves in the names of contacts, deals and rooms", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope, { name: "Kita" });
    for (const name of ["50% off", "500 off", "snake_case", "snakexcase"]) {
      await makeContact(scope, { accountId: account.id, name });
      const deal = await makeDeal(scope, { accountId: account.id, name });
      await makeRoom(scope, { dealId: deal.id, name });
    }
    for (const list of ["contacts", "deals", "rooms"] as const) {
      expect(await sorted(list, scope, "q=50%25")).toEqual(["50% off"]);
      expect(await sorted(list, scope, "q=e_c")).toEqual(["snake_case"]);
      expect(await sorted(list, scope, "q=%25_")).toEqual([]);
      expect(await sorted(list, scope, "q=off+kita")).toEqual(["50% off", "500 off"]);
    }
  });

  test("contacts are ordered by how their names are read, also within their accounts", async () => {
    const { scope } = await makeMember();
    const last = await makeAccount(scope, { name: "山田商店", reading: "やまだしょうてん" });
    const first = await makeAccount(scope, { name: "青葉物流", reading: "あおばぶつりゅう" });
    await makeContact(scope, { accountId: last.id, name: "渡辺", reading: "わたなべ" });
    await makeContact(scope, { accountId: first.id, name: "森", reading: "もり" });
    await makeContact(scope, { accountId: last.id, name: "安藤", reading: "あんどう" });
    expect(await names(contactSource, scope)).toEqual(["安藤", "森", "渡辺"]);
    expect(await names(contactSource, scope, "sort=account")).toEqual(["森", "安藤", "渡辺"]);
    expect(await names(contactSource, scope, "q=アンド")).toEqual(["安藤"]);
    expect(await names(contactSource, scope, "q=ﾔﾏﾀﾞ")).toEqual(["安藤", "渡辺"]);
  });

  test("parts in a decision are ordered by their weight, unknown ones last", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope);
    for (const role of ["user", null, "champion", "decision_maker"] as const) {
      await makeContact(scope, { accountId: account.id, name: role ?? "unknown", decisionRole: role });
    }
    expect(await names(contactSource, scope, "sort=role")).toEqual([
      "decision_maker",
      "champion",
      "user",
      "unknown",
    ]);
    expect((await names(contactSource, scope, "sort=role&dir=desc")).at(-1)).toBe("unknown");
    expect(await names(contactSource, scope, "role=champion&role=none&sort=role")).toEqual([
      "champion",
      "unknown",
    ]);
    expect(await names(contactSource, scope, "role=king")).toHaveLength(4);
  });
});
