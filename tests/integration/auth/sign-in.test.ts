import { db } from "@db/client";
import { instanceSettings } from "@db/schema/instance";
import { sessions, users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { hash } from "@node-rs/argon2";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { listOwnSessions } from "~/features/auth/data.server";
import { findMember, type Member, requireAdmin, requireMember } from "~/features/auth/guard.server";
import { changePassword, signIn, signOut, signOutEverywhere } from "~/features/auth/mutations.server";
import { hashPassword } from "~/features/auth/passwords.server";
import { isSetUpToken, offerSetUp, setUpInstance } from "~/features/auth/set-up.server";
import { PEER_HEADER } from "~/platform/http/client-address.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { useDatabase } from "../../support/database";
import { eventTypes } from "../../support/events";
import { makeMember, makeUser } from "../../support/factories";

useDatabase();
beforeEach(() => resetLimits());

const PASSWORD = "quiet veranda at noon";

function requestWith(cookie: string | null, address = "203.0.113.7"): Request {
  const headers = new Headers({
    [PEER_HEADER]: address,
    "user-agent": "Mozilla/5.0 (Macintosh) Firefox/140.0",
  });
  if (cookie) headers.set("cookie", cookie.split(";")[0] ?? "");
  return new Request("http://localhost:3000/rooms?sort=name", { headers });
}

async function makeSignIn(role: "rep" | "admin" = "rep") {
  const user = await makeUser({ passwordHash: await hashPassword(PASSWORD) });
  await makeMember({ userId: user.id, role });
  const cookie = await signIn(requestWith(null), { email: user.email, password: PASSWORD });
  if (!cookie) throw new Error("could not sign in");
  return { user, cookie };
}

async function memberOf(cookie: string): Promise<Member> {
  const member = await findMember(requestWith(cookie));
  if (!member) throw new Error("nobody is signed in");
  return member;
}

describe("signing in", () => {
  test("gives a session whose secret is not in the database", async () => {
    const { cookie, user } = await makeSignIn();
    const secret = decodeURIComponent(cookie.split(";")[0]?.split("=")[1] ?? "");
    const [row] = await db.select().from(sessions).where(eq(sessions.userId, user.id));
    expect(secret.length).toBeGreaterThanOrEqual(43);
    expect(row?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(cookie).toContain("HttpOnly; SameSite=Lax");
    expect((await memberOf(cookie)).user.email).toBe(user.email);
  });

  test("answers a wrong password and an unknown address alike", async () => {
    const { user } = await makeSignIn();
    expect(await signIn(requestWith(null), { email: user.email, password: "wrong" })).toBeNull();
    expect(
      await signIn(requestWith(null), { email: "nobody@nowhere.example", password: "wrong" }),
    ).toBeNull();
  });

  test("that is under way while the password or the address changes opens nothing", async () => {
    const slow = { algorithm: 2, memoryCost: 19_456, timeCost: 24, parallelism: 1 } as const;
    for (const change of [{ passwordHash: "reset" }, { email: "moved@kumano.example" }]) {
      const user = await makeUser({ passwordHash: await hash(PASSWORD, slow) });
      const { scope } = await makeMember({ userId: user.id });
      const underWay = signIn(requestWith(null), { email: user.email, password: PASSWORD });
      await new Promise((go) => setTimeout(go, 100));
      await db.update(users).set(change).where(eq(users.id, user.id));
      expect(await underWay).toBeNull();
      expect(await db.$count(sessions, eq(sessions.userId, user.id))).toBe(0);
      expect(await eventTypes(scope)).not.toContain("member.signed_in");
    }
  });

  test("takes the address in any case and width", async () => {
    const { user } = await makeSignIn();
    const email = ` ${user.email.toUpperCase().replace("@", "＠")} `;
    expect(await signIn(requestWith(null), { email, password: PASSWORD })).not.toBeNull();
  });

  test("slows down guessing at one account, and lets the owner in from elsewhere", async () => {
    const { user } = await makeSignIn();
    const guess = () => signIn(requestWith(null, "198.51.100.1"), { email: user.email, password: "guess" });
    for (let tries = 0; tries < 5; tries++) await guess();
    await expect(guess()).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(
      await signIn(requestWith(null, "203.0.113.9"), { email: user.email, password: PASSWORD }),
    ).not.toBeNull();
  });

  test("a deactivated member is nobody at once", async () => {
    const { cookie, user } = await makeSignIn();
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.userId, user.id));
    expect(await findMember(requestWith(cookie))).toBeNull();
  });
});

describe("leaving", () => {
  test("sign-out ends this session only, and leaves a record", async () => {
    const { cookie, user } = await makeSignIn();
    const other = await signIn(requestWith(null), { email: user.email, password: PASSWORD });
    const { scope } = await memberOf(cookie);
    const goodbye = await signOut(requestWith(cookie));
    expect(goodbye).toContain("Max-Age=0");
    expect(await eventTypes(scope)).toContain("member.signed_out");
    expect(await signOut(requestWith(cookie))).toBe(goodbye);
    expect(await findMember(requestWith(cookie))).toBeNull();
    expect(await findMember(requestWith(other))).not.toBeNull();
  });

  test("sign out everywhere ends all", async () => {
    const { cookie, user } = await makeSignIn();
    const other = await signIn(requestWith(null), { email: user.email, password: PASSWORD });
    await signOutEverywhere(await memberOf(cookie));
    expect(await findMember(requestWith(cookie))).toBeNull();
    expect(await findMember(requestWith(other))).toBeNull();
  });

  test("a new password ends every session and gives this browser a new one", async () => {
    const { cookie, user } = await makeSignIn();
    const other = await signIn(requestWith(null), { email: user.email, password: PASSWORD });
    const member = await memberOf(cookie);
    const change = (currentPassword: string, newPassword: string) =>
      changePassword(member, { currentPassword, newPassword, userAgent: "Firefox" });
    expect(await change("wrong", "another long one")).toEqual({
      errors: { currentPassword: "password_wrong" },
    });
    expect(await change(PASSWORD, "password123")).toEqual({ errors: { newPassword: "password_common" } });
    const changed = await change(PASSWORD, "another long one");
    if (!("cookie" in changed)) throw new Error("the password was not changed");
    expect(await findMember(requestWith(other))).toBeNull();
    expect(await findMember(requestWith(cookie))).toBeNull();
    const renewed = await memberOf(changed.cookie);
    expect(await listOwnSessions(renewed)).toMatchObject([{ isCurrent: true, userAgent: "Firefox" }]);
    expect(renewed.sessionId).not.toBe(member.sessionId);
  });
});

describe("the guards", () => {
  test("send a stranger to sign-in and back again", async () => {
    const response = await requireMember(requestWith(null)).catch((thrown) => thrown);
    expect(response.headers.get("location")).toBe("/sign-in?next=%2Frooms%3Fsort%3Dname");
  });

  test("let no rep into the admin's screens", async () => {
    const { cookie } = await makeSignIn("rep");
    await expect(requireAdmin(requestWith(cookie))).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await requireAdmin(requestWith((await makeSignIn("admin")).cookie))).role).toBe("admin");
  });

  test.each(["", "x", "x".repeat(5000), "%", "engawa_session=%E0%A4%A"])(
    "take a broken cookie (%s) for none",
    async (value) => {
      expect(await findMember(requestWith(`engawa_session=${value}`))).toBeNull();
    },
  );
});

describe("the first set-up", () => {
  const input = {
    workspaceName: "Kumano",
    name: "Aoi",
    email: "first@kumano.example",
    password: PASSWORD,
    language: "ja",
    timeZone: "Asia/Tokyo",
  } as const;

  test("works once, with the newest token only, and is closed for ever after", async () => {
    await db.delete(workspaces);
    const old = await offerSetUp();
    const token = await offerSetUp();
    if (!old || !token) throw new Error("no set-up was offered");
    expect(await isSetUpToken(old)).toBe(false);
    expect(await isSetUpToken(token)).toBe(true);
    await expect(setUpInstance({ ...input, token: old })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const tries = await Promise.allSettled([
      setUpInstance({ ...input, token }),
      setUpInstance({ ...input, token }),
    ]);
    expect(tries.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await db.$count(workspaces)).toBe(1);
    expect(
      await db.select({ email: users.email }).from(users).where(eq(users.email, input.email)),
    ).toHaveLength(1);
    expect(await offerSetUp()).toBeNull();
    expect(await isSetUpToken(token)).toBe(false);
    expect(await db.$count(instanceSettings)).toBe(0);
  });
});
