import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { members, savedViews } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { editDealCell } from "~/features/accounts/deals/lists/mutations.server";
import { refoldSearch } from "~/features/accounts/lists/jobs.server";
import { refoldRooms } from "~/features/rooms/lists/jobs.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact, makeDeal, makeRoom } from "../../support/factories";
import { en, fill, makePeople, useScreens } from "../screens/support";

const screens = useScreens();
let people: Awaited<ReturnType<typeof makePeople>>;
beforeAll(async () => {
  people = await makePeople();
});

const dealOf = async (id: string) => (await db.select().from(deals).where(eq(deals.id, id)))[0];
const follow = async (address: string | null, as = people.rep) => screens.get(address ?? "", as);

describe("many rows at once", () => {
  test("a rep changes only own rows, is told what stayed and why, and takes it back once", async () => {
    const { rep, colleague } = people;
    const mine = await makeDeal(rep.scope, { name: "Mine" });
    const theirs = await makeDeal(colleague.scope, { name: "Theirs" });
    const form = new URLSearchParams({ intent: "bulk", action: "stage", stage: "propose" });
    for (const id of [mine.id, theirs.id]) form.append("rows[]", id);
    const asking = { method: "POST", body: form.toString() };
    const answer = await screens.raw(paths.deals(), asking, rep);
    expect(answer.status).toBe(302);
    const shown = await follow(answer.headers.get("location"));
    expect(shown.text).toContain(en.lists.bulk.done.stage_one.replace("{{count}}", "1"));
    expect(shown.text).toContain(en.lists.bulk.left.notOwn_one.replace("{{count}}", "1"));
    expect([(await dealOf(mine.id))?.stage, (await dealOf(theirs.id))?.stage]).toEqual([
      "propose",
      "qualify",
    ]);
    const undo = { intent: "undo", bulkId: shown.hidden("bulkId"), query: "" };
    expect((await screens.post(paths.deals(), undo, colleague)).status).toBe(404);
    expect((await screens.post(paths.deals(), undo, rep)).status).toBe(302);
    expect((await dealOf(mine.id))?.stage).toBe("qualify");
    expect((await screens.post(paths.deals(), undo, rep)).status).toBe(404);
  });

  test("taking back leaves alone what somebody has changed since", async () => {
    const { rep, admin } = people;
    const deal = await makeDeal(rep.scope);
    const form = { intent: "bulk", action: "owner", ownerId: people.colleague.member.id, "rows[]": deal.id };
    const { location } = await screens.post(paths.deals(), form, rep);
    await db.update(deals).set({ ownerId: admin.member.id }).where(eq(deals.id, deal.id));
    const bulkId = new URLSearchParams(location?.split("?")[1]).get("bulk") ?? "";
    expect((await screens.post(paths.deals(), { intent: "undo", bulkId }, rep)).status).toBe(302);
    expect((await dealOf(deal.id))?.ownerId).toBe(admin.member.id);
  });

  test("what was given away goes back to its owner, also when they have left since", async () => {
    const { rep, admin, colleague } = people;
    const deal = await makeDeal(rep.scope);
    const form = { intent: "bulk", action: "owner", ownerId: colleague.member.id, "rows[]": deal.id };
    const { location } = await screens.post(paths.deals(), form, admin);
    const bulkId = new URLSearchParams(location?.split("?")[1]).get("bulk") ?? "";
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, rep.member.id));
    await screens.post(paths.deals(), { intent: "undo", bulkId }, admin);
    await db.update(members).set({ deactivatedAt: null }).where(eq(members.id, rep.member.id));
    expect((await dealOf(deal.id))?.ownerId).toBe(rep.member.id);
  });

  test("what was put back is not put away again by somebody who may not touch it any more", async () => {
    const { rep, colleague } = people;
    const deal = await makeDeal(rep.scope, { archivedAt: new Date() });
    const form = { intent: "bulk", action: "restore", "rows[]": deal.id };
    const { location } = await screens.post(paths.deals(), form, rep);
    const bulkId = new URLSearchParams(location?.split("?")[1]).get("bulk") ?? "";
    await db.update(deals).set({ ownerId: colleague.member.id }).where(eq(deals.id, deal.id));
    await screens.post(paths.deals(), { intent: "undo", bulkId }, rep);
    expect((await dealOf(deal.id))?.archivedAt).toBeNull();
  });

  test("all results of a search are archived, accounts in use stay, and can be restored from the archive", async () => {
    const { admin } = people;
    const idle = await makeAccount(admin.scope, { name: "Sweep idle" });
    const busy = await makeAccount(admin.scope, { name: "Sweep busy" });
    await makeDeal(admin.scope, { accountId: busy.id });
    const all = { intent: "bulk", all: "on", query: "q=sweep" };
    const { location } = await screens.post(paths.accounts(), { ...all, action: "archive" }, admin);
    const shown = await follow(location, admin);
    expect(shown.text).toContain(en.lists.bulk.left.inUse_one.replace("{{count}}", "1"));
    const archived = async () =>
      (await db.select().from(accounts)).filter((row) => row.archivedAt).map((row) => row.id);
    expect(await archived()).toContain(idle.id);
    expect(await archived()).not.toContain(busy.id);
    const back = { ...all, query: "q=sweep&archived=1", action: "restore" };
    await screens.post(paths.accounts(), back, admin);
    expect(await archived()).not.toContain(idle.id);
  });

  test("contacts follow their account's owner; rooms are handed over", async () => {
    const { rep, colleague } = people;
    const contact = await makeContact(rep.scope);
    const room = await makeRoom(rep.scope);
    const archive = { intent: "bulk", action: "archive", "rows[]": contact.id };
    await screens.post(paths.contacts(), archive, colleague);
    const stored = async () => (await db.select().from(contacts).where(eq(contacts.id, contact.id)))[0];
    expect((await stored())?.archivedAt).toBeNull();
    await screens.post(paths.contacts(), archive, rep);
    expect((await stored())?.archivedAt).not.toBeNull();
    const give = { intent: "bulk", action: "owner", ownerId: colleague.member.id, "rows[]": room.id };
    await screens.post(paths.rooms(), give, rep);
    expect((await db.select().from(rooms).where(eq(rooms.id, room.id)))[0]?.ownerId).toBe(
      colleague.member.id,
    );
  });

  test("nothing chosen, no owner chosen and made-up rows are answered", async () => {
    const { rep, stranger } = people;
    const deal = await makeDeal(rep.scope);
    const none = await screens.post(paths.deals(), { intent: "bulk", action: "archive" }, rep);
    expect(none).toMatchObject({ status: 422, alert: en.lists.bulk.chooseRows });
    const noOwner = { intent: "bulk", action: "owner", "rows[]": deal.id };
    expect((await screens.post(paths.deals(), noOwner, rep)).status).toBe(422);
    const unknown = { intent: "bulk", action: "archive", "rows[]": newId() };
    expect((await screens.post(paths.deals(), unknown, rep)).status).toBe(404);
    expect((await screens.post(paths.deals(), { ...unknown, "rows[]": deal.id }, stranger)).status).toBe(404);
    expect((await screens.post(paths.deals(), { ...unknown, "rows[]": "x" }, rep)).status).toBe(422);
  });
});

describe("one cell", () => {
  const edit = (deal: { id: string }, field: string, value: string, seen: string) =>
    screens.post(
      paths.deals(),
      { intent: "cell", id: deal.id, field, value, seen, query: "q=a" },
      people.rep,
    );

  test("is a form without a script, and leads back to the same list", async () => {
    const deal = await makeDeal(people.rep.scope, { name: "Cell" });
    const open = await screens.get(`${paths.deals()}?q=cell&edit=${deal.id}.close`, people.rep);
    expect(open.field("value").value).toBe("");
    const saved = await edit(deal, "close", "2026-12-24", "");
    expect([saved.status, saved.location]).toEqual([302, `${paths.deals()}?q=a`]);
    expect(await dealOf(deal.id)).toMatchObject({ closeDate: "2026-12-24", version: 2 });
    await edit(deal, "amount", "120万", "");
    expect(await dealOf(deal.id)).toMatchObject({ amountMinor: 1_200_000, version: 3 });
    await edit(deal, "name", "  Renamed \u202e ", "Cell");
    expect(await dealOf(deal.id)).toMatchObject({ name: "Renamed", searchText: "renamed" });
  });

  test("that somebody else changed meanwhile is shown with theirs, and saved over only knowingly", async () => {
    const deal = await makeDeal(people.rep.scope, { name: "Conflict", closeDate: "2026-05-05" });
    await screens.get(paths.deals(), people.rep);
    const stale = await screens.post(
      paths.deals(),
      {
        intent: "cell",
        id: deal.id,
        field: "close",
        value: "2026-06-06",
        seen: "2026-04-04",
        query: "q=conflict",
      },
      people.rep,
    );
    expect(stale.status).toBe(409);
    expect((await dealOf(deal.id))?.closeDate).toBe("2026-05-05");
    await edit(deal, "close", "2026-06-06", "2026-05-05");
    expect((await dealOf(deal.id))?.closeDate).toBe("2026-06-06");
  });

  test("two people who change different fields of one deal lose nothing", async () => {
    const deal = await makeDeal(people.rep.scope, { name: "Two" });
    const change = { id: deal.id, seen: "", field: "close", value: "2026-02-02" };
    expect(await editDealCell(people.rep.scope, change)).toEqual({ ok: true });
    const amount = { id: deal.id, seen: "", field: "amount", value: "5" };
    expect(await editDealCell(people.admin.scope, amount)).toEqual({ ok: true });
    expect(await dealOf(deal.id)).toMatchObject({ closeDate: "2026-02-02", amountMinor: 5 });
  });

  test.each([
    ["amount", "-1"],
    ["amount", "=1+1"],
    ["close", "2026-02-30"],
    ["name", "  "],
    ["name", "x".repeat(201)],
    ["stage", "No such!"],
    ["version", "7"],
    ["__proto__", "x"],
  ])("refuses %s = %s", async (field, value) => {
    const deal = await makeDeal(people.rep.scope, { name: "Refused" });
    const seen = field === "name" ? "Refused" : "";
    expect((await edit(deal, field, value, seen)).status).toBe(422);
    expect(await dealOf(deal.id)).toMatchObject({ version: 1 });
  });

  test("of a colleague's row stays closed, archived ones as well", async () => {
    const theirs = await makeDeal(people.colleague.scope);
    expect((await edit(theirs, "name", "Stolen", "Cold chain")).status).toBe(403);
    const archived = await makeDeal(people.rep.scope, { archivedAt: new Date() });
    expect((await edit(archived, "name", "New", "Cold chain")).status).toBe(422);
  });
});

describe("saved views", () => {
  const post = (form: Record<string, string>, as = people.rep) => screens.post(paths.views(), form, as);
  const viewsOn = async (as = people.rep) =>
    (await screens.get(paths.contacts(), as)).links().filter((link) => link.includes("view="));

  test("are private until shared; only their maker and admins change them", async () => {
    const { rep, colleague, admin, stranger } = people;
    const requestKey = newId();
    const create = {
      intent: "create",
      list: "contacts",
      name: "Deciders",
      query: "role=decision_maker",
      requestKey,
    };
    const made = await post(create);
    expect(made.location).toBe(`/contacts?view=${requestKey}&role=decision_maker`);
    await post(create);
    expect(await db.$count(savedViews, eq(savedViews.id, requestKey))).toBe(1);
    expect([(await viewsOn()).length, (await viewsOn(colleague)).length]).toEqual([1, 0]);
    const rename = { intent: "rename", viewId: requestKey, name: "All deciders", isShared: "on" };
    expect((await post(rename, colleague)).status).toBe(404);
    expect((await post(rename, rep)).status).toBe(302);
    expect((await viewsOn(colleague)).length).toBe(1);
    expect((await post(rename, colleague)).status).toBe(403);
    expect((await post(rename, stranger)).status).toBe(404);
    const update = { intent: "update", viewId: requestKey, query: "role=champion" };
    expect((await post(update, colleague)).status).toBe(403);
    expect((await post(update, admin)).location).toBe(`/contacts?view=${requestKey}&role=champion`);
    expect((await post({ intent: "delete", viewId: requestKey }, colleague)).status).toBe(403);
    expect((await post({ intent: "delete", viewId: requestKey }, rep)).location).toBe("/contacts");
    expect(await viewsOn(colleague)).toEqual([]);
  });

  test("without a name are refused at the field and nothing is lost", async () => {
    const nameless = { intent: "create", list: "deals", name: " ", query: "q=x", requestKey: newId() };
    const refused = await post(nameless);
    expect(refused.status).toBe(422);
    expect(refused.field("name").isInvalid).toBe(true);
    expect(refused.hidden("query")).toBe("q=x");
  });
});

test("the reading and phone of a contact are columns of the list and its file, changed where they stand", async () => {
  const { rep } = people;
  const contact = await makeContact(rep.scope, {
    name: "檜 蓮",
    reading: "ひのき れん",
    phone: "+81 3 1234",
  });
  const at = `${paths.contacts()}?q=${encodeURIComponent("ヒノキ")}&cols=reading.phone`;
  expect((await screens.get(at, rep)).text).toContain("+81 3 1234");
  const edit = { intent: "cell", id: contact.id, field: "phone", value: "０６-9999", seen: "+81 3 1234" };
  await screens.post(paths.contacts(), edit, rep);
  await screens.post(
    paths.contacts(),
    { ...edit, field: "reading", value: "ヒノキ", seen: "ひのき れん" },
    rep,
  );
  const file = await screens.raw(`${paths.contactsCsv()}?q=06-9999&cols=reading.phone`, {}, rep);
  expect((await file.text()).trimEnd().split("\r\n")).toEqual([
    "Name,E-mail,Reading,Phone",
    `檜 蓮,${contact.email},ひのき,06-9999`,
  ]);
});

test("the file has every page, the chosen columns and filters, and runs no formula", async () => {
  const { admin } = people;
  const account = await makeAccount(admin.scope, { name: "=HYPERLINK(1)" });
  for (let n = 0; n < 60; n++) await makeContact(admin.scope, { accountId: account.id, name: `Csv ${n}` });
  const marked = await makeContact(admin.scope, { accountId: account.id, name: "@csv", title: "Boss" });
  const get = async (query: string) => {
    const answer = await screens.raw(`${paths.contactsCsv()}?${query}`, {}, admin);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="Contacts-/);
    return (await answer.text()).trimEnd().split("\r\n");
  };
  const all = await get("q=csv&cols=account.title&page=2");
  expect(all).toHaveLength(62);
  expect(all[0]).toBe("Name,E-mail,Account,Job title");
  expect(all.join("\n")).toContain(`"'@csv",${marked.email},"'=HYPERLINK(1)",Boss`);
  expect(await get(`query=${encodeURIComponent("q=csv")}&rows[]=${marked.id}`)).toHaveLength(2);
  const bytes = await screens.raw(`${paths.contactsCsv()}?bom=1`, {}, admin);
  expect([...new Uint8Array(await bytes.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
});

test("rows that a migration folded roughly are folded once more", async () => {
  const { scope } = people.rep;
  const rough = { searchText: "ROUGH", sortKey: "ROUGH" };
  const account = await makeAccount(scope, { name: "ＡＢＣ", reading: "エー", ...rough });
  const room = await makeRoom(scope, { name: "カフェ", searchText: "ROUGH" });
  await refoldSearch.run({}, { jobId: "", attempt: 1 });
  await refoldRooms.run({}, { jobId: "", attempt: 1 });
  const [stored] = await db.select().from(accounts).where(eq(accounts.id, account.id));
  expect(stored).toMatchObject({ searchText: "abc\nえー", sortKey: "えー", version: 1 });
  const [folded] = await db.select().from(rooms).where(eq(rooms.id, room.id));
  expect(folded?.searchText).toBe("かふぇ");
});

test("lists say what to do when they are empty, and how to get out of a search without results", async () => {
  const { stranger } = people;
  const empty = await screens.get(paths.contacts(), stranger);
  expect(empty.text).toContain(en.lists.contacts.emptyBody);
  const nothing = await screens.get(`${paths.contacts()}?q=nobody`, stranger);
  expect(nothing.text).toContain(en.lists.nothing.title);
  expect(nothing.text).toContain(fill(en.lists.chip, { name: en.lists.searchChip, value: "nobody" }));
  expect(nothing.links()).toContain(paths.contacts());
});
