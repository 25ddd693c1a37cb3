import { db } from "@db/client";
import { accounts, contacts, dealStages, deals } from "@db/schema/accounts";
import { importRefusals } from "@db/schema/imports";
import { visits } from "@db/schema/tracking";
import { and, asc, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { archiveContact } from "~/features/accounts/contacts/mutations.server";
import { trackingSubscribers } from "~/features/tracking/subscribers.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makeRoom,
  makeViewer,
} from "../../support/factories";
import { importAll } from "./support";

useDatabase();
for (const job of trackingSubscribers) registerJob(job);

const accountsOf = (workspaceId: string) =>
  db.select().from(accounts).where(eq(accounts.workspaceId, workspaceId)).orderBy(asc(accounts.name));
const reasonsOf = async (importId: string) =>
  (
    await db
      .select()
      .from(importRefusals)
      .where(eq(importRefusals.importId, importId))
      .orderBy(asc(importRefusals.rowNumber))
  ).map(({ rowNumber, field, reason }) => [rowNumber, field, reason]);

describe("accounts", () => {
  test("each row becomes an account of whoever brought the file, searchable and in order", async () => {
    const { scope, member } = await makeMember();
    const done = await importAll(
      scope,
      "accounts",
      "会社名,フリガナ,ドメイン,備考\n檜食品,ヒノキショクヒン,https://hinoki.example/about,大口\n杉本商店,,,\n",
    );
    expect(done).toMatchObject({ state: "done", totalRows: 2, doneRows: 2, createdRows: 2, refusedRows: 0 });
    const rows = await accountsOf(member.workspaceId);
    expect(
      rows.map(({ name, reading, domain, notes, ownerId }) => ({ name, reading, domain, notes, ownerId })),
    ).toEqual([
      { name: "杉本商店", reading: null, domain: null, notes: null, ownerId: member.id },
      {
        name: "檜食品",
        reading: "ひのきしょくひん",
        domain: "hinoki.example",
        notes: "大口",
        ownerId: member.id,
      },
    ]);
    expect(rows.map(({ sortKey }) => sortKey)).toEqual(["杉本商店", "ひのきしょくひん"]);
    expect((await eventsOf(scope)).map(({ type }) => type)).toEqual([
      "import.started",
      "account.imported",
      "account.imported",
      "import.finished",
    ]);
  });

  test("the same company is known by domain, or by name and reading, in the file too", async () => {
    const { scope, member } = await makeMember();
    await makeAccount(scope, { name: "Hinoki Foods", domain: "hinoki.example" });
    await makeAccount(scope, { name: "Sugi Kobo", reading: "すぎこうぼう" });
    const file = [
      "name,reading,domain",
      "Hinoki Group,,hinoki.example",
      "ＳＵＧＩ kobo,,",
      "Sugi Kobo,すぎたくみ,",
      "Keyaki,,keyaki.example",
      "KEYAKI,,",
    ].join("\n");
    const done = await importAll(scope, "accounts", file);
    expect(done).toMatchObject({ createdRows: 2, skippedRows: 3 });
    expect((await accountsOf(member.workspaceId)).map(({ name }) => name)).toEqual([
      "Hinoki Foods",
      "Keyaki",
      "Sugi Kobo",
      "Sugi Kobo",
    ]);
  });

  test("an update takes over what the file says and leaves what it does not say", async () => {
    const { scope, member } = await makeMember();
    await makeAccount(scope, { name: "Hinoki", domain: "hinoki.example", notes: "kept", reading: "ひのき" });
    const file =
      "name,domain,reading,notes\nHinoki Foods,hinoki.example,,\nMomi,momi.example,,a\nMomi,,もみ,b\n";
    expect(await importAll(scope, "accounts", file, { onDuplicate: "update" })).toMatchObject({
      createdRows: 1,
      updatedRows: 2,
    });
    expect(await accountsOf(member.workspaceId)).toMatchObject([
      { name: "Hinoki Foods", notes: "kept", reading: "ひのき", version: 2 },
      { name: "Momi", domain: "momi.example", reading: "もみ", notes: "b", version: 1 },
    ]);
  });

  test("what belongs to a colleague is refused to a rep and updated by a manager", async () => {
    const { scope, member } = await makeMember();
    const { workspaceId } = member;
    const colleague = await makeMember({ workspaceId, name: "Riku Hara" });
    const manager = await makeMember({ workspaceId, role: "manager" });
    await makeAccount(colleague.scope, { name: "Hinoki" });
    const file = "name,notes\nHinoki,mine now\n";
    const refused = await importAll(scope, "accounts", file, { onDuplicate: "update" });
    expect(await reasonsOf(refused.id)).toEqual([[1, "row", "not_yours"]]);
    expect(await importAll(manager.scope, "accounts", file, { onDuplicate: "update" })).toMatchObject({
      updatedRows: 1,
    });
  });

  test("an owner is known by name or address, and someone who left is none", async () => {
    const { scope, member } = await makeMember({ name: "Aoi Mori" });
    const { workspaceId } = member;
    const riku = await makeMember({ workspaceId, name: "Riku Hara" });
    await makeMember({ workspaceId, name: "Gone Person", deactivatedAt: new Date() });
    const done = await importAll(scope, "accounts", "name,owner\nA,riku hara\nB,Gone Person\nC,\n");
    expect(await reasonsOf(done.id)).toEqual([[2, "owner", "owner"]]);
    expect((await accountsOf(workspaceId)).map(({ name, ownerId }) => [name, ownerId])).toEqual([
      ["A", riku.member.id],
      ["C", member.id],
    ]);
  });

  test("formulas stay text, hidden marks go, and what is too long or empty is refused with its reason", async () => {
    const { scope, member } = await makeMember();
    const long = "x".repeat(201);
    const file = `name,notes\n=SUM(A1:A9),+81 3 0000\n"Hino\u202Eki 🌲",@home\n${long},\n${"あ".repeat(200)},\n,no name\n'=guarded,\na,b,c\n`;
    const done = await importAll(scope, "accounts", file);
    expect((await accountsOf(member.workspaceId)).map(({ name, notes }) => [name, notes])).toEqual([
      ["=SUM(A1:A9)", "+81 3 0000"],
      ["=guarded", null],
      ["Hinoki 🌲", "@home"],
      ["あ".repeat(200), null],
    ]);
    expect(await reasonsOf(done.id)).toEqual([
      [3, "name", "too_long"],
      [5, "name", "required"],
      [7, "row", "cell_count"],
    ]);
  });
});

describe("contacts", () => {
  test("find their account by name or by the domain of the address, and make one that is named anew", async () => {
    const { scope, member } = await makeMember();
    const hinoki = await makeAccount(scope, { name: "Hinoki Foods", domain: "hinoki.example" });
    const file = [
      "メールアドレス,氏名,会社名,役職,部署,電話番号,決裁での役割",
      "REN@hinoki.example,佐藤 蓮,,部長,経理部,03-0000-0000,謎の役",
      "yui@keyaki.example,小野 結,ケヤキ工業,,,,",
      "sora@keyaki.example,木田 空,ケヤキ工業,,,,decision_maker",
      "nobody@nowhere.example,,,,,,",
      "not an address,誰か,ケヤキ工業,,,,",
    ].join("\r\n");
    const done = await importAll(scope, "contacts", file);
    expect(done).toMatchObject({ createdRows: 2, refusedRows: 3 });
    expect(await reasonsOf(done.id)).toEqual([
      [1, "decisionRole", "role"],
      [4, "account", "account_unknown"],
      [5, "email", "email"],
    ]);
    const people = await db
      .select()
      .from(contacts)
      .where(eq(contacts.workspaceId, member.workspaceId))
      .orderBy(contacts.email);
    expect(people).toMatchObject([
      { email: "sora@keyaki.example", name: "木田 空", decisionRole: "decision_maker" },
      { email: "yui@keyaki.example", name: "小野 結", decisionRole: null },
    ]);
    const made = (await accountsOf(member.workspaceId)).find(({ id }) => id !== hinoki.id);
    expect(made).toMatchObject({ name: "ケヤキ工業", ownerId: member.id });
    expect(people.every(({ accountId }) => accountId === made?.id)).toBe(true);
  });

  test("an address is one person: known ones are skipped, updated or refused, never doubled", async () => {
    const { scope } = await makeMember();
    const ren = await makeContact(scope, { email: "ren@hinoki.example", name: "Ren", title: "Buyer" });
    const old = await makeContact(scope, { email: "old@hinoki.example", accountId: ren.accountId });
    await archiveContact(scope, { accountId: old.accountId, contactId: old.id });
    const file =
      "email,name,title,account\nren@hinoki.example,Ren Sato,,Hinoki Foods\nold@hinoki.example,Old,,Hinoki Foods\n";
    expect(await importAll(scope, "contacts", file)).toMatchObject({ skippedRows: 1, refusedRows: 1 });
    const second = await importAll(scope, "contacts", file, { onDuplicate: "create" });
    expect(await reasonsOf(second.id)).toEqual([
      [1, "email", "email_taken"],
      [2, "email", "archived"],
    ]);
    await importAll(scope, "contacts", file, { onDuplicate: "update" });
    const [now] = await db.select().from(contacts).where(eq(contacts.id, ren.id));
    expect(now).toMatchObject({ name: "Ren Sato", title: "Buyer", version: 2 });
  });

  test("take over what was read under their address before", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope, { name: "Hinoki" });
    const deal = await makeDeal(scope, { accountId: account.id });
    const room = await makeRoom(scope, { dealId: deal.id });
    const { link } = await makeLink(scope, { roomId: room.id });
    const { viewer } = await makeViewer(scope, { link, email: "ren@hinoki.example", identity: "verified" });
    const at = new Date();
    await db.insert(visits).values({
      id: "visit-1",
      workspaceId: scope.workspaceId,
      roomId: room.id,
      viewerId: viewer.id,
      personKey: viewer.id,
      day: "2026-03-02",
      startedAt: at,
      lastAt: at,
    });
    await importAll(scope, "contacts", "email,account\nren@hinoki.example,Hinoki\n");
    await runDueJobs();
    const [contact] = await db
      .select()
      .from(contacts)
      .where(and(eq(contacts.email, "ren@hinoki.example"), eq(contacts.workspaceId, scope.workspaceId)));
    const [visit] = await db.select().from(visits).where(eq(visits.id, "visit-1"));
    expect(visit?.personKey).toBe(contact?.id);
  });
});

describe("deals", () => {
  test("read stages in both languages, amounts with their currency, and days written year first", async () => {
    const { scope, member } = await makeMember();
    await makeAccount(scope, { name: "Hinoki Foods" });
    const file = [
      "商談名;取引先名;フェーズ;金額;通貨;完了予定日",
      "A;Hinoki Foods;提案;120万円;;2026年3月31日",
      "B;hinoki foods;Negotiate;1,250.50;usd;2026/4/1",
      "C;New Company;;;;令和8年5月6日",
      "D;Hinoki Foods;提案;-5;;",
      "E;Hinoki Foods;unknown;;;",
      "F;Hinoki Foods;;1;XXX;",
      "G;Hinoki Foods;;;;31/03/2026",
      "H;Hinoki Foods;;;;2026-02-30",
      "I;;;;;",
    ].join("\n");
    const done = await importAll(scope, "deals", file);
    const rows = await db
      .select()
      .from(deals)
      .where(eq(deals.workspaceId, member.workspaceId))
      .orderBy(deals.name);
    expect(
      rows.map((deal) => [deal.name, deal.stage, deal.amountMinor, deal.currency, deal.closeDate]),
    ).toEqual([
      ["A", "propose", 1_200_000, "JPY", "2026-03-31"],
      ["B", "negotiate", 125_050, "USD", "2026-04-01"],
      ["C", "qualify", null, "JPY", "2026-05-06"],
    ]);
    expect(await reasonsOf(done.id)).toEqual([
      [4, "amount", "amount"],
      [5, "stage", "stage"],
      [6, "currency", "currency"],
      [7, "closeDate", "date"],
      [8, "closeDate", "date"],
      [9, "account", "required"],
    ]);
  });

  test("are known again by account and name", async () => {
    const { scope, member } = await makeMember();
    const account = await makeAccount(scope, { name: "Hinoki" });
    await makeDeal(scope, {
      accountId: account.id,
      name: "Cold chain",
      searchText: "cold chain",
      currency: "USD",
    });
    const file = "deal,account,amount\nCOLD CHAIN,Hinoki,12.50\nCold chain,Hinoki,13.75\nOther,Hinoki,5\n";
    expect(await importAll(scope, "deals", file)).toMatchObject({ createdRows: 1, skippedRows: 2 });
    expect(await importAll(scope, "deals", file, { onDuplicate: "update" })).toMatchObject({
      updatedRows: 3,
    });
    const rows = await db
      .select()
      .from(deals)
      .where(eq(deals.workspaceId, member.workspaceId))
      .orderBy(deals.name);
    expect(rows).toMatchObject([
      { name: "Cold chain", amountMinor: 1_375, currency: "USD" },
      { name: "Other" },
    ]);
  });

  test("without a stage begin in the workspace's first one, whatever the others are called", async () => {
    const { scope, member } = await makeMember();
    const { workspaceId } = member;
    await db.insert(dealStages).values([
      { workspaceId, key: "a1", name: "Qualify", position: 2 },
      { workspaceId, key: "a0", name: "Gone", position: 0, archivedAt: new Date() },
      { workspaceId, key: "qualify", name: "Discovery", position: 1 },
    ]);
    await importAll(scope, "deals", "deal,account,stage\nA,Hinoki,\nB,Hinoki,qualify\nC,Hinoki,Gone\n");
    const rows = await db.select().from(deals).where(eq(deals.workspaceId, workspaceId)).orderBy(deals.name);
    expect(rows.map(({ name, stage }) => [name, stage])).toEqual([
      ["A", "qualify"],
      ["B", "a1"],
    ]);
  });

  test("keep the currency of their amount when the file brings another without an amount", async () => {
    const { scope } = await makeMember();
    const account = await makeAccount(scope, { name: "Hinoki" });
    const facts = { name: "Cold chain", searchText: "cold chain", amountMinor: 1_200_000, currency: "JPY" };
    const { id } = await makeDeal(scope, { accountId: account.id, ...facts });
    const update = (rows: string) =>
      importAll(scope, "deals", `deal,account,amount,currency,close date\n${rows}`, {
        onDuplicate: "update",
      });
    const dealNow = async () => (await db.select().from(deals).where(eq(deals.id, id)))[0];
    expect(await update("Cold chain,Hinoki,,USD,2026-03-31\n")).toMatchObject({ updatedRows: 1 });
    expect(await dealNow()).toMatchObject({
      amountMinor: 1_200_000,
      currency: "JPY",
      closeDate: "2026-03-31",
    });
    await update("Cold chain,Hinoki,,USD,\nCold chain,Hinoki,500,,\n");
    expect(await dealNow()).toMatchObject({ amountMinor: 500, currency: "JPY" });
    await update("Cold chain,Hinoki,12.50,USD,\n");
    expect(await dealNow()).toMatchObject({ amountMinor: 1_250, currency: "USD" });
  });
});
