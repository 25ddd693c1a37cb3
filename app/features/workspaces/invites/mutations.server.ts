import { db } from "@db/client";
import { users } from "@db/schema/users";
import { invites, members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, gt, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { assertCan } from "~/platform/errors";
import { limit } from "~/platform/rate-limit.server";
import { assertTeam, lockMembers } from "../members/data.server";
import { canManageMembers } from "../members/policy";
import type { WorkspaceScope } from "../schema";
import { findInviteForUpdate } from "./data.server";
import { queueInviteMail } from "./invite-mail.server";
import { INVITE_DAYS, type NewInvite } from "./schema";

/** Invite mails are no cannon: to one address, and from one workspace. */
const BUDGETS = {
  recipient: { points: 5, seconds: 60 * 60 },
  workspace: { points: 200, seconds: 24 * 60 * 60 },
} as const;

export type Inviting = { ok: true } | { ok: false; reason: "is_member" | "is_deactivated" | "is_invited" };

/** Mails somebody an address under which they join. The same request key twice sends one mail. */
export async function invite(scope: WorkspaceScope, input: NewInvite): Promise<Inviting> {
  await assertTeam(db, scope, input.teamId);
  assertCan(canManageMembers(scope));
  await spend(scope, input.email);
  const { requestKey, email, role, teamId, language } = input;
  const token = newSecret();
  return db.transaction(async (tx): Promise<Inviting> => {
    await lockMembers(tx, scope);
    await assertTeam(tx, scope, teamId);
    const standing = await standingOf(tx, scope, email);
    if (standing) return { ok: false, reason: standing };
    const [earlier] = await tx
      .select({ id: invites.id })
      .from(invites)
      .where(and(eq(invites.workspaceId, scope.workspaceId), eq(invites.email, email), isWaiting()));
    if (earlier) return earlier.id === requestKey ? { ok: true } : { ok: false, reason: "is_invited" };
    await tx.insert(invites).values({
      id: requestKey,
      workspaceId: scope.workspaceId,
      email,
      role,
      teamId,
      language,
      tokenHash: sha256Hex(token),
      invitedById: scope.memberId,
      expiresAt: endOfInvite(),
      createdAt: now(),
    });
    await queueInviteMail(tx, scope, { email, language, token });
    await recordEvent(tx, scope, { type: "member.invited", inviteId: requestKey });
    return { ok: true };
  });
}

/** A new mail with a new secret; the old mail opens nothing any more. False when there is nothing left to open. */
export async function resendInvite(scope: WorkspaceScope, inviteId: string): Promise<boolean> {
  const token = newSecret();
  const waiting = await db.transaction((tx) => findInviteForUpdate(tx, scope, inviteId));
  assertCan(canManageMembers(scope));
  await spend(scope, waiting.email);
  return db.transaction(async (tx) => {
    const current = await findInviteForUpdate(tx, scope, inviteId);
    if (current.acceptedAt || current.withdrawnAt) return false;
    await tx
      .update(invites)
      .set({ tokenHash: sha256Hex(token), expiresAt: endOfInvite(), invitedById: scope.memberId })
      .where(eq(invites.id, inviteId));
    await queueInviteMail(tx, scope, { ...current, token });
    await recordEvent(tx, scope, { type: "member.invite_resent", inviteId });
    return true;
  });
}

export function withdrawInvite(scope: WorkspaceScope, inviteId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const current = await findInviteForUpdate(tx, scope, inviteId);
    assertCan(canManageMembers(scope));
    if (current.acceptedAt) return false;
    if (current.withdrawnAt) return true;
    await tx.update(invites).set({ withdrawnAt: now() }).where(eq(invites.id, inviteId));
    await recordEvent(tx, scope, { type: "member.invite_withdrawn", inviteId });
    return true;
  });
}

const isWaiting = () =>
  and(isNull(invites.acceptedAt), isNull(invites.withdrawnAt), gt(invites.expiresAt, now()));

function endOfInvite(): Date {
  return new Date(now().getTime() + INVITE_DAYS * 86_400_000);
}

async function spend(scope: WorkspaceScope, email: string): Promise<void> {
  await limit("invite-recipient", email, BUDGETS.recipient);
  await limit("invite-workspace", scope.workspaceId, BUDGETS.workspace);
}

async function standingOf(
  tx: Tx,
  scope: WorkspaceScope,
  email: string,
): Promise<"is_member" | "is_deactivated" | null> {
  const [row] = await tx
    .select({ deactivatedAt: members.deactivatedAt })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.workspaceId, scope.workspaceId), eq(users.email, email)));
  if (!row) return null;
  return row.deactivatedAt ? "is_deactivated" : "is_member";
}
