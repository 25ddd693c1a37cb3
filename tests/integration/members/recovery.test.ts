import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { emailChanges, passwordResets, sessions, users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "~/features/auth/passwords.server";
import { startSession } from "~/features/auth/sessions.server";
import { nowMs, setClock } from "~/platform/clock.server";
import { paths } from "~/platform/paths";
import { resetLimits } from "~/platform/rate-limit.server";
import { cookieOf } from "../../support/app";
import { eventTypes } from "../../support/events";
import { makeMember, makeUser, sha256 } from "../../support/factories";
import {
  en,
  expectRedirect,
  expectRefused,
  type Form,
  fill,
  ja,
  TEXTS,
  useScreens,
} from "../screens/support";
import { askForReset, freshAddress, linkIn, mailsTo, newestLinkTo, newestMailTo, PASSWORD } from "./support";

const screens = useScreens();
afterEach(() => setClock(null));

let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

async function makeAcquainted() {
  const user = await makeUser({ email: freshAddress(), passwordHash, name: "Nao Abe" });
  const { scope } = await makeMember({ userId: user.id });
  return { user, scope, email: user.email, cookie: cookieOf(await startSession(user.id, null)) };
}
const userRow = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0];
const sessionsOf = (userId: string) => db.$count(sessions, eq(sessions.userId, userId));
const signIn = (email: string, password: string) => screens.post(paths.signIn(), { email, password });
const travel = (ms: number) => {
  const later = nowMs() + ms;
  setClock(() => later);
};
const NEW = { password: "a much better one" };

describe("a forgotten password", () => {
  test("the sign-in page leads there", async () => {
    expect((await screens.get(paths.signIn())).links()).toContain(paths.forgotPassword());
    expect((await screens.get(paths.forgotPassword())).heading).toBe(en.auth.forgot.title);
  });

  test("is answered alike for an address that is known and one that is not, and one of them gets a mail", async () => {
    const { email } = await makeAcquainted();
    const [known, unknown] = [email, freshAddress()];
    const pages = [await askForReset(screens, known, "ja"), await askForReset(screens, unknown, "ja")];
    const [first, second] = pages.map((page) => ({
      status: page.status,
      text: page.text.replace(known, "").replace(unknown, ""),
      headers: [...page.headers.keys()].filter((name) => name !== "content-length").sort(),
    }));
    expect(first).toEqual(second);
    expect(pages[0]?.text).toContain(fill(ja.auth.forgot.sent, { email: known }));
    expect(await mailsTo(known)).toHaveLength(1);
    expect(await mailsTo(unknown)).toEqual([]);
  });

  test("does the same work in the request whether anybody has the address or not", async () => {
    const { email } = await makeAcquainted();
    for (const address of [email, freshAddress()]) {
      const before = await db.$count(jobs);
      await screens.post(paths.forgotPassword(), { email: address });
      expect(await db.$count(jobs)).toBe(before + 1);
      expect(await mailsTo(address)).toEqual([]);
    }
  });

  test.each(["ja", "en"] as const)(
    "mails a link in %s whose secret is stored as a hash only",
    async (language) => {
      const { email, user } = await makeAcquainted();
      await askForReset(screens, email, language);
      const mail = await newestMailTo(email);
      const texts = TEXTS[language].auth.mails.reset;
      expect(mail).toMatchObject({ subject: texts.subject, isPrivate: true });
      expect(mail.text).toContain(fill(texts.lead, { name: "Nao Abe" }));
      expect(mail.text).toContain(fill(texts.validFor, { minutes: 60 }));
      const token = linkIn(mail).replace("/reset/", "");
      expect(token).toMatch(/^[\w-]{43}$/);
      const stored = await db.select().from(passwordResets).where(eq(passwordResets.userId, user.id));
      expect(stored.map((row) => row.tokenHash)).toEqual([sha256(token)]);
    },
  );

  test("may be asked for five times an hour for one address, and ten times from one place", async () => {
    const email = freshAddress();
    const ask = async (address: string) =>
      (await screens.post(paths.forgotPassword(), { email: address })).status;
    for (let n = 0; n < 5; n++) expect(await ask(email)).toBe(200);
    expect(await ask(email)).toBe(429);
    const others = [];
    for (let n = 0; n < 5; n++) others.push(await ask(freshAddress()));
    expect(others).toEqual([200, 200, 200, 200, 429]);
  });

  test("what is no address is refused at the field", async () => {
    const page = await screens.post(paths.forgotPassword(), { email: "nao" }, { language: "ja" });
    expectRefused(page, "email", ja.validation.email);
    expect(page.field("email").value).toBe("nao");
  });
});

describe("the link in the mail", () => {
  test("sets a new password, ends every session, tells the person, and says so at sign-in", async () => {
    const { email, user, scope, cookie } = await makeAcquainted();
    await startSession(user.id, null);
    await askForReset(screens, email);
    const link = await newestLinkTo(email);
    expect((await screens.get(link)).heading).toBe(en.auth.reset.title);
    const done = await screens.post(link, NEW);
    expectRedirect(done, paths.signInAfter("reset"));
    expect(await sessionsOf(user.id)).toBe(0);
    expect((await screens.get("/rooms", { cookie })).status).toBe(302);
    expect((await screens.get(done.location ?? "")).text).toContain(en.auth.signIn.reset);
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expectRedirect(await signIn(email, NEW.password), "/");
    expect((await newestMailTo(email)).subject).toMatch(/Engawa/);
    expect(await mailsTo(email)).toHaveLength(2);
    expect(await eventTypes(scope)).toContain("member.password_reset");
  });

  test("works once, also for two who bring it at the same moment", async () => {
    const { email } = await makeAcquainted();
    await askForReset(screens, email);
    const link = await newestLinkTo(email);
    const both = await Promise.all([
      screens.post(link, NEW),
      screens.post(link, { password: "quite another one" }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 410]);
    const dead = await screens.get(link, { language: "ja" });
    expect(dead).toMatchObject({ status: 410, heading: ja.auth.reset.deadTitle });
    expect(dead.links()).toContain(paths.forgotPassword());
    expect((await screens.post(link, { password: "a third password" })).status).toBe(410);
  });

  test("dies with a newer mail, after an hour, and with a password changed in the settings", async () => {
    const { email, cookie } = await makeAcquainted();
    await askForReset(screens, email);
    const first = await newestLinkTo(email);
    await askForReset(screens, email);
    const second = await newestLinkTo(email);
    expect((await screens.get(first)).status).toBe(410);
    expect((await screens.get(second)).status).toBe(200);
    travel(61 * 60_000);
    expect((await screens.post(second, NEW)).status).toBe(410);
    setClock(null);
    const change = { intent: "password", currentPassword: PASSWORD, newPassword: "changed by myself" };
    expectRedirect(await screens.post(paths.security(), change, { cookie }), paths.securityAfter("password"));
    expect((await screens.post(second, NEW)).status).toBe(410);
  });

  test("refuses a weak password and can still be used", async () => {
    const { email } = await makeAcquainted();
    await askForReset(screens, email);
    const link = await newestLinkTo(email);
    expectRefused(await screens.post(link, { password: "short" }), "password", en.validation.password_short);
    expectRefused(await screens.post(link, { password: email }), "password", en.validation.password_common);
    expect((await screens.post(link, { ...NEW, email })).status).toBe(422);
    expectRedirect(await screens.post(link, NEW), paths.signInAfter("reset"));
  });

  test("is not changed by looking, and odd ones are simply dead", async () => {
    const { email } = await makeAcquainted();
    await askForReset(screens, email);
    const link = await newestLinkTo(email);
    for (let n = 0; n < 3; n++) expect((await screens.get(link)).status).toBe(200);
    for (const token of ["x", "%00", "A".repeat(43)]) {
      expect((await screens.get(`/reset/${token}`)).status).toBe(410);
      expect((await screens.post(`/reset/${token}`, NEW)).status).toBe(410);
    }
  });

  test("one place may try thirty links in a quarter of an hour", async () => {
    resetLimits();
    const statuses = new Set<number>();
    for (let n = 0; n < 31; n++) statuses.add((await screens.get(`/reset/guess${n}`)).status);
    expect([...statuses]).toEqual([410, 429]);
  });
});

describe("another e-mail address", () => {
  const ask = (cookie: string, form: Form, language = "en") =>
    screens.post(
      paths.security(),
      { intent: "email", currentPassword: PASSWORD, ...form },
      { cookie, language },
    );

  test("is proven by a mail sent there, and the old one is told twice", async () => {
    const { user, email, cookie, scope } = await makeAcquainted();
    const next = freshAddress();
    const asked = await ask(cookie, { email: next.toUpperCase() });
    expect(asked.text).toContain(fill(en.auth.settings.emailAsked, { email: next }));
    expect((await userRow(user.id))?.email).toBe(email);
    expect((await newestMailTo(email)).subject).toBe(en.auth.mails.emailWished.subject);
    const link = await newestLinkTo(next);
    const page = await screens.get(link);
    expect(page.text).toContain(fill(en.auth.email.body, { email: next }));
    expect((await userRow(user.id))?.email).toBe(email);
    expectRedirect(await screens.post(link, {}), paths.signInAfter("email"));
    expect((await userRow(user.id))?.email).toBe(next);
    expect(await mailsTo(email)).toHaveLength(2);
    expect((await signIn(email, PASSWORD)).status).toBe(401);
    expectRedirect(await signIn(next, PASSWORD), "/");
    expect(await eventTypes(scope)).toContain("member.email_changed");
  });

  test("ends every session, and only a browser that was signed in as the person gets a new one", async () => {
    const { user, email, cookie } = await makeAcquainted();
    const stranger = await makeAcquainted();
    for (const confirming of [cookie, stranger.cookie, undefined]) {
      const own = cookieOf(await startSession(user.id, null));
      const isOwn = confirming === cookie;
      const next = freshAddress();
      await ask(own, { email: next });
      const done = await screens.post(await newestLinkTo(next), {}, { cookie: isOwn ? own : confirming });
      expect((await screens.get("/rooms", { cookie: own })).status).toBe(302);
      expect(await sessionsOf(user.id)).toBe(isOwn ? 1 : 0);
      const [renewed] = done.cookies;
      expect(renewed !== undefined).toBe(isOwn);
      if (renewed) expect((await screens.get("/rooms", { cookie: cookieOf(renewed) })).status).toBe(200);
    }
    expect((await screens.get("/rooms", { cookie: stranger.cookie })).status).toBe(200);
    expect((await userRow(user.id))?.email).not.toBe(email);
  });

  test("works once, and leads back to the settings of who is signed in", async () => {
    const { cookie } = await makeAcquainted();
    const next = freshAddress();
    await ask(cookie, { email: next });
    const link = await newestLinkTo(next);
    const both = await Promise.all([screens.post(link, {}, { cookie }), screens.post(link, {}, { cookie })]);
    expect(both.map(({ status, location }) => [status, location]).sort()).toEqual([
      [302, paths.security()],
      [410, null],
    ]);
    expect((await screens.get(link, { language: "ja" })).heading).toBe(ja.auth.email.deadTitle);
  });

  test("leaves a record when it is wished for and when the wish is withdrawn", async () => {
    const { cookie, scope } = await makeAcquainted();
    await ask(cookie, { email: freshAddress() });
    const withdraw = () => screens.post(paths.security(), { intent: "withdraw-email" }, { cookie });
    await withdraw();
    await withdraw();
    const types = await eventTypes(scope);
    expect(types.filter((type) => type.startsWith("member.email"))).toEqual([
      "member.email_wished",
      "member.email_wish_withdrawn",
    ]);
  });

  test("needs the current password, and another address than now", async () => {
    const { email, cookie } = await makeAcquainted();
    const wrong = await ask(cookie, { email: freshAddress(), currentPassword: "guess" }, "ja");
    expectRefused(wrong, "currentPassword", ja.auth.settings.passwordWrong);
    expect(wrong.html).not.toContain("guess");
    expectRefused(await ask(cookie, { email }), "email", en.auth.settings.emailSame);
    expectRefused(await ask(cookie, { email: "x" }), "email", en.validation.email);
    expect(await mailsTo(email)).toEqual([]);
  });

  test("that somebody has already gets the same answer, no mail, and can't be taken over", async () => {
    const { user, email, cookie } = await makeAcquainted();
    const other = await makeAcquainted();
    const page = await ask(cookie, { email: other.email });
    expect(page.text).toContain(fill(en.auth.settings.emailAsked, { email: other.email }));
    expect(await mailsTo(other.email)).toEqual([]);
    // The address may also be taken between the asking and the proof.
    const next = freshAddress();
    await ask(cookie, { email: next });
    const link = await newestLinkTo(next);
    await makeUser({ email: next });
    expect((await screens.post(link, {})).heading).toBe(en.auth.email.takenTitle);
    expect((await userRow(user.id))?.email).toBe(email);
  });

  test("can be withdrawn, runs out after a day, and gives way to a newer wish and a new password", async () => {
    const { cookie, user } = await makeAcquainted();
    const [first, second, third] = [freshAddress(), freshAddress(), freshAddress()];
    await ask(cookie, { email: first });
    await ask(cookie, { email: second });
    expect((await screens.get(await newestLinkTo(first))).status).toBe(410);
    expect((await screens.get(paths.security(), { cookie })).text).toContain(second);
    const kept = await screens.post(paths.security(), { intent: "withdraw-email" }, { cookie });
    expect(kept.text).toContain(en.auth.settings.emailWithdrawn);
    expect((await screens.post(await newestLinkTo(second), {})).status).toBe(410);
    await ask(cookie, { email: third });
    travel(25 * 3_600_000);
    expect((await screens.post(await newestLinkTo(third), {})).status).toBe(410);
    setClock(null);
    const change = { intent: "password", currentPassword: PASSWORD, newPassword: "changed by myself" };
    await screens.post(paths.security(), change, { cookie });
    expect(await db.$count(emailChanges, eq(emailChanges.userId, user.id))).toBe(0);
  });

  test("ends a password reset that was mailed to the old address", async () => {
    const { email, cookie } = await makeAcquainted();
    const next = freshAddress();
    await ask(cookie, { email: next });
    await askForReset(screens, email);
    const reset = await newestLinkTo(email);
    await screens.post(await newestLinkTo(next), {});
    expect((await screens.post(reset, NEW)).status).toBe(410);
  });
});
