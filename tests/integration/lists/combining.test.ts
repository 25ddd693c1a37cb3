import { db } from "@db/client";
import { visits } from "@db/schema/tracking";
import { members, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contactSource } from "~/features/accounts/contacts/lists/data.server";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import { accountSource } from "~/features/accounts/lists/data.server";
import { roomSource } from "~/features/rooms/lists/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { readList } from "~/platform/lists/list-model";
import { type ListSource, readListIds, readListPage } from "~/platform/lists/list-query.server";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
  makeViewer,
} from "../../support/factories";

useDatabase();

const NOW = Date.UTC(2026, 2, 15, 3);
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS);

beforeAll(() => setClock(() => NOW));
afterAll(() => setClock(null));

type Named = { id: string; name: string | null };

async function rowsOf<Row extends Named>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query: string,
) {
  return (await readListPage(source, scope, readList(source.shape, new URLSearchParams(query)))).rows;
}

async function names<Row extends Named>(
  source: ListSource<WorkspaceScope, Row>,
  scope: WorkspaceScope,
  query = "",
) {
  return (await rowsOf(source, scope, query)).map((row) => row.name);
}

/** A contact's visit of a room; one that does not count unless `engaged`. */
async function visit(
  scope: WorkspaceScope,
  of: { roomId: string; contactId?: string },
  { days, engaged = true }: { days: number; engaged?: boolean },
) {
  const { link } = await makeLink(scope, { roomId: of.roomId });
  const contact = of.contactId ? { contactId: of.contactId, identity: "verified" as const } : {};
  const { viewer } = await makeViewer(scope, { link, ...contact });
  const at = daysAgo(days);
  await db.insert(visits).values({
    id: newId(at.getTime()),
    workspaceId: scope.workspaceId,
    roomId: of.roomId,
    viewerId: viewer.id,
    personKey: of.contactId ?? viewer.id,
    day: at.toISOString().slice(0, 10),
    startedAt: at,
    lastAt: at,
    engaged,
  });
}

async function joinTeam({ scope }: { scope: WorkspaceScope }, name: string) {
  const team = { id: newId(), workspaceId: scope.workspaceId, name, createdAt: daysAgo(90) };
  await db.insert(teams).values(team);
  await db.update(members).set({ teamId: team.id }).where(eq(members.id, scope.memberId));
  return team.id;
}

/** Two teams and someone without one; each owns an account "East", "West" or "Free" with a deal and a room of that name. */
async function makeHouse() {
  const east = await makeMember({ role: "manager", name: "Aoi" });
  const { workspaceId } = east.scope;
  const west = await makeMember({ workspaceId, name: "Ren" });
  const free = await makeMember({ workspaceId, name: "Yui" });
  const ids = { east: await joinTeam(east, "East team"), west: await joinTeam(west, "West team") };
  const stages = { East: "qualify", West: "propose", Free: "propose" };
  const made = new Map<string, Awaited<ReturnType<typeof makePieces>>>();
  const people = { East: east.scope, West: west.scope, Free: free.scope };
  for (const name of ["East", "West", "Free"] as const) {
    made.set(name, await makePieces(people[name], { name, stage: stages[name] }));
  }
  const of = (name: string) => {
    const pieces = made.get(name);
    if (!pieces) throw new Error(`nothing is called ${name}`);
    return pieces;
  };
  return { scope: east.scope, people, teams: ids, of };
}

async function makePieces(scope: WorkspaceScope, { name, stage }: { name: string; stage: string }) {
  const account = await makeAccount(scope, { name });
  const contact = await makeContact(scope, { accountId: account.id, name });
  const deal = await makeDeal(scope, { accountId: account.id, name, stage });
  const room = await makeRoom(scope, { dealId: deal.id, name });
  return { account, contact, deal, room };
}

type House = Awaited<ReturnType<typeof makeHouse>>;
const SOURCES = { accounts: accountSource, contacts: contactSource, deals: dealSource, rooms: roomSource };
const LISTS = Object.keys(SOURCES) as (keyof typeof SOURCES)[];
const sorted = async (list: keyof typeof SOURCES, scope: WorkspaceScope, query: string) =>
  (await names<Named>(SOURCES[list] as ListSource<WorkspaceScope, Named>, scope, query)).toSorted();

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
