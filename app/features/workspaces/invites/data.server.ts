import { db } from "@db/client";
import { users } from "@db/schema/users";
import { invites, members, teams, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";
import { AppError, found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import { canManageMembers } from "../members/policy";
import type { Role, WorkspaceScope } from "../schema";
import { inviteStateOf } from "./policy";
import type { InviteState } from "./schema";

export type Invite = typeof invites.$inferSelect;

export type InviteRow = {
  id: string;
  email: string;
  role: Role;
  teamName: string | null;
  createdAt: Date;
  expiresAt: Date;
  state: InviteState;
};

/** Those that wait and those whose time ran out, newest first; for who may invite. */
export async function listInvites(scope: WorkspaceScope): Promise<InviteRow[]> {
  if (!canManageMembers(scope)) throw new AppError("FORBIDDEN");
  const rows = await db
    .select({ invite: invites, teamName: teams.name })
    .from(invites)
    .leftJoin(teams, eq(teams.id, invites.teamId))
    .where(
      and(
        eq(invites.workspaceId, scope.workspaceId),
        isNull(invites.acceptedAt),
        isNull(invites.withdrawnAt),
      ),
    )
    .orderBy(desc(invites.createdAt), invites.id)
    .limit(500);
  return rows.map(({ invite: { id, email, role, createdAt, expiresAt, ...rest }, teamName }) => ({
    id,
    email,
    role,
    teamName,
    createdAt,
    expiresAt,
    state: inviteStateOf({ expiresAt, ...rest }, now()),
  }));
}

export async function findInviteForUpdate(tx: Tx, scope: WorkspaceScope, inviteId: string): Promise<Invite> {
  const [row] = await tx
    .select()
    .from(invites)
    .where(and(eq(invites.id, inviteId), eq(invites.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row);
}

/** What the holder of an invite's address sees; proven by the secret in it. */
export type InviteFace = {
  email: string;
  workspaceName: string;
  inviterName: string;
  language: Language;
  state: InviteState;
  /** Somebody signs in with this address already, so a password is none of the invite's business. */
  isKnownPerson: boolean;
};

/** Null when there never was such an invite. */
export async function findInvite(token: string): Promise<InviteFace | null> {
  const [row] = await db
    .select({ invite: invites, workspaceName: workspaces.name, inviterName: users.name })
    .from(invites)
    .innerJoin(workspaces, eq(workspaces.id, invites.workspaceId))
    .innerJoin(members, eq(members.id, invites.invitedById))
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(invites.tokenHash, sha256Hex(token)));
  if (!row) return null;
  const { email, language } = row.invite;
  const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return {
    email,
    language,
    workspaceName: row.workspaceName,
    inviterName: row.inviterName,
    state: inviteStateOf(row.invite, now()),
    isKnownPerson: known !== undefined,
  };
}
