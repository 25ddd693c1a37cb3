import { db } from "@db/client";
import { emailChanges } from "@db/schema/users";
import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";
import type { Member } from "../guard.server";

export const isOpenChange = (token: string) =>
  and(
    eq(emailChanges.tokenHash, sha256Hex(token)),
    isNull(emailChanges.usedAt),
    gt(emailChanges.expiresAt, now()),
  );

/** The address that the token would prove; null when it was used, is too old or never was one. */
export async function findEmailChange(token: string): Promise<string | null> {
  const [row] = await db
    .select({ email: emailChanges.newEmail })
    .from(emailChanges)
    .where(isOpenChange(token));
  return row?.email ?? null;
}

/** Whose address the token would change; null as above. */
export async function findChangeOwner(token: string): Promise<string | null> {
  const [row] = await db
    .select({ userId: emailChanges.userId })
    .from(emailChanges)
    .where(isOpenChange(token));
  return row?.userId ?? null;
}

/** The new address that still waits to be proven, if any. */
export async function findWaitingEmail(member: Member): Promise<string | null> {
  const isWaiting = and(
    eq(emailChanges.userId, member.user.id),
    isNull(emailChanges.usedAt),
    gt(emailChanges.expiresAt, now()),
  );
  const [row] = await db
    .select({ email: emailChanges.newEmail })
    .from(emailChanges)
    .where(isWaiting)
    .orderBy(desc(emailChanges.createdAt))
    .limit(1);
  return row?.email ?? null;
}
