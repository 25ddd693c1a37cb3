import { db } from "@db/client";
import { users } from "@db/schema/users";
import { invites, members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, gt, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { Person } from "~/features/auth/guard.server";
import { hashPassword, isGuessable } from "~/features/auth/passwords.server";
import { now } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";
import { newId } from "~/platform/ids";
import type { Invite } from "../data.server";

export type Joining =
  | { result: "joined"; userId: string }
  | { result: "dead" }
  | { result: "known" }
  | { result: "refused"; errors: Record<string, string> };

/**
 * Makes a new person and their membership. Somebody who has an account already is told to sign in instead (`known`):
 * an invite never touches an existing password, name or session.
 */
export async function joinAsNewPerson(
  token: string,
  { name, password }: { name: string; password: string },
): Promise<Joining> {
  const passwordHash = await hashPassword(password);
  return db.transaction(async (tx): Promise<Joining> => {
    const invite = await findOpenInvite(tx, token);
    if (!invite) return { result: "dead" };
    const { email, language } = invite;
    if (isGuessable(password, { email, name }))
      return { result: "refused", errors: { password: "password_common" } };
    const userId = newId();
    const [user] = await tx
      .insert(users)
      .values({ id: userId, email, name, passwordHash, language, createdAt: now() })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) return { result: "known" };
    await accept(tx, invite, userId);
    return { result: "joined", userId };
  });
}

/** Gives a signed-in person the membership that an invite to their very address promises. */
export function joinAsKnownPerson(
  token: string,
  person: Person,
): Promise<{ result: "joined" | "dead" | "other_address" }> {
  return db.transaction(async (tx) => {
    const invite = await findOpenInvite(tx, token);
    if (!invite) return { result: "dead" };
    if (invite.email !== person.email) return { result: "other_address" };
    const isIn = await accept(tx, invite, person.id);
    return { result: isIn ? "joined" : "dead" };
  });
}

/** Locked, so that of two requests with one token the second finds it used. */
async function findOpenInvite(tx: Tx, token: string): Promise<Invite | null> {
  const [row] = await tx
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.tokenHash, sha256Hex(token)),
        isNull(invites.acceptedAt),
        isNull(invites.withdrawnAt),
        gt(invites.expiresAt, now()),
      ),
    )
    .for("update");
  return row ?? null;
}

/** False when the person was deactivated here: only an admin brings them back, never an invite. */
async function accept(tx: Tx, invite: Invite, userId: string): Promise<boolean> {
  const { id, workspaceId, role, teamId } = invite;
  const at = now();
  await tx.update(invites).set({ acceptedAt: at }).where(eq(invites.id, id));
  const memberId = newId();
  const [made] = await tx
    .insert(members)
    .values({ id: memberId, workspaceId, userId, role, teamId, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: members.id });
  if (made) {
    await tx.update(users).set({ lastMemberId: memberId }).where(eq(users.id, userId));
    await recordEvent(tx, { workspaceId, memberId }, { type: "member.joined", memberId });
    return true;
  }
  const [standing] = await tx
    .select({ id: members.id, deactivatedAt: members.deactivatedAt })
    .from(members)
    .where(and(eq(members.workspaceId, workspaceId), eq(members.userId, userId)));
  if (!standing || standing.deactivatedAt) return false;
  await tx.update(users).set({ lastMemberId: standing.id }).where(eq(users.id, userId));
  return true;
}
