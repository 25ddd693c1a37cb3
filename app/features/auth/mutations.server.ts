import { db } from "@db/client";
import { sessions, users } from "@db/schema/users";
import { and, eq, ne } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { clientAddress } from "~/platform/http/client-address.server";
import type { Language } from "~/platform/i18n/language";
import { forgive, limit } from "~/platform/rate-limit.server";
import { findCredentials } from "./data.server";
import type { Member } from "./guard.server";
import { hashPassword, isGuessable, isPassword } from "./passwords.server";
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
  await db.transaction((tx) => recordEvent(tx, account, { type: "member.signed_in" }));
  return startSession(account.userId, request.headers.get("user-agent"));
}

export async function signOutEverywhere(member: Member): Promise<void> {
  await endAllSessions(member.user.id);
  await db.transaction((tx) => recordEvent(tx, member.scope, { type: "member.signed_out_everywhere" }));
}

export async function updateProfile(
  member: Member,
  input: { name: string; language: Language | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.update(users).set(input).where(eq(users.id, member.user.id));
    await recordEvent(tx, member.scope, { type: "member.profile_changed" });
  });
}

/** null when changed, else the field and what is wrong with it. All other sessions of the person end. */
export async function changePassword(
  member: Member,
  input: { currentPassword: string; newPassword: string },
): Promise<Record<string, string> | null> {
  await limit("change-password", member.user.id, TRIES.pair);
  const account = await findCredentials(member.user.email);
  if (!(await isPassword(account?.passwordHash ?? null, input.currentPassword)))
    return { currentPassword: "password_wrong" };
  if (isGuessable(input.newPassword, member.user)) return { newPassword: "password_common" };
  const passwordHash = await hashPassword(input.newPassword);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, member.user.id));
    await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, member.user.id), ne(sessions.id, member.sessionId)));
    await recordEvent(tx, member.scope, { type: "member.profile_changed" });
  });
  return null;
}
