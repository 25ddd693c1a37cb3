import { db } from "@db/client";
import { emailChanges, passwordResets, users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull, ne } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { enqueue } from "~/platform/jobs.server";
import { limit } from "~/platform/rate-limit.server";
import { hashPassword, isGuessable } from "../passwords.server";
import { queuePersonalNotice } from "../personal-mail.server";
import { endAllSessions } from "../sessions.server";
import { findResetOwner, isOpenReset } from "./data.server";
import { sendPasswordReset } from "./jobs.server";

const ASKS = {
  address: { points: 10, seconds: 15 * 60 },
  recipient: { points: 5, seconds: 60 * 60 },
} as const;

type Ask = { email: string; language: Language; address: string };

/** The same work and the same answer whether anybody has this address or not. Throws RATE_LIMITED. */
export async function askForReset({ email, language, address }: Ask): Promise<void> {
  await limit("reset-ask-address", address, ASKS.address);
  await limit("reset-ask-recipient", email, ASKS.recipient);
  await db.transaction((tx) => enqueue(tx, sendPasswordReset, { email, language }));
}

export type ResetOutcome =
  | { result: "done" }
  | { result: "dead" }
  | { result: "refused"; errors: Record<string, string> };

/** Sets a new password once, also when two requests bring the token at the same moment, and ends every session. */
export async function resetPassword(token: string, password: string): Promise<ResetOutcome> {
  const owner = await findResetOwner(token);
  if (!owner) return { result: "dead" };
  if (isGuessable(password, owner)) return { result: "refused", errors: { password: "password_common" } };
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx): Promise<ResetOutcome> => {
    // The person first: a sign-in under way waits here and then finds another password.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, owner.id)).for("update");
    const [taken] = await tx
      .update(passwordResets)
      .set({ usedAt: now() })
      .where(isOpenReset(token))
      .returning({ id: passwordResets.id, userId: passwordResets.userId });
    if (!taken) return { result: "dead" };
    const { id, userId } = taken;
    const [user] = await tx.update(users).set({ passwordHash }).where(eq(users.id, userId)).returning();
    await endAllSessions(tx, userId);
    await tx.delete(passwordResets).where(and(eq(passwordResets.userId, userId), ne(passwordResets.id, id)));
    await tx.delete(emailChanges).where(eq(emailChanges.userId, userId));
    await queuePersonalNotice(tx, found(user), "passwordChanged");
    await recordInEachWorkspace(tx, userId);
    return { result: "done" };
  });
}

async function recordInEachWorkspace(tx: Tx, userId: string): Promise<void> {
  const memberships = await tx
    .select({ memberId: members.id, workspaceId: members.workspaceId })
    .from(members)
    .where(and(eq(members.userId, userId), isNull(members.deactivatedAt)));
  for (const membership of memberships) await recordEvent(tx, membership, { type: "member.password_reset" });
}
