import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { makeAccount, makeContact } from "../../support/factories";
import {
  en,
  expectRedirect,
  expectRefused,
  type Form,
  fill,
  ja,
  makePeople,
  type Person,
  useScreens,
} from "./support";

const screens = useScreens();

let people: Awaited<ReturnType<typeof makePeople>>;

let rep: Person;

beforeAll(async () => {
  people = await makePeople();
  rep = people.rep;
});

const contactRow = async (id: string) => (await db.select().from(contacts).where(eq(contacts.id, id)))[0];

const { stale, errors: accountErrors } = en.accounts;

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
