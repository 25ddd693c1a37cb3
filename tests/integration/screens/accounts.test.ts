import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact, makeDeal, makeRoom } from "../../support/factories";
import {
  DISGUISED,
  en,
  expectEscaped,
  expectRedirect,
  expectRefused,
  type Form,
  IMG,
  ja,
  makePeople,
  type Person,
  UNDISGUISED,
  useScreens,
} from "./support";

const screens = useScreens();

let people: Awaited<ReturnType<typeof makePeople>>;

let rep: Person;

beforeAll(async () => {
  people = await makePeople();
  rep = people.rep;
});

const accountRow = async (id: string) => (await db.select().from(accounts).where(eq(accounts.id, id)))[0];

const { stale } = en.accounts;

describe("a new account", () => {
  const add = (form: Form, language = "en") =>
    screens.post(paths.newAccount(), { requestKey: newId(), ...form }, { cookie: rep.cookie, language });

  test("is made of what was typed, in normal form, and shown", async () => {
    const form = {
      name: "  檜フーズ　株式会社 ",
      reading: "ヒノキフーズ",
      domain: "https://www.ＨＩＮＯＫＩ.example/jp",
    };
    const requestKey = newId();
    const made = await add({ ...form, notes: "一行目\r\n二行目", requestKey });
    expectRedirect(made, paths.account(requestKey));
    expect(await accountRow(requestKey)).toMatchObject({
      name: "檜フーズ 株式会社",
      reading: "ひのきふーず",
      domain: "www.hinoki.example",
      notes: "一行目\n二行目",
      ownerId: rep.member.id,
      version: 1,
    });
    expect((await screens.get(paths.account(requestKey), rep)).text).toContain("檜フーズ 株式会社");
  });

  test("sent twice with one key is one account, even at once", async () => {
    const requestKey = newId();
    const form = { name: "Twice", requestKey };
    for (const answer of await Promise.all([add(form), add(form), add(form)])) {
      expectRedirect(answer, paths.account(requestKey));
    }
    expect(await db.$count(accounts, eq(accounts.name, "Twice"))).toBe(1);
  });

  test("without a name is refused at the field, and keeps the rest as typed", async () => {
    const typed = { name: " \u3000\u200B ", reading: "ひのき", domain: "hinoki.example", notes: "大切" };
    const key = newId();
    const refused = await add({ ...typed, requestKey: key }, "ja");
    expectRefused(refused, "name", ja.validation.required);
    expect(refused.lang).toBe("ja");
    expect(refused.alert).toBe(ja.validation.form);
    expect(refused.field("reading")).toMatchObject({ value: "ひのき", isInvalid: false });
    expect(refused.field("domain").value).toBe("hinoki.example");
    expect(refused.field("notes").value).toBe("大切");
    expect(refused.hidden("requestKey")).toBe(key);
    expect(await accountRow(key)).toBeUndefined();
  });

  test("takes 200 characters of name and 10,000 of notes, and not one more", async () => {
    const requestKey = newId();
    const full = { name: "社".repeat(200), notes: "あ".repeat(10_000) };
    expectRedirect(await add({ ...full, requestKey }), paths.account(requestKey));
    const tooLong = await add({ name: "社".repeat(201), notes: "あ".repeat(10_001) });
    expectRefused(tooLong, "name", en.validation.too_long);
    expectRefused(tooLong, "notes", en.validation.too_long);
    expect(tooLong.field("notes").value).toHaveLength(10_001);
  });

  test("refuses what is no mail domain, in the reader's language", async () => {
    for (const domain of ["hinoki", "-x-.example", "127.0.0.1", "檜 .例え", "a..b"]) {
      expectRefused(await add({ name: "A", domain }, "ja"), "domain", ja.validation.domain);
    }
  });

  test("loses the marks that would disguise its name", async () => {
    const requestKey = newId();
    expectRedirect(await add({ name: DISGUISED, notes: DISGUISED, requestKey }), paths.account(requestKey));
    expect(await accountRow(requestKey)).toMatchObject({ name: UNDISGUISED, notes: UNDISGUISED });
  });

  test("with a field the form does not have, or no key of its own, makes nothing", async () => {
    const before = await db.$count(accounts);
    for (const odd of [
      { workspaceId: newId() },
      { ownerId: newId() },
      { requestKey: "1" },
      { requestKey: "" },
    ]) {
      expect((await add({ name: "Odd", ...odd })).status).toBe(422);
    }
    const another = await makeAccount(people.stranger.scope);
    expect((await add({ name: "Odd", requestKey: another.id })).status).toBe(404);
    expect(await db.$count(accounts)).toBe(before + 1);
  });
});

describe("changing an account", () => {
  const change = (account: { id: string }, form: Form, as = rep) =>
    screens.post(
      paths.editAccount(account.id),
      { name: "New", reading: "", domain: "", notes: "", ownerId: as.member.id, version: "1", ...form },
      as,
    );

  test("saves and leads back; the form then starts from the next version", async () => {
    const account = await makeAccount(rep.scope);
    expectRedirect(await change(account, { name: "Kaede Foods" }), paths.account(account.id));
    expect(await accountRow(account.id)).toMatchObject({ name: "Kaede Foods", version: 2 });
    const form = await screens.get(paths.editAccount(account.id), rep);
    expect(form.hidden("version")).toBe("2");
    expect(form.field("name").value).toBe("Kaede Foods");
  });

  test("after a colleague shows both texts, and saving again replaces theirs", async () => {
    const account = await makeAccount(rep.scope);
    await change(account, { name: "Theirs", notes: "their note" }, people.admin);
    await db.update(accounts).set({ ownerId: rep.member.id }).where(eq(accounts.id, account.id));
    const refused = await change(account, { name: "Mine", notes: "my note" });
    expect(refused.status).toBe(409);
    expect(refused.alert).toBe(stale.title);
    expect(refused.field("name").value).toBe("Mine");
    expect(refused.field("notes").value).toBe("my note");
    const notice = refused.document.querySelector("section[aria-label]")?.textContent;
    expect(notice).toContain("Theirs");
    expect(notice).toContain("their note");
    expect((await accountRow(account.id))?.name).toBe("Theirs");
    const version = refused.hidden("version");
    expectRedirect(await change(account, { name: "Mine", version }), paths.account(account.id));
    expect(await accountRow(account.id)).toMatchObject({ name: "Mine", version: 3 });
  });

  test("is for its owner, managers and admins; a colleague gets 403 and a stranger 404", async () => {
    const account = await makeAccount(rep.scope);
    for (const [who, status] of [
      [people.colleague, 403],
      [people.stranger, 404],
    ] as const) {
      expect((await screens.get(paths.editAccount(account.id), who)).status).toBe(status);
      expect((await change(account, { name: "Stolen" }, who)).status).toBe(status);
      expect((await screens.post(paths.editAccount(account.id), { intent: "archive" }, who)).status).toBe(
        status,
      );
    }
    expect(await accountRow(account.id)).toMatchObject({
      name: "Hinoki Foods",
      archivedAt: null,
      version: 1,
    });
    const seen = await screens.get(paths.account(account.id), people.colleague);
    expect(seen.links()).not.toContain(paths.editAccount(account.id));
  });

  test("can't hand it to somebody of another workspace, nor take a version that is no number", async () => {
    const account = await makeAccount(rep.scope);
    const handed = await change(account, { ownerId: people.stranger.member.id });
    expect(handed.status).toBeGreaterThanOrEqual(400);
    for (const version of ["", "-1", "1e9", "0x1", "9".repeat(30)]) {
      expect((await change(account, { version })).status).toBe(422);
    }
    expect(await accountRow(account.id)).toMatchObject({ ownerId: rep.member.id, version: 1 });
  });

  test("to archive it, one has seen what hangs on it; then it leaves the list and can come back", async () => {
    const account = await makeAccount(rep.scope, { name: "Akaishi" });
    const deal = await makeDeal(rep.scope, { accountId: account.id, name: "Hanging deal" });
    await makeRoom(rep.scope, { dealId: deal.id, name: "Hanging room" });
    const archive = (form: Form = {}) =>
      screens.post(paths.editAccount(account.id), { intent: "archive", ...form }, rep);
    const warned = await archive();
    expect(warned.status).toBe(409);
    expect(warned.alert).toBe(en.accounts.archive.changed);
    expect(warned.text).toContain("Hanging room");
    expectRedirect(await archive({ acceptsHanging: "on" }), paths.account(account.id));
    const page = await screens.get(paths.account(account.id), rep);
    expect(page.text).toContain(en.accounts.archive.banner);
    expectRedirect(await screens.get(paths.editAccount(account.id), rep), paths.account(account.id));
    expectRedirect(await screens.get(paths.newDeal(account.id), rep), paths.account(account.id));
    expect((await screens.get("/accounts?q=Akaishi", rep)).rows()).toEqual([]);
    expect((await screens.get("/accounts?q=Akaishi&archived=1", rep)).rows()).toEqual(["Akaishi"]);
    const lateSave = await change(account, { name: "Late" });
    expect([302, 409]).toContain(lateSave.status);
    expect((await accountRow(account.id))?.name).toBe("Akaishi");
    expectRedirect(
      await screens.post(paths.account(account.id), { intent: "restore" }, rep),
      paths.account(account.id),
    );
    expect((await screens.get("/accounts?q=Akaishi", rep)).rows()).toEqual(["Akaishi"]);
    expect((await screens.post(paths.account(account.id), { intent: "destroy" }, rep)).status).toBe(422);
  });
});

test("markup in any name is text on every screen that shows it", async () => {
  const mark = (what: string) => `${IMG} ${what}`;
  const owner = await makePeople();
  const { scope } = owner.rep;
  const account = await makeAccount(scope, { name: mark("account"), reading: mark("reading"), notes: IMG });
  const contact = await makeContact(scope, {
    accountId: account.id,
    ...{ name: mark("contact"), title: mark("title"), department: mark("department") },
  });
  const deal = await makeDeal(scope, { accountId: account.id, name: mark("deal") });
  for (const [address, ...shown] of [
    [paths.accounts(), "account"],
    [paths.account(account.id), "account", "reading", "contact", "title", "deal"],
    [paths.accountReport(account.id), "account", "contact", "title"],
    [paths.contact(account.id, contact.id), "contact", "account"],
    [paths.deals(), "deal", "account"],
    [paths.deal(deal.id), "deal", "account"],
    [paths.newDeal(account.id), "account"],
    [paths.editDeal(deal.id), "deal"],
    [paths.editAccount(account.id), "account"],
    [paths.newRoom(), "account", "deal"],
  ] as const) {
    const page = await screens.get(address, owner.rep);
    for (const what of shown) expectEscaped(page, mark(what));
  }
  const form = await screens.get(paths.contact(account.id, contact.id), owner.rep);
  expect(form.field("department").value).toBe(mark("department"));
  expect(form.title).toContain(mark("contact"));
});
