import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
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
  fill,
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
const contactRow = async (id: string) => (await db.select().from(contacts).where(eq(contacts.id, id)))[0];
const dealRow = async (id: string) => (await db.select().from(deals).where(eq(deals.id, id)))[0];
const DEAL = { stage: "qualify", currency: "JPY", amount: "", closeDate: "" };
const { stale, errors: accountErrors } = en.accounts;

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

describe("a contact", () => {
  const BLANK = { name: "", title: "", department: "", decisionRole: "" };
  const add = (accountId: string, form: Form, language = "en") =>
    screens.post(
      paths.newContact(accountId),
      { ...BLANK, requestKey: newId(), ...form },
      { cookie: rep.cookie, language },
    );

  test("is added once, its address in normal form whatever width it was typed in", async () => {
    const account = await makeAccount(rep.scope);
    const requestKey = newId();
    const form = {
      email: " Ｒｅｎ．Ｓａｔｏ＠Hinoki.Example ",
      name: "佐藤 蓮",
      decisionRole: "champion",
      requestKey,
    };
    for (const answer of await Promise.all([add(account.id, form), add(account.id, form)])) {
      expectRedirect(answer, paths.account(account.id));
    }
    expect(await contactRow(requestKey)).toMatchObject({ email: "ren.sato@hinoki.example", name: "佐藤 蓮" });
    expect(await db.$count(contacts, eq(contacts.accountId, account.id))).toBe(1);
  });

  test("keeps reading and phone, shows them again, and loses neither when another field is refused", async () => {
    const account = await makeAccount(rep.scope);
    const requestKey = newId();
    const form = { email: "ren", reading: "サトウ レン", phone: "０３-1234-5678", requestKey };
    const refused = await add(account.id, form);
    expect([refused.field("reading").value, refused.field("phone").value]).toEqual([
      form.reading,
      form.phone,
    ]);
    await add(account.id, { ...form, email: "ren.reading@hinoki.example" });
    expect(await contactRow(requestKey)).toMatchObject({ reading: "さとう れん", phone: "03-1234-5678" });
    const page = await screens.get(paths.contact(account.id, requestKey), rep);
    expect([page.field("reading").value, page.field("phone").value]).toEqual(["さとう れん", "03-1234-5678"]);
    const tooLong = await add(account.id, { email: "x@hinoki.example", phone: "1".repeat(61) }, "ja");
    expectRefused(tooLong, "phone", ja.validation.too_long);
  });

  test("needs an address that is one", async () => {
    const account = await makeAccount(rep.scope);
    for (const email of [
      "ren",
      "ren@",
      "@hinoki.example",
      "れん＠檜",
      "a b@hinoki.example",
      "a@b@c.example",
    ]) {
      const refused = await add(account.id, { email, name: "Ren" }, "ja");
      expectRefused(refused, "email", ja.validation.email);
      expect(refused.field("name").value).toBe("Ren");
      expect(refused.field("email").value).toBe(email);
    }
    expectRefused(await add(account.id, { email: "" }), "email", en.validation.required);
    const long = `${"a".repeat(300)}@hinoki.example`;
    expectRefused(await add(account.id, { email: long }), "email", en.validation.too_long);
    expect(await db.$count(contacts, eq(contacts.accountId, account.id))).toBe(0);
  });

  test("with an address that somebody has is refused, naming who and leading there", async () => {
    const holder = await makeContact(rep.scope, { name: "Mei Abe", email: "mei@hinoki.example" });
    const account = await makeAccount(rep.scope);
    const refused = await add(account.id, { email: "MEI@hinoki.example" });
    expectRefused(refused, "email", fill(accountErrors.email_taken, { name: "Mei Abe" }));
    expect(refused.links()).toContain(paths.contact(holder.accountId, holder.id));
  });

  test("with a role that does not exist is refused at the choice", async () => {
    const account = await makeAccount(rep.scope);
    const refused = await add(account.id, { email: "x@hinoki.example", decisionRole: "king" });
    expectRefused(refused, "decisionRole", en.validation.invalid);
  });

  test("is changed from its newest version only, and both texts are shown otherwise", async () => {
    const contact = await makeContact(rep.scope, { name: "Ren", title: "Buyer" });
    const at = paths.contact(contact.accountId, contact.id);
    const form = { ...BLANK, email: contact.email, version: "1" };
    expectRedirect(
      await screens.post(at, { ...form, name: "Ren S.", title: "Head of buying" }, rep),
      paths.account(contact.accountId),
    );
    const refused = await screens.post(at, { ...form, name: "Ren Sato", title: "部長" }, rep);
    expect(refused.status).toBe(409);
    expect(refused.field("title").value).toBe("部長");
    expect(refused.text).toContain("Head of buying");
    expect(await contactRow(contact.id)).toMatchObject({ name: "Ren S.", version: 2 });
  });

  test("is archived and restored, and locked in between; not by a colleague", async () => {
    const contact = await makeContact(rep.scope, { name: "Ren" });
    const at = paths.contact(contact.accountId, contact.id);
    expect((await screens.post(at, { intent: "archive" }, people.colleague)).status).toBe(403);
    expect((await screens.post(at, { intent: "archive" }, people.stranger)).status).toBe(404);
    expectRedirect(await screens.post(at, { intent: "archive" }, rep), at);
    const page = await screens.get(at, rep);
    expect(page.text).toContain(en.accounts.contacts.banner);
    expect(page.has("fieldset[disabled] input[name=email]")).toBe(true);
    const late = await screens.post(at, { ...BLANK, email: contact.email, version: "2" }, rep);
    expect(late).toMatchObject({ status: 409, alert: stale.archived });
    expectRedirect(await screens.post(at, { intent: "restore" }, rep), at);
    expect((await contactRow(contact.id))?.archivedAt).toBeNull();
  });

  test("is not reachable through another account", async () => {
    const contact = await makeContact(rep.scope);
    const elsewhere = await makeAccount(rep.scope);
    expect((await screens.get(paths.contact(elsewhere.id, contact.id), rep)).status).toBe(404);
  });
});

describe("a deal", () => {
  const add = (accountId: string, form: Form, language = "en") =>
    screens.post(
      paths.newDeal(accountId),
      { ...DEAL, name: "Cold chain", requestKey: newId(), ...form },
      { cookie: rep.cookie, language },
    );

  test.each([
    ["１２０万", "JPY", 1_200_000],
    ["1,200,000円", "JPY", 1_200_000],
    ["１．５億", "JPY", 150_000_000],
    ["$1,250.50", "USD", 125_050],
    ["0", "JPY", 0],
    ["", "JPY", null],
  ])("reads the amount %s in %s", async (amount, currency, amountMinor) => {
    const account = await makeAccount(rep.scope);
    const requestKey = newId();
    const made = await add(account.id, { amount, currency, requestKey, closeDate: "2028-02-29" });
    expectRedirect(made, paths.deal(requestKey));
    expect(await dealRow(requestKey)).toMatchObject({ amountMinor, currency, closeDate: "2028-02-29" });
    expect((await screens.get(paths.deal(requestKey), rep)).status).toBe(200);
  });

  test("refuses what is no amount, at the field and as it was typed", async () => {
    const account = await makeAccount(rep.scope);
    for (const amount of ["-5", "−５", "たくさん", "1e6", "1.5", "1,2", "9007199254740993", "∞", "120万万"]) {
      const refused = await add(account.id, { amount }, "ja");
      expectRefused(refused, "amount", ja.accounts.errors.amount);
      expect(refused.field("amount").value).toBe(amount);
    }
    expect(await db.$count(deals, eq(deals.accountId, account.id))).toBe(0);
  });

  test("refuses days that no calendar has, and unknown stages and currencies", async () => {
    const account = await makeAccount(rep.scope);
    for (const closeDate of ["2027-02-29", "2027-13-01", "tomorrow", "1899-12-31", "２０２７-01-01"]) {
      expectRefused(await add(account.id, { closeDate }), "closeDate", en.validation.date);
    }
    expectRefused(await add(account.id, { stage: "won" }), "stage", en.validation.choice);
    expectRefused(await add(account.id, { currency: "XXX" }), "currency", en.validation.invalid);
  });

  test("is changed from its newest version only", async () => {
    const deal = await makeDeal(rep.scope);
    const form = { ...DEAL, ownerId: rep.member.id, version: "1" };
    expectRedirect(
      await screens.post(paths.editDeal(deal.id), { ...form, name: "First", amount: "5万" }, rep),
      paths.deal(deal.id),
    );
    const refused = await screens.post(paths.editDeal(deal.id), { ...form, name: "Second" }, rep);
    expect(refused).toMatchObject({ status: 409, alert: stale.title });
    expect(refused.field("name").value).toBe("Second");
    expect(refused.text).toContain("50,000");
    expect((await screens.get(paths.editDeal(deal.id), people.colleague)).status).toBe(403);
    const stolen = await screens.post(paths.editDeal(deal.id), { ...form, name: "x" }, people.colleague);
    expect(stolen.status).toBe(403);
    expect((await dealRow(deal.id))?.name).toBe("First");
  });

  test("is lost for a reason, won without one, and can be opened again", async () => {
    const deal = await makeDeal(rep.scope);
    const close = (form: Form, as = rep) =>
      screens.post(paths.deal(deal.id), { intent: "close", version: "1", outcomeReason: "", ...form }, as);
    const unexplained = await close({ outcome: "lost", outcomeReason: " \n " });
    expectRefused(unexplained, "outcomeReason", accountErrors.reason);
    expect(unexplained.has('input[name="outcome"][value="lost"][checked]')).toBe(true);
    const long = await close({ outcome: "lost", outcomeReason: "lost_fit", outcomeNote: "あ".repeat(1_001) });
    expectRefused(long, "outcomeNote", en.validation.too_long);
    for (const outcomeReason of ["won_price", "no_such_reason"]) {
      const foreign = await close({ outcome: "lost", outcomeReason, outcomeNote: "Kept" });
      expectRefused(foreign, "outcomeReason", en.validation.choice);
      expect(foreign.field("outcomeNote").value).toBe("Kept");
    }
    expect((await close({ outcome: "won" }, people.colleague)).status).toBe(403);
    expectRedirect(await close({ outcome: "lost", outcomeReason: "lost_price" }), paths.deal(deal.id));
    const second = await close({ outcome: "won" });
    expect(second.status).toBe(409);
    expect((await dealRow(deal.id))?.outcome).toBe("lost");
    expectRedirect(await screens.post(paths.deal(deal.id), { intent: "reopen" }, rep), paths.deal(deal.id));
    expect((await dealRow(deal.id))?.outcome).toBe("open");
    expect((await screens.post(paths.deal(deal.id), { intent: "sell" }, rep)).status).toBe(422);
  });

  test("is archived and restored", async () => {
    const deal = await makeDeal(rep.scope, { name: "Umegae" });
    expectRedirect(
      await screens.post(paths.editDeal(deal.id), { intent: "archive" }, rep),
      paths.deal(deal.id),
    );
    expect((await screens.get(paths.deal(deal.id), rep)).text).toContain(en.accounts.deals.banner);
    expectRedirect(await screens.get(paths.editDeal(deal.id), rep), paths.deal(deal.id));
    expect((await screens.get("/deals?q=Umegae", rep)).rows()).toEqual([]);
    expectRedirect(await screens.post(paths.deal(deal.id), { intent: "restore" }, rep), paths.deal(deal.id));
    expect((await screens.get("/deals?q=Umegae", rep)).rows()).toEqual(["Umegae"]);
  });

  test("can't be opened with an account of another workspace or an archived one", async () => {
    const foreign = await makeAccount(people.stranger.scope);
    expect((await add(foreign.id, {})).status).toBe(404);
    const archived = await makeAccount(rep.scope, { archivedAt: new Date() });
    expect((await add(archived.id, {})).status).toBe(404);
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
