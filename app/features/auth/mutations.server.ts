import { db } from "@db/client";
import { emailChanges, passwordResets, sessions, users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, eq, isNull, ne } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { forgive, limit } from "~/platform/rate-limit.server";
import { findCredentials } from "./data.server";
import type { Member } from "./guard.server";
import { hashPassword, isGuessable, isPassword } from "./passwords.server";
import { queuePersonalNotice } from "./personal-mail.server";
import { normaliseEmail } from "./schema";
import { endAllSessions, startSession } from "./sessions.server";

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
  const { memberId, workspaceId } = account;
  if (memberId && workspaceId)
    await db.transaction((tx) => recordEvent(tx, { memberId, workspaceId }, { type: "member.signed_in" }));
  return startSession(account.userId, request.headers.get("user-agent"));
}

export async function signOutEverywhere(member: Member): Promise<void> {
  await endAllSessions(member.user.id);
  await db.transaction((tx) => recordEvent(tx, member.scope, { type: "member.signed_out_everywhere" }));
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

/** null when changed, else the field and what is wrong with it. All other sessions of the person end. */
export async function changePassword(
  member: Member,
  input: { currentPassword: string; newPassword: string },
): Promise<Record<string, string> | null> {
  if (!(await isOwnPassword(member, input.currentPassword))) return { currentPassword: "password_wrong" };
  if (isGuessable(input.newPassword, member.user)) return { newPassword: "password_common" };
  const passwordHash = await hashPassword(input.newPassword);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, member.user.id));
    await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, member.user.id), ne(sessions.id, member.sessionId)));
    await tx.delete(passwordResets).where(eq(passwordResets.userId, member.user.id));
    await tx.delete(emailChanges).where(eq(emailChanges.userId, member.user.id));
    await queuePersonalNotice(tx, member.user, "passwordChanged");
    await recordEvent(tx, member.scope, { type: "member.password_changed" });
  });
  return null;
}

/** Asked again before anything that could lock the person out. Throws RATE_LIMITED after a few wrong tries. */
export async function isOwnPassword(member: Member, password: string): Promise<boolean> {
  await limit("change-password", member.user.id, TRIES.pair);
  const account = await findCredentials(member.user.email);
  const isRight = await isPassword(account?.passwordHash ?? null, password);
  if (isRight) await forgive("change-password", member.user.id);
  return isRight;
}
