import { db } from "@db/client";
import { instanceSettings } from "@db/schema/instance";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { AppError } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { hashPassword, isGuessable } from "./passwords.server";
import type { SetUp } from "./schema";

const KEY = "set-up-token";

/** A new one-time token for the console, or null once the installation has a workspace. */
export async function offerSetUp(): Promise<string | null> {
  if (await isSetUp()) return null;
  const token = newSecret();
  const value = sha256Hex(token);
  await db
    .insert(instanceSettings)
    .values({ key: KEY, value, updatedAt: now() })
    .onConflictDoUpdate({ target: instanceSettings.key, set: { value, updatedAt: now() } });
  return token;
}

export async function isSetUpToken(token: string): Promise<boolean> {
  const [offer] = await db.select().from(instanceSettings).where(eq(instanceSettings.key, KEY));
  return offer?.value === sha256Hex(token) && !(await isSetUp());
}

/** Makes the workspace and its first admin, once for ever. Returns the admin's user id, or field errors. */
export async function setUpInstance(
  input: SetUp,
): Promise<{ userId: string } | { errors: Record<string, string> }> {
  if (isGuessable(input.password, input)) return { errors: { password: "password_common" } };
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    // Whoever deletes the offer has won; a second set-up finds nothing to delete.
    const [taken] = await tx
      .delete(instanceSettings)
      .where(and(eq(instanceSettings.key, KEY), eq(instanceSettings.value, sha256Hex(input.token))))
      .returning({ key: instanceSettings.key });
    if (!taken || (await tx.$count(workspaces)) > 0) throw new AppError("NOT_FOUND");
    const at = now();
    const [workspaceId, userId, memberId] = [newId(), newId(), newId()];
    await tx.insert(workspaces).values({
      id: workspaceId,
      name: input.workspaceName,
      language: input.language,
      timeZone: input.timeZone,
      currency: input.language === "ja" ? "JPY" : "USD",
      holidayCountry: input.timeZone === "Asia/Tokyo" ? "JP" : null,
      createdAt: at,
    });
    await tx.insert(users).values({
      id: userId,
      email: input.email,
      name: input.name,
      passwordHash,
      language: input.language,
      createdAt: at,
    });
    await tx.insert(members).values({ id: memberId, workspaceId, userId, role: "admin", createdAt: at });
    await recordEvent(tx, { workspaceId, memberId }, { type: "workspace.created" });
    return { userId };
  });
}

async function isSetUp(): Promise<boolean> {
  const rows = await db.select({ id: workspaces.id }).from(workspaces).limit(1);
  return rows.length > 0;
}
