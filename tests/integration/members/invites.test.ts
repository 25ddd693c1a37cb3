import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { invites, members, teams } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { nowMs, setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { eventTypes } from "../../support/events";
import { makeUser, sha256 } from "../../support/factories";
import {
  DISGUISED,
  en,
  expectRedirect,
  expectRefused,
  type Form,
  fill,
  IMG,
  ja,
  makePeople,
  makePerson,
  TEXTS,
  UNDISGUISED,
  useScreens,
} from "../screens/support";
import {
  freshAddress,
  inviteByMail,
  inviteForm,
  mailsTo,
  newestLinkTo,
  newestMailTo,
  PASSWORD,
} from "./support";

const screens = useScreens();
afterEach(() => setClock(null));

const DAY_MS = 86_400_000;
const joinForm = { intent: "join", name: "Haru Kato", password: PASSWORD };
const rowOf = async (email: string) => (await db.select().from(users).where(eq(users.email, email)))[0];
const membersOf = (userId: string) => db.select().from(members).where(eq(members.userId, userId));
const inviteRow = async (email: string) =>
  (await db.select().from(invites).where(eq(invites.email, email)))[0];
const makeTeam = async (workspaceId: string) => {
  const id = newId();
  await db.insert(teams).values({ id, workspaceId, name: "East", createdAt: new Date() });
  return id;
};

describe("inviting", () => {
  const post = (cookie: string, form: Form, language = "en") =>
    screens.post(paths.members(), form, { cookie, language });

  test.each(["ja", "en"] as const)("mails a link in %s, in the name of who asks", async (language) => {
    const admin = await makePerson({ role: "admin", name: "Yui Ono" });
    await db.update(users).set({ signature: "Yui\nKumano <b>" }).where(eq(users.id, admin.userId));
    const email = freshAddress();
    const page = await post(admin.cookie, inviteForm({ email, language }));
    expect(page.text).toContain(fill(en.members.invite.sent, { email }));
    expect(page.text).toContain(email);
    const mail = await newestMailTo(email);
    const texts = TEXTS[language].members.inviteMail;
    const holes = { name: "Yui Ono", workspace: "Kumano Trading" };
    expect(mail).toMatchObject({ subject: fill(texts.subject, holes), state: "kept", isPrivate: true });
    expect(mail.text).toContain(fill(texts.lead, holes));
    expect(mail.text).toContain(fill(texts.validFor, { days: 7 }));
    expect(mail.text).toContain("-- \nYui\nKumano <b>");
    expect(mail.html).toContain("Yui<br>Kumano &lt;b&gt;");
    expect(mail.html).toContain(`lang="${language}"`);
    expect(await eventTypes(admin.scope)).toEqual(["member.invited"]);
  });

  test("keeps only the hash of a secret of 256 bits", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    const token = link.replace("/invite/", "");
    expect(token).toMatch(/^[\w-]{43}$/);
    expect((await inviteRow(email))?.tokenHash).toBe(sha256(token));
  });

  test("twice with one click mails once, and a second invite to a waiting address is refused at the field", async () => {
    const { admin } = await makePeople();
    const form = inviteForm();
    await Promise.all([post(admin.cookie, form), post(admin.cookie, form)]);
    expect(await mailsTo(form.email ?? "")).toHaveLength(1);
    const again = await post(admin.cookie, inviteForm({ email: form.email, role: "manager" }), "ja");
    expectRefused(again, "email", ja.members.invite.is_invited);
    expect(again.field("email").value).toBe(form.email);
    expect(again.field("role").value).toBe("manager");
  });

  test("refuses who is or was a member, and what is no address, role, team or language", async () => {
    const { admin, rep } = await makePeople();
    const gone = await makePerson({ workspaceId: rep.member.workspaceId, deactivatedAt: new Date() });
    const emailOf = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0]?.email;
    const member = await post(admin.cookie, inviteForm({ email: await emailOf(rep.userId) }));
    expectRefused(member, "email", en.members.invite.is_member);
    const left = await post(admin.cookie, inviteForm({ email: await emailOf(gone.userId) }));
    expectRefused(left, "email", en.members.invite.is_deactivated);
    expectRefused(
      await post(admin.cookie, inviteForm({ email: "no address" })),
      "email",
      en.validation.email,
    );
    expectRefused(await post(admin.cookie, inviteForm({ role: "owner" })), "role", en.validation.choice);
    expectRefused(await post(admin.cookie, inviteForm({ teamId: "x" })), "teamId", en.validation.choice);
    expect((await post(admin.cookie, inviteForm({ teamId: newId() }))).status).toBe(404);
    expect((await post(admin.cookie, inviteForm({ surplus: "1" }))).status).toBe(422);
  });

  test("is for admins: others see the members, but no form and no invites", async () => {
    const { admin, rep } = await makePeople();
    const email = freshAddress();
    await inviteByMail(screens, admin, { email });
    const manager = await makePerson({ workspaceId: rep.member.workspaceId, role: "manager" });
    for (const { cookie } of [rep, manager]) {
      const page = await screens.get(paths.members(), { cookie });
      expect(page.rows().length).toBeGreaterThan(2);
      expect(page.has("[name=email]")).toBe(false);
      expect(page.text).not.toContain(email);
      expect((await post(cookie, inviteForm())).status).toBe(403);
      const inviteId = (await inviteRow(email))?.id;
      expect((await post(cookie, { intent: "withdraw", inviteId })).status).toBe(403);
    }
  });

  test("one address gets at most five mails an hour", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    await inviteByMail(screens, admin, { email });
    const inviteId = (await inviteRow(email))?.id;
    const statuses = [];
    for (let n = 0; n < 5; n++)
      statuses.push((await post(admin.cookie, { intent: "resend", inviteId })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
    expect(await mailsTo(email)).toHaveLength(5);
  });

  test("sent again, only the newest link opens; withdrawn, none does", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const first = await inviteByMail(screens, admin, { email });
    const inviteId = (await inviteRow(email))?.id;
    const resent = await post(admin.cookie, { intent: "resend", inviteId });
    expect(resent.text).toContain(en.members.invites.resent);
    const second = await newestLinkTo(email);
    expect((await screens.get(first)).status).toBe(404);
    expect((await screens.get(second)).status).toBe(200);
    const withdrawn = await post(admin.cookie, { intent: "withdraw", inviteId });
    expect(withdrawn.text).toContain(en.members.invites.withdrawn);
    expect(withdrawn.text).not.toContain(email);
    const page = await screens.get(second, { language: "ja" });
    expect(page).toMatchObject({ status: 410, heading: ja.members.join.withdrawnTitle });
    expect((await screens.post(second, joinForm)).status).toBe(410);
    expect((await post(admin.cookie, { intent: "resend", inviteId })).status).toBe(409);
    expect(await rowOf(email)).toBeUndefined();
  });
});

describe("a new person", () => {
  test("joins with a name and a password, in the role, team and language of the invite", async () => {
    const { admin, rep } = await makePeople();
    const teamId = await makeTeam(rep.member.workspaceId);
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email, role: "manager", teamId, language: "ja" });
    const page = await screens.get(link);
    expect(page.heading).toBe(fill(en.members.join.title, { workspace: "Kumano Trading" }));
    expect(page.text).toContain(fill(en.members.join.email, { email }));
    const joined = await screens.post(link, { ...joinForm, name: ` ${DISGUISED} ` });
    expectRedirect(joined, "/");
    const cookie = cookieOf(joined.cookies[0] ?? "");
    expect((await screens.get("/rooms", { cookie })).lang).toBe("ja");
    const user = await rowOf(email);
    expect(user).toMatchObject({ name: UNDISGUISED, language: "ja" });
    const [member] = await membersOf(user?.id ?? "");
    expect(member).toMatchObject({ workspaceId: rep.member.workspaceId, role: "manager", teamId });
    expect(await eventTypes(admin.scope)).toEqual(["member.invited", "member.joined"]);
    expect((await screens.get(paths.members(), { cookie: admin.cookie })).text).toContain(email);
  });

  test("sees what is wrong at the field, keeps the name, and can try again", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    const short = await screens.post(link, { ...joinForm, name: " ", password: "short" }, { language: "ja" });
    expectRefused(short, "name", ja.validation.required);
    expectRefused(short, "password", ja.validation.password_short);
    const known = await screens.post(link, { ...joinForm, name: IMG, password: "Password123" });
    expectRefused(known, "password", en.validation.password_common);
    expect(known.field("name").value).toBe(IMG);
    expect(known.has("img")).toBe(false);
    expect((await screens.post(link, { ...joinForm, password: email })).status).toBe(422);
    for (const extra of [{ role: "admin" }, { email: "other@kumano.example" }, { teamId: "" }])
      expect((await screens.post(link, { ...joinForm, ...extra })).status).toBe(422);
    expect(await rowOf(email)).toBeUndefined();
    expectRedirect(await screens.post(link, joinForm), "/");
  });

  test("who clicks twice comes in once, with a session from either click", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    const clicks = await Promise.all([screens.post(link, joinForm), screens.post(link, joinForm)]);
    for (const click of clicks) {
      expectRedirect(click, "/");
      const cookie = cookieOf(click.cookies[0] ?? "");
      expect((await screens.get("/rooms", { cookie })).status).toBe(200);
    }
    expect(await membersOf((await rowOf(email))?.id ?? "")).toHaveLength(1);
  });

  test("a used link is no way in for who finds the mail later", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    await screens.post(link, joinForm);
    const before = await rowOf(email);
    const page = await screens.get(link);
    expect(page).toMatchObject({ status: 410, heading: en.members.join.acceptedTitle });
    expect(page.links()).toContain(paths.signIn());
    const thief = await screens.post(link, { ...joinForm, name: "Thief", password: "another long one" });
    expect(thief).toMatchObject({ status: 410, cookies: [] });
    expect(await rowOf(email)).toEqual(before);
  });

  test("comes too late after seven days, to a page that says whom to ask", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    const later = nowMs() + 7 * DAY_MS + 1_000;
    setClock(() => later);
    const page = await screens.get(link, { language: "ja" });
    expect(page).toMatchObject({ status: 410, heading: ja.members.join.expiredTitle });
    expect(page.text).toContain("Yui Ono");
    expect((await screens.post(link, joinForm)).status).toBe(410);
    expect(await rowOf(email)).toBeUndefined();
    setClock(null);
    const again = await screens.get(paths.members(), { cookie: admin.cookie });
    expect(again.text).toContain(email);
  });

  test("a link that never was shows a way forward, and so does one with odd signs", async () => {
    for (const token of ["x", "%00", "A".repeat(43), "%F0%9F%98%80"]) {
      const page = await screens.get(`/invite/${token}`);
      expect(page).toMatchObject({ status: 404, heading: en.members.join.unknownTitle });
      expect((await screens.post(`/invite/${token}`, joinForm)).status).toBe(410);
    }
  });

  test("looking at the link, as scanners of mails do, changes nothing", async () => {
    const { admin } = await makePeople();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    for (let n = 0; n < 3; n++) await screens.get(link);
    expect((await inviteRow(email))?.acceptedAt).toBeNull();
    expectRedirect(await screens.post(link, joinForm), "/");
  });
});

describe("somebody who has an account", () => {
  async function makeKnown() {
    const email = freshAddress();
    const user = await makeUser({ email, name: "Nao Abe", passwordHash: "kept" });
    return { email, user, cookie: cookieOf(await startSession(user.id, null)) };
  }

  test("is told to sign in first, and keeps password, name and sessions whatever is sent", async () => {
    const { admin } = await makePeople();
    const { email, user, cookie } = await makeKnown();
    const link = await inviteByMail(screens, admin, { email });
    const page = await screens.get(link);
    expect(page.has("[name=password]")).toBe(false);
    expect(page.links()).toContain(paths.signIn(link));
    const forced = await screens.post(link, { ...joinForm, name: "Thief" });
    expect(forced).toMatchObject({ status: 410, cookies: [] });
    expect(await rowOf(email)).toEqual(user);
    expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(1);
    expect(await membersOf(user.id)).toEqual([]);
    expectRedirect(await screens.post(link, { intent: "accept" }), paths.signIn(link));
    expectRedirect(await screens.post(link, { intent: "accept" }, { cookie }), "/");
  });

  test("joins with one click when signed in, and works in the new workspace from then on", async () => {
    const { admin, rep } = await makePeople();
    const { email, user, cookie } = await makeKnown();
    const link = await inviteByMail(screens, admin, { email, role: "manager" });
    const page = await screens.get(link, { cookie });
    expect(page.text).toContain(fill(en.members.join.acceptAs, { email }));
    const clicks = await Promise.all([
      screens.post(link, { intent: "accept" }, { cookie }),
      screens.post(link, { intent: "accept" }, { cookie }),
    ]);
    expect(clicks.map(({ status }) => status).sort()).toEqual([302, 410]);
    expect(await membersOf(user.id)).toMatchObject([
      { workspaceId: rep.member.workspaceId, role: "manager" },
    ]);
    expect((await screens.get(paths.members(), { cookie })).text).toContain("Yui Ono");
    expect(await rowOf(email)).toMatchObject({ name: "Nao Abe", passwordHash: "kept" });
  });

  test("can't join under another address, but may sign out and go on", async () => {
    const { admin } = await makePeople();
    const { cookie, user } = await makeKnown();
    const email = freshAddress();
    const link = await inviteByMail(screens, admin, { email });
    const page = await screens.get(link, { cookie, language: "ja" });
    expect(page.text).toContain(email);
    expect(page.has("[name=password]")).toBe(false);
    expect((await screens.post(link, { intent: "accept" }, { cookie })).status).toBe(403);
    expect(await membersOf(user.id)).toEqual([]);
    const out = await screens.post(link, { intent: "sign-out" }, { cookie });
    expectRedirect(out, link);
    expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(0);
    expectRedirect(await screens.post(link, joinForm), "/");
  });

  test("whoever was deactivated meanwhile is not brought back by an invite that was still in the mailbox", async () => {
    const { admin, rep } = await makePeople();
    const { email, user, cookie } = await makeKnown();
    const link = await inviteByMail(screens, admin, { email });
    await db.insert(members).values({
      id: newId(),
      workspaceId: rep.member.workspaceId,
      userId: user.id,
      role: "rep",
      deactivatedAt: new Date(),
      createdAt: new Date(),
    });
    expect((await screens.post(link, { intent: "accept" }, { cookie })).status).toBe(410);
    const active = and(eq(members.userId, user.id), eq(members.role, "rep"));
    expect((await db.select().from(members).where(active))[0]?.deactivatedAt).not.toBeNull();
    expectRedirect(await screens.get("/rooms", { cookie }), paths.noWorkspace());
  });
});
