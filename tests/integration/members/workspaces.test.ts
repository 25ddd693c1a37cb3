import { db } from "@db/client";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { hashPassword } from "~/features/auth/passwords.server";
import { paths } from "~/platform/paths";
import { cookieOf } from "../../support/app";
import { makeUser, makeWorkspace } from "../../support/factories";
import { en, expectRedirect, fill, ja, makePerson, useScreens } from "../screens/support";
import { freshAddress, PASSWORD } from "./support";

const screens = useScreens();
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

/** Somebody who works in two companies, as a rep here and an admin there. */
async function makeCommuter() {
  const here = await makeWorkspace({ name: "Kiso Timber" });
  const there = await makeWorkspace({ name: "Nagara Paper" });
  const first = await makePerson({ workspaceId: here.id, name: "Nao Abe" });
  const second = await makePerson({ workspaceId: there.id, userId: first.userId, role: "admin" });
  return { first, second, cookie: first.cookie, userId: first.userId };
}
const switchTo = (memberId: string, cookie: string) =>
  screens.post(paths.switchWorkspace(), { memberId }, { cookie });

describe("several workspaces", () => {
  test("the oldest opens first; the menu names all, and the choice lasts", async () => {
    const { second, cookie } = await makeCommuter();
    const page = await screens.get("/rooms", { cookie });
    expect(page.title).toContain("Kiso Timber");
    const menu = page.document.querySelector("#user-menu")?.textContent;
    expect(menu).toContain("Nagara Paper");
    const choice = fill(en.common.switcher.switchTo, { name: "Nagara Paper" });
    expect(page.has(`button[name=memberId][value="${second.member.id}"][aria-label="${choice}"]`)).toBe(true);
    expectRedirect(await switchTo(second.member.id, cookie), "/");
    expect((await screens.get("/rooms", { cookie })).title).toContain("Nagara Paper");
    expect((await screens.get(paths.adminMails(), { cookie })).status).toBe(200);
  });

  test("the role is that of the open workspace", async () => {
    const { first, second, cookie } = await makeCommuter();
    expect((await screens.get(paths.adminMails(), { cookie })).status).toBe(403);
    await switchTo(second.member.id, cookie);
    expect((await screens.get(paths.adminMails(), { cookie })).status).toBe(200);
    await switchTo(first.member.id, cookie);
    expect((await screens.get(paths.adminMails(), { cookie })).status).toBe(403);
  });

  test("nobody switches into a membership of somebody else, one that has ended, or none", async () => {
    const { second, cookie, userId } = await makeCommuter();
    const stranger = await makePerson();
    expect((await switchTo(stranger.member.id, cookie)).status).toBe(404);
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, second.member.id));
    expect((await switchTo(second.member.id, cookie)).status).toBe(404);
    expect((await switchTo("x", cookie)).status).toBe(422);
    expect((await screens.get(paths.switchWorkspace(), { cookie })).status).toBe(404);
    expect((await db.select().from(users).where(eq(users.id, userId)))[0]?.lastMemberId).toBeNull();
  });

  test("a choice that has ended, or was written by hand, opens nothing: the next membership does", async () => {
    const { second, cookie, userId } = await makeCommuter();
    const stranger = await makePerson();
    await db.update(users).set({ lastMemberId: stranger.member.id }).where(eq(users.id, userId));
    expect((await screens.get("/rooms", { cookie })).title).toContain("Kiso Timber");
    await switchTo(second.member.id, cookie);
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, second.member.id));
    const page = await screens.get("/rooms", { cookie });
    expect(page.title).toContain("Kiso Timber");
    expect(page.document.querySelector("#user-menu")?.textContent).not.toContain("Nagara Paper");
  });

  test("who works in one sees no choice", async () => {
    const { cookie } = await makePerson();
    expect((await screens.get("/rooms", { cookie })).has("button[name=memberId]")).toBe(false);
  });
});

describe("no workspace", () => {
  test("who signs in without a membership reads why nothing opens, and can sign out", async () => {
    const email = freshAddress();
    const user = await makeUser({ email, passwordHash });
    await makePerson({ userId: user.id, deactivatedAt: new Date() });
    const signedIn = await screens.post(paths.signIn(), { email, password: PASSWORD });
    expectRedirect(signedIn, "/");
    const cookie = cookieOf(signedIn.cookies[0] ?? "");
    for (const address of ["/", "/rooms", paths.settings(), paths.adminMails()])
      expectRedirect(await screens.get(address, { cookie }), paths.noWorkspace());
    const page = await screens.get(paths.noWorkspace(), { cookie, language: "ja" });
    expect(page).toMatchObject({ status: 200, heading: ja.auth.noWorkspace.title });
    expect(page.text).toContain(email);
    expect(page.has(`form[action="${paths.signOut()}"]`)).toBe(true);
    expect((await screens.get("/events?topic=workspace", { cookie })).status).toBe(401);
  });

  test("a wrong password says the same as ever", async () => {
    const email = freshAddress();
    const user = await makeUser({ email, passwordHash });
    await makePerson({ userId: user.id, deactivatedAt: new Date() });
    const page = await screens.post(paths.signIn(), { email, password: "guess" });
    expect(page).toMatchObject({ status: 401, alert: en.auth.signIn.wrong });
  });

  test("the page leads members home and strangers to sign-in", async () => {
    const { cookie } = await makePerson();
    expectRedirect(await screens.get(paths.noWorkspace(), { cookie }), "/");
    expectRedirect(await screens.get(paths.noWorkspace()), paths.signIn());
  });
});
