import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import { accountSource } from "~/features/accounts/lists/data.server";
import { roomSource } from "~/features/rooms/lists/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { readList } from "~/platform/lists/list-model";
import { type ListSource, readListIds } from "~/platform/lists/list-query.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeContact, makeDeal, makeMember, makeRoom } from "../../support/factories";
import {
  daysAgo,
  type House,
  joinTeam,
  LISTS,
  makeHouse,
  makePieces,
  type Named,
  NOW,
  names,
  rowsOf,
  SOURCES,
  sorted,
  visit,
} from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW));
afterAll(() => setClock(null));

describe("owner and team", () => {
  let house: House;
  beforeAll(async () => {
    house = await makeHouse();
  });

  test.each(LISTS)("of %s narrow each other, and several of one kind widen", async (list) => {
    const { scope, people, teams } = house;
    const found = (query: string) => sorted(list, scope, query);
    expect(await found(`team=${teams.east}`)).toEqual(["East"]);
    expect(await found(`team=${teams.east}&team=${teams.west}`)).toEqual(["East", "West"]);
    expect(await found(`team=${teams.east}&team=none`)).toEqual(["East", "Free"]);
    expect(await found(`team=${teams.east}&owner=${people.West.memberId}`)).toEqual([]);
    expect(await found(`owner=me&owner=${people.Free.memberId}`)).toEqual(["East", "Free"]);
    expect(await found(`owner=${people.Free.memberId}&team=none`)).toEqual(["Free"]);
  });

  test.each(LISTS)("of %s: “me” is whoever looks", async (list) => {
    for (const [name, scope] of Object.entries(house.people)) {
      expect(await sorted(list, scope, "owner=me")).toEqual([name]);
    }
  });

  test.each(LISTS)(
    "a team or an owner of another workspace finds no %s, nor does what is no id",
    async (list) => {
      const other = await makeMember();
      const foreign = await joinTeam(other, "Elsewhere");
      await makePieces(other.scope, { name: "Foreign", stage: "qualify" });
      expect(await sorted(list, house.scope, `team=${foreign}`)).toEqual([]);
      expect(await sorted(list, house.scope, `owner=${other.scope.memberId}`)).toEqual([]);
      expect(await sorted(list, other.scope, `team=${house.teams.east}`)).toEqual([]);
      expect(await sorted(list, house.scope, "owner=%27--&team=%25")).toEqual(["East", "Free", "West"]);
    },
  );

  test("rows name the owner and the team, where there is one", async () => {
    for (const source of [accountSource, dealSource, roomSource]) {
      const rows = await rowsOf<Named & { ownerName: string; teamName: string | null }>(
        source as ListSource<WorkspaceScope, Named & { ownerName: string; teamName: string | null }>,
        house.scope,
        "sort=owner&cols=owner.team",
      );
      expect(rows.map(({ ownerName, teamName }) => [ownerName, teamName])).toEqual([
        ["Aoi", "East team"],
        ["Ren", "West team"],
        ["Yui", null],
      ]);
    }
  });

  test("stage, outcome, account and owner of a room are those of its deal and its own", async () => {
    const { scope, people, of } = house;
    const found = (query: string) => sorted("rooms", scope, query);
    expect(await found("stage=propose")).toEqual(["Free", "West"]);
    expect(await found(`stage=propose&owner=${people.West.memberId}`)).toEqual(["West"]);
    expect(await found(`stage=propose&account=${of("East").account.id}`)).toEqual([]);
    expect(await found("stage=propose&stage=qualify&outcome=open")).toEqual(["East", "Free", "West"]);
    expect(await found("outcome=won&outcome=lost")).toEqual([]);
  });
});

describe("the last visit", () => {
  let house: House;
  beforeAll(async () => {
    house = await makeHouse();
    const { scope, of } = house;
    const reader = (name: string) => ({ roomId: of(name).room.id, contactId: of(name).contact.id });
    await visit(scope, reader("East"), { days: 40 });
    await visit(scope, reader("East"), { days: 2 });
    await visit(scope, reader("West"), { days: 20 });
    // A machine's is none.
    await visit(scope, reader("Free"), { days: 1, engaged: false });
    await makePieces(scope, { name: "Old", stage: "qualify" }).then(({ room, contact }) =>
      visit(scope, { roomId: room.id, contactId: contact.id }, { days: 31 }),
    );
  });

  test.each([
    ["week", ["East"]],
    ["month", ["East", "West"]],
    ["older", ["Old"]],
    ["never", ["Free"]],
    ["yesterday", ["East", "Free", "Old", "West"]],
  ])("“%s” means the same in every list", async (when, found) => {
    for (const list of LISTS) expect(await sorted(list, house.scope, `visited=${when}`)).toEqual(found);
  });

  test("is combined with the owner", async () => {
    for (const list of LISTS) {
      expect(await sorted(list, house.scope, "visited=month&owner=me")).toEqual(["East"]);
      expect(await sorted(list, house.scope, `visited=never&team=${house.teams.west}`)).toEqual([]);
    }
  });

  test("orders every list, those without one last in both directions", async () => {
    for (const source of Object.values(SOURCES)) {
      const list = source as ListSource<WorkspaceScope, Named & { visitedAt?: Date | null }>;
      expect(await names(list, house.scope, "sort=visited")).toEqual(["East", "West", "Old", "Free"]);
      expect(await names(list, house.scope, "sort=visited&dir=asc")).toEqual(["Old", "West", "East", "Free"]);
      const [first] = await rowsOf(list, house.scope, "sort=visited&cols=visited");
      expect(first?.visitedAt).toEqual(daysAgo(2));
      const [bare] = await rowsOf(list, house.scope, "sort=visited&cols=owner");
      expect(bare).not.toHaveProperty("visitedAt");
    }
  });

  test("a contact's is their own, not a colleague's at the same account", async () => {
    const { scope, of } = house;
    await makeContact(scope, { accountId: of("East").account.id, name: "Silent" });
    expect(await sorted("contacts", scope, `account=${of("East").account.id}&visited=never`)).toEqual([
      "Silent",
    ]);
    expect(await sorted("contacts", scope, `account=${of("East").account.id}&visited=week`)).toEqual([
      "East",
    ]);
  });

  test("a room counts its visits that are people's", async () => {
    const rows = await rowsOf(roomSource, house.scope, "sort=name&cols=visits.pages");
    expect(rows.map(({ name, visits, pages }) => [name, visits, pages])).toEqual([
      ["East", 2, 0],
      ["Free", 0, 0],
      ["Old", 1, 0],
      ["West", 1, 0],
    ]);
  });
});

test("equal rows keep one order, so that asking again shuffles nothing", async () => {
  const { scope } = await makeMember();
  const account = await makeAccount(scope, { name: "Same" });
  const at = daysAgo(10);
  for (let n = 0; n < 7; n++) {
    const same = { name: "Same", createdAt: at, updatedAt: at };
    await makeAccount(scope, same);
    await makeContact(scope, { ...same, accountId: account.id });
    const deal = await makeDeal(scope, { ...same, accountId: account.id, closeDate: "2026-04-01" });
    await makeRoom(scope, { ...same, dealId: deal.id });
  }
  for (const source of Object.values(SOURCES)) {
    const list = source as ListSource<WorkspaceScope, Named>;
    for (const sort of Object.keys(list.shape.sorts)) {
      const idsBy = (dir: string) => {
        const state = readList(list.shape, new URLSearchParams({ sort, dir, q: "same" }));
        return readListIds(list, scope, { list: state, limit: 100 });
      };
      const once = await idsBy("asc");
      expect(await idsBy("asc")).toEqual(once);
      expect((await idsBy("desc")).toSorted()).toEqual(once.toSorted());
    }
  }
});
