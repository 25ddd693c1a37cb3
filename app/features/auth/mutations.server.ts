import { db } from "@db/client";
import { emailChanges, passwordResets, sessions, users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { forgive, limit } from "~/platform/rate-limit.server";
import { findCredentials, isStillProven } from "./data.server";
import { findMember, type Member } from "./guard.server";
import { hashPassword, isGuessable, isPassword } from "./passwords.server";
import { queuePersonalNotice } from "./personal-mail.server";
import { normaliseEmail } from "./schema";
import { endAllSessions, endSession, forgetSession, startSession } from "./sessions.server";

/** Tries from one address at one account, then at any account, then at one account from anywhere. */
const TRIES = {
  pair: { points: 5, seconds: 5 * 60 },
  address: { points: 30, seconds: 15 * 60 },
  account: { points: 100, seconds: 60 * 60 },
} as const;

/** The Set-Cookie value of a new session, or null: the same for a wrong password and for nobody. */
export async function signIn(
  request: Request,
  input: { email: string; password: string },
): Promise<string | null> {
  const email = normaliseEmail(input.email);
  const address = clientAddress(request);
  await limit("sign-in:address", address, TRIES.address);
  await limit("sign-in:pair", `${address} ${email}`, TRIES.pair);
  await limit("sign-in:account", email, TRIES.account);
  const account = await findCredentials(email);
  const isRight = await isPassword(account?.passwordHash ?? null, input.password);
  if (!account || !isRight) return null;
  await forgive("sign-in:pair", `${address} ${email}`);
  return db.transaction(async (tx) => {
    if (!(await isStillProven(tx, account))) return null;
    const { memberId, workspaceId } = account;
    if (memberId && workspaceId)
      await recordEvent(tx, { memberId, workspaceId }, { type: "member.signed_in" });
    return startSession(account.userId, request.headers.get("user-agent"), tx);
  });
}

/** Ends the request's session; the Set-Cookie value that clears it. */
export async function signOut(request: Request): Promise<string> {
  const member = await findMember(request);
  if (!member) return endSession(request);
  await db.transaction(async (tx) => {
    await tx.delete(sessions).where(eq(sessions.id, member.sessionId));
    await recordEvent(tx, member.scope, { type: "member.signed_out" });
  });
  return forgetSession();
}

export function signOutEverywhere(member: Member): Promise<void> {
  return db.transaction(async (tx) => {
    await tx.select({ id: users.id }).from(users).where(eq(users.id, member.user.id)).for("update");
    await endAllSessions(tx, member.user.id);
    await recordEvent(tx, member.scope, { type: "member.signed_out_everywhere" });
  });
}

/** Ends one of the person's own sessions; NOT_FOUND for anybody else's. */
export function endOwnSession(member: Member, sessionId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.userId, member.user.id)))
      .returning({ id: sessions.id });
    found(ended[0]);
    await recordEvent(tx, member.scope, { type: "member.session_ended" });
  });
}

/** Makes one of the person's own memberships the one they work in; NOT_FOUND for any other. */
export function switchWorkspace(userId: string, memberId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const [chosen] = await tx
      .update(members)
      .set({ lastActiveAt: now() })
      .where(and(eq(members.id, memberId), eq(members.userId, userId), isNull(members.deactivatedAt)))
      .returning({ id: members.id });
    found(chosen);
    await tx.update(users).set({ lastMemberId: memberId }).where(eq(users.id, userId));
  });
}

type PasswordChange = { currentPassword: string; newPassword: string; userAgent: string | null };

/** Ends every session of the person. The cookie of a new one for this browser, or the field and what is wrong with it. */
export async function changePassword(
  member: Member,
  { currentPassword, newPassword, userAgent }: PasswordChange,
): Promise<{ cookie: string } | { errors: Record<string, string> }> {
  const wrong = { errors: { currentPassword: "password_wrong" } };
  const proof = await provePassword(member, currentPassword);
  if (!proof) return wrong;
  if (isGuessable(newPassword, member.user)) return { errors: { newPassword: "password_common" } };
  const passwordHash = await hashPassword(newPassword);
  const userId = member.user.id;
  return db.transaction(async (tx) => {
    if (!(await isStillProven(tx, proof))) return wrong;
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await endAllSessions(tx, userId);
    await tx.delete(passwordResets).where(eq(passwordResets.userId, userId));
    await tx.delete(emailChanges).where(eq(emailChanges.userId, userId));
    await queuePersonalNotice(tx, member.user, "passwordChanged");
    await recordEvent(tx, member.scope, { type: "member.password_changed" });
    return { cookie: await startSession(userId, userAgent, tx) };
  });
}

/**
 * Asked again before anything that could lock the person out; what was proven, for `isStillProven`, or null. Throws
 * RATE_LIMITED after a few wrong tries.
 */
export async function provePassword(member: Member, password: string) {
  await limit("change-password", member.user.id, TRIES.pair);
  const account = await findCredentials(member.user.email);
  const isRight = await isPassword(account?.passwordHash ?? null, password);
  if (!account || !isRight) return null;
  await forgive("change-password", member.user.id);
  return account;
}
