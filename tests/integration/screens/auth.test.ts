import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "~/features/auth/passwords.server";
import { startSession } from "~/features/auth/sessions.server";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { makeMember, makeUser } from "../../support/factories";
import {
  DISGUISED,
  en,
  expectEscaped,
  expectRedirect,
  expectRefused,
  type Form,
  IMG,
  ja,
  makePerson,
  UNDISGUISED,
  useScreens,
} from "./support";

const screens = useScreens();
const PASSWORD = "quiet veranda at noon";
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

async function makeAcquainted() {
  const user = await makeUser({ passwordHash });
  await makeMember({ userId: user.id });
  return { user, cookie: cookieOf(await startSession(user.id, null)) };
}

const sessionsOf = (userId: string) => db.$count(sessions, eq(sessions.userId, userId));
const userRow = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0];

describe("signing in", () => {
  const signIn = (form: Form, language = "en", address = paths.signIn()) =>
    screens.post(address, { password: PASSWORD, next: "", ...form }, { language });

  test("with the right password opens a session and leads where one was going", async () => {
    const { user } = await makeAcquainted();
    const page = await signIn({ email: user.email, next: "/accounts?q=%E6%AA%9C&page=2" });
    expectRedirect(page, "/accounts?q=%E6%AA%9C&page=2");
    expect(page.cookies).toHaveLength(1);
    expect(page.cookies[0]).toMatch(/^engawa_session=[\w%-]{40,}; Path=\/; HttpOnly; SameSite=Lax/);
    const cookie = cookieOf(page.cookies[0] ?? "");
    expect((await screens.get("/rooms", { cookie })).status).toBe(200);
    expectRedirect(await screens.get("/sign-in?next=/deals", { cookie }), "/deals");
  });

  test("takes an address typed in full width and capitals", async () => {
    const { user } = await makeAcquainted();
    const wide = user.email.toUpperCase().replace("@", "＠").replaceAll(".", "．");
    expectRedirect(await signIn({ email: ` ${wide}　` }), "/");
  });

  test("says the same for a wrong password and for nobody, and keeps the address but not the password", async () => {
    const { user } = await makeAcquainted();
    for (const email of [user.email, "nobody@nowhere.example", `${IMG}@x.example`]) {
      const page = await signIn({ email, password: "wrong horse" }, "ja");
      expect(page).toMatchObject({ status: 401, lang: "ja", alert: ja.auth.signIn.wrong, cookies: [] });
      expect(page.field("email").value).toBe(email);
      expect(page.field("password").value).toBe("");
      expect(page.html).not.toContain("wrong horse");
      expect(page.has("img")).toBe(false);
    }
  });

  test("without an address or password is refused at the field", async () => {
    const page = await signIn({ email: " ", password: "" }, "ja");
    expectRefused(page, "email", ja.validation.required);
    expectRefused(page, "password", ja.validation.required);
    const long = await signIn({ email: "a".repeat(300), password: "x".repeat(201) });
    expectRefused(long, "email", en.validation.too_long);
    expectRefused(long, "password", en.validation.too_long);
  });

  test.each([
    "https://evil.example/",
    "//evil.example/rooms",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://localhost:3000@evil.example/",
    "http://user@localhost:3000/",
    " //evil.example",
  ])("never leads to another place: %s", async (next) => {
    const { user, cookie } = await makeAcquainted();
    expectRedirect(await signIn({ email: user.email, next }), "/");
    const address = `/sign-in?next=${encodeURIComponent(next)}`;
    expectRedirect(await screens.get(address, { cookie }), "/");
    expect((await screens.get(address)).status).toBe(200);
  });

  test("works also when one was going to a very long address", async () => {
    const { user } = await makeAcquainted();
    const going = `/rooms?q=${encodeURIComponent("檜".repeat(100))}`;
    const asked = await screens.get(going);
    expect(asked.location).toBe(paths.signIn(going));
    const form = await screens.get(asked.location ?? "");
    const page = await signIn({ email: user.email, next: form.hidden("next") }, "en", asked.location ?? "");
    expectRedirect(page, going);
    expectRedirect(await signIn({ email: user.email, next: `/${"x".repeat(3_900)}` }), "/");
  });

  test("keeps where one was going through a wrong try, and stops guessing after five", async () => {
    const { user } = await makeAcquainted();
    const at = paths.signIn("/deals");
    for (let tries = 0; tries < 5; tries++) {
      const page = await signIn({ email: user.email, password: "guess", next: "/deals" }, "ja", at);
      expect(page.status).toBe(401);
      expect(page.hidden("next")).toBe("/deals");
    }
    const slowed = await signIn({ email: user.email }, "ja", at);
    expect(slowed).toMatchObject({ status: 429, lang: "ja", cookies: [] });
    expect(slowed.text).toContain(ja.common.error.title["429"]);
    expect(Number(slowed.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("survives what no keyboard types", async () => {
    for (const odd of ["a\u0000@x.example", "\uD800@x.example", "a@\u202Ex.example", "' or 1=1 --"]) {
      expect((await signIn({ email: odd })).status).toBe(401);
    }
    expect((await signIn({ email: "a@x.example", admin: "1" })).status).toBe(422);
  });

  test("is refused to a form on another site", async () => {
    const { user } = await makeAcquainted();
    const headers = { origin: "https://evil.example" };
    const form = { email: user.email, password: PASSWORD };
    expect((await screens.post(paths.signIn(), form, { headers })).status).toBe(403);
    expect(
      (await screens.post(paths.signIn(), form, { headers: { "sec-fetch-site": "cross-site" } })).status,
    ).toBe(403);
  });
});

describe("signing out", () => {
  test("ends the session, empties the cookie and the browser's stores, and only on request", async () => {
    const { user, cookie } = await makeAcquainted();
    expectRedirect(await screens.get(paths.signOut(), { cookie }), paths.signIn());
    expect(await sessionsOf(user.id)).toBe(1);
    const page = await screens.post(paths.signOut(), {}, { cookie });
    expectRedirect(page, paths.signIn());
    expect(page.cookies[0]).toMatch(/^engawa_session=; .*Max-Age=0/);
    expect(page.headers.get("clear-site-data")).toBe('"cache", "storage"');
    expect(await sessionsOf(user.id)).toBe(0);
    expect((await screens.get("/rooms", { cookie })).status).toBe(302);
    expectRedirect(await screens.post(paths.signOut(), {}), paths.signIn());
  });
});

describe("the settings", () => {
  const save = (cookie: string, form: Form, language = "en") =>
    screens.post(paths.settings(), form, { cookie, language });
  const secure = (cookie: string, form: Form) => screens.post(paths.security(), form, { cookie });
  const profile = { intent: "profile", name: "Aoi Mori", language: "" };

  test("save the name, and the language in which the very answer comes", async () => {
    const { userId, cookie } = await makePerson();
    const page = await save(cookie, { ...profile, name: " 森 葵 ", language: "ja" });
    expect(page).toMatchObject({ status: 200, lang: "ja", heading: ja.auth.settings.profile });
    expect(page.text).toContain(ja.auth.settings.saved);
    expect(await userRow(userId)).toMatchObject({ name: "森 葵", language: "ja" });
    expect((await screens.get("/rooms", { cookie, language: "en" })).heading).toBe(ja.rooms.list.title);
    await save(cookie, { ...profile, language: "en" });
    expect((await screens.get("/rooms", { cookie, language: "ja" })).lang).toBe("en");
    await save(cookie, profile);
    expect((await screens.get("/rooms", { cookie, language: "ja" })).lang).toBe("ja");
  });

  test("refuse an empty or endless name and a language nobody speaks here", async () => {
    const { userId, cookie } = await makePerson();
    expectRefused(await save(cookie, { ...profile, name: " 　" }, "ja"), "name", ja.validation.required);
    expectRefused(await save(cookie, { ...profile, name: "x".repeat(101) }), "name", en.validation.too_long);
    expectRefused(await save(cookie, { ...profile, language: "fr" }), "language", en.validation.invalid);
    expect((await save(cookie, { ...profile, email: "other@kumano.example" })).status).toBe(422);
    expect((await save(cookie, { intent: "promote", role: "admin" })).status).toBe(422);
    expect(await userRow(userId)).toMatchObject({ name: "Aoi Mori", language: null });
  });

  test("show a name with markup as text, and store it without disguising marks", async () => {
    const { userId, cookie } = await makePerson();
    expectEscaped(await save(cookie, { ...profile, name: IMG }), IMG);
    await save(cookie, { ...profile, name: DISGUISED });
    expect((await userRow(userId))?.name).toBe(UNDISGUISED);
  });

  test("change the password only with the current one, and end the other sessions", async () => {
    const { user, cookie } = await makeAcquainted();
    await startSession(user.id, null);
    const change = (currentPassword: string, newPassword: string) =>
      secure(cookie, { intent: "password", currentPassword, newPassword });
    const wrong = await change("not this", "a much better one");
    expectRefused(wrong, "currentPassword", en.auth.settings.passwordWrong);
    expect(wrong.html).not.toContain("not this");
    expectRefused(await change(PASSWORD, "short"), "newPassword", en.validation.password_short);
    expectRefused(await change(PASSWORD, "Password123"), "newPassword", en.validation.password_common);
    expect(await sessionsOf(user.id)).toBe(2);
    const changed = await change(PASSWORD, "a much better one");
    expectRedirect(changed, paths.securityAfter("password"));
    expect(await sessionsOf(user.id)).toBe(1);
    const renewed = cookieOf(changed.cookies[0] ?? "");
    const page = await screens.get(changed.location ?? "", { cookie: renewed });
    expect(page.text).toContain(en.auth.settings.passwordChanged);
    expectRedirect(await screens.get("/rooms", { cookie }), paths.signIn("/rooms"));
    const signIn = (password: string) => screens.post(paths.signIn(), { email: user.email, password });
    expect((await signIn(PASSWORD)).status).toBe(401);
    expectRedirect(await signIn("a much better one"), "/");
  });

  test("name the devices and sign all of them out", async () => {
    const { user, cookie } = await makeAcquainted();
    await startSession(user.id, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1");
    const page = await screens.get(paths.security(), { cookie });
    expect(page.text).toContain("Safari, iPhone");
    expect(page.text).toContain(en.auth.settings.unknownDevice);
    expectRedirect(await secure(cookie, { intent: "sign-out-everywhere" }), paths.signIn());
    expect(await sessionsOf(user.id)).toBe(0);
    expect((await save(cookie, profile)).status).toBe(302);
  });
});

describe("the choice of language", () => {
  const choose = (form: Form) => screens.post(paths.language(), form);

  test("is kept in a cookie and leads back to where it was made", async () => {
    const page = await choose({ language: "ja", next: "/sign-in?next=%2Fdeals" });
    expectRedirect(page, "/sign-in?next=%2Fdeals");
    expect(page.cookies[0]).toMatch(/^engawa_language=ja; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000/);
    const back = await screens.get("/sign-in", { cookie: cookieOf(page.cookies[0] ?? ""), language: "en" });
    expect(back).toMatchObject({ lang: "ja", heading: ja.auth.signIn.title });
    expect(back.document.querySelector('button[lang="en"]')?.textContent).toBe(ja.auth.languages.en);
  });

  test("leads nowhere else, and knows two languages", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", undefined]) {
      expectRedirect(await choose({ language: "en", next }), "/");
    }
    for (const form of [{ language: "fr" }, {}, { language: "ja", cookie: "x" }]) {
      const refused = await choose(form);
      expect(refused).toMatchObject({ status: 422, cookies: [] });
    }
    const long = `/rooms?q=${"x".repeat(2_000)}`;
    expectRedirect(await choose({ language: "ja", next: long }), long);
    expect((await screens.get(paths.language())).status).toBe(404);
  });
});
