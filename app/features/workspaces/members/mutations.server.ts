import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { sessions, users } from "@db/schema/users";
import { invites, members, teams } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import type { WorkspaceScope } from "../schema";
import {
  assertTeam,
  countBelongings,
  findMemberForUpdate,
  livingAccountsOf,
  livingDealsOf,
  livingRoomsOf,
  openTasksOf,
} from "./data.server";
import { canDeactivate, canManageMembers } from "./policy";
import type { MemberChange } from "./schema";

type Row = typeof members.$inferSelect;
export type Change = { ok: true } | { ok: false; reason: "last_admin" | "stale" | "no_heir" };

/** Role and team, from the member's next request on. A workspace always keeps one active admin. */
export function changeMember(
  scope: WorkspaceScope,
  { memberId, role, teamId, seenRole, seenTeamId }: MemberChange & { memberId: string },
): Promise<Change> {
  return db.transaction(async (tx) => {
    const current = await findMemberForUpdate(tx, scope, memberId);
    assertCan(canManageMembers(scope));
    await assertTeam(tx, scope, teamId);
    if (current.role === role && current.teamId === teamId) return { ok: true };
    if (current.role !== seenRole || current.teamId !== seenTeamId || current.deactivatedAt)
      return { ok: false, reason: "stale" };
    if (role !== "admin" && (await isLastAdmin(tx, current))) return { ok: false, reason: "last_admin" };
    await tx.update(members).set({ role, teamId }).where(eq(members.id, memberId));
    if (current.teamId !== teamId) await leaveLead(tx, memberId);
    await recordEvent(tx, scope, { type: "member.changed", memberId, from: current.role, to: role });
    return { ok: true };
  });
}

/**
 * Ends a membership from the next request on; what lives on gets the heir as its owner. Closed deals and archived things
 * keep the name of who did them. The person's sessions end unless they work in another workspace too.
 */
export function deactivateMember(
  scope: WorkspaceScope,
  { memberId, heirId }: { memberId: string; heirId: string | null },
): Promise<Change> {
  return db.transaction(async (tx) => {
    const leaver = await findMemberForUpdate(tx, scope, memberId);
    assertCan(canDeactivate(scope, leaver));
    if (leaver.deactivatedAt) return { ok: true };
    if (await isLastAdmin(tx, leaver)) return { ok: false, reason: "last_admin" };
    const belongings = await countBelongings(tx, scope, memberId);
    const { accounts: own, deals: open, rooms: living, tasks: due } = belongings;
    const ownsSomething = own + open + living + due > 0;
    if (heirId === null && ownsSomething) return { ok: false, reason: "no_heir" };
    if (heirId !== null) await handOver(tx, scope, { memberId, heirId });
    await tx.update(members).set({ deactivatedAt: now() }).where(eq(members.id, memberId));
    await leaveLead(tx, memberId);
    await closeWaysIn(tx, scope, leaver);
    await recordEvent(tx, scope, { type: "member.deactivated", memberId, heirId, ...belongings });
    return { ok: true };
  });
}

/** Back with the role and team of before; what was handed over stays where it is. */
export function reactivateMember(scope: WorkspaceScope, memberId: string): Promise<void> {
  return db.transaction(async (tx) => {
    const member = await findMemberForUpdate(tx, scope, memberId);
    assertCan(canManageMembers(scope));
    if (!member.deactivatedAt) return;
    await tx.update(members).set({ deactivatedAt: null }).where(eq(members.id, memberId));
    await recordEvent(tx, scope, { type: "member.reactivated", memberId });
  });
}

async function isLastAdmin(tx: Tx, member: Row): Promise<boolean> {
  if (member.role !== "admin") return false;
  const others = and(
    eq(members.workspaceId, member.workspaceId),
    eq(members.role, "admin"),
    isNull(members.deactivatedAt),
    ne(members.id, member.id),
  );
  return (await tx.$count(members, others)) === 0;
}

async function handOver(
  tx: Tx,
  scope: WorkspaceScope,
  { memberId, heirId }: { memberId: string; heirId: string },
): Promise<void> {
  const [heir] = await tx
    .select({ id: members.id })
    .from(members)
    .where(
      and(
        eq(members.id, heirId),
        eq(members.workspaceId, scope.workspaceId),
        isNull(members.deactivatedAt),
        ne(members.id, memberId),
      ),
    );
  found(heir);
  // A new version, so that a form opened before tells of the new owner instead of undoing it.
  const fields = { ownerId: heirId, updatedAt: now() };
  await tx
    .update(accounts)
    .set({ ...fields, version: sql`${accounts.version} + 1` })
    .where(livingAccountsOf(scope, memberId));
  await tx
    .update(deals)
    .set({ ...fields, version: sql`${deals.version} + 1` })
    .where(livingDealsOf(scope, memberId));
  await tx
    .update(rooms)
    .set({ ...fields, version: sql`${rooms.version} + 1` })
    .where(livingRoomsOf(scope, memberId));
  await tx
    .update(tasks)
    .set({ memberId: heirId, updatedAt: now(), version: sql`${tasks.version} + 1` })
    .where(openTasksOf(scope, memberId));
}

async function leaveLead(tx: Tx, memberId: string): Promise<void> {
  await tx.update(teams).set({ leaderId: null }).where(eq(teams.leaderId, memberId));
}

/** No session, and no invite that is still in a mailbox, opens the workspace again. */
async function closeWaysIn(tx: Tx, scope: WorkspaceScope, leaver: Row): Promise<void> {
  const elsewhere = and(eq(members.userId, leaver.userId), isNull(members.deactivatedAt));
  if ((await tx.$count(members, elsewhere)) === 0)
    await tx.delete(sessions).where(eq(sessions.userId, leaver.userId));
  const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, leaver.userId));
  await tx
    .update(invites)
    .set({ withdrawnAt: now() })
    .where(
      and(
        eq(invites.workspaceId, scope.workspaceId),
        eq(invites.email, found(user).email),
        isNull(invites.acceptedAt),
        isNull(invites.withdrawnAt),
      ),
    );
}
