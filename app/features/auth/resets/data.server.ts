import { db } from "@db/client";
import { passwordResets, users } from "@db/schema/users";
import { and, eq, gt, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";

export const isOpenReset = (token: string) =>
  and(
    eq(passwordResets.tokenHash, sha256Hex(token)),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, now()),
  );

/** Whose password the address may set; null when it was used, is too old or never was one. */
export async function findResetOwner(token: string) {
  const [row] = await db
    .select({ id: users.id, name: users.name, email: users.email })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(isOpenReset(token));
  return row ?? null;
}
