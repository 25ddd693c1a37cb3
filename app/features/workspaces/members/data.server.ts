import { db } from "@db/client";
import { textOrder } from "@db/dialect/text";
import { accounts, deals } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members, teams, workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { Role, WorkspaceScope } from "../schema";

const MAX_LISTED = 1_000;

export type MemberRow = {
  id: string;
  name: string;
  email: string;
  title: string | null;
  photoKey: string | null;
  role: Role;
  teamId: string | null;
  teamName: string | null;
  lastActiveAt: Date | null;
  deactivatedAt: Date | null;
};

/** Everyone who works or worked here: those who do first, by name. */
export function listMembers(scope: WorkspaceScope): Promise<MemberRow[]> {
  return selectMembers()
    .where(eq(members.workspaceId, scope.workspaceId))
    .orderBy(isNotNull(members.deactivatedAt), textOrder(users.name), members.id)
    .limit(MAX_LISTED);
}

export async function getMember(scope: WorkspaceScope, memberId: string): Promise<MemberRow> {
  const [row] = await selectMembers().where(
    and(eq(members.id, memberId), eq(members.workspaceId, scope.workspaceId)),
  );
  return found(row);
}

/** Colleagues who could take over from somebody, by name. */
export function listHeirs(scope: WorkspaceScope, memberId: string): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: members.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.workspaceId, scope.workspaceId),
        isNull(members.deactivatedAt),
        ne(members.id, memberId),
      ),
    )
    .orderBy(textOrder(users.name), members.id);
}

export type Belongings = { accounts: number; deals: number; rooms: number; tasks: number };

/** What a member has that lives on: accounts, open deals, rooms and open tasks, none of them archived. */
export async function countBelongings(
  query: Pick<Tx, "$count">,
  scope: WorkspaceScope,
  memberId: string,
): Promise<Belongings> {
  return {
    accounts: await query.$count(accounts, livingAccountsOf(scope, memberId)),
    deals: await query.$count(deals, livingDealsOf(scope, memberId)),
    rooms: await query.$count(rooms, livingRoomsOf(scope, memberId)),
    tasks: await query.$count(tasks, openTasksOf(scope, memberId)),
  };
}

export function getBelongings(scope: WorkspaceScope, memberId: string): Promise<Belongings> {
  return countBelongings(db, scope, memberId);
}

export const livingAccountsOf = (scope: WorkspaceScope, memberId: string) =>
  and(
    eq(accounts.workspaceId, scope.workspaceId),
    eq(accounts.ownerId, memberId),
    isNull(accounts.archivedAt),
  );
export const livingDealsOf = (scope: WorkspaceScope, memberId: string) =>
  and(
    eq(deals.workspaceId, scope.workspaceId),
    eq(deals.ownerId, memberId),
    eq(deals.outcome, "open"),
    isNull(deals.archivedAt),
  );
export const livingRoomsOf = (scope: WorkspaceScope, memberId: string) =>
  and(eq(rooms.workspaceId, scope.workspaceId), eq(rooms.ownerId, memberId), isNull(rooms.archivedAt));
export const openTasksOf = (scope: WorkspaceScope, memberId: string) =>
  and(
    eq(tasks.workspaceId, scope.workspaceId),
    eq(tasks.memberId, memberId),
    inArray(tasks.status, ["to_do", "in_progress"]),
    isNull(tasks.archivedAt),
  );

/** Two admins who change members at the same moment do so one after the other. */
export async function lockMembers(tx: Tx, scope: WorkspaceScope): Promise<void> {
  const [row] = await tx
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, scope.workspaceId))
    .for("update");
  found(row);
}

export async function findMemberForUpdate(tx: Tx, scope: WorkspaceScope, memberId: string) {
  await lockMembers(tx, scope);
  const [row] = await tx
    .select()
    .from(members)
    .where(and(eq(members.id, memberId), eq(members.workspaceId, scope.workspaceId)));
  return found(row);
}

/** NOT_FOUND unless the team, if any is meant, is one of the workspace. */
export async function assertTeam(
  query: Pick<Tx, "select">,
  scope: WorkspaceScope,
  teamId: string | null,
): Promise<void> {
  if (teamId === null) return;
  const [row] = await query
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.id, teamId), eq(teams.workspaceId, scope.workspaceId)));
  found(row);
}

function selectMembers() {
  return db
    .select({
      id: members.id,
      name: users.name,
      email: users.email,
      title: users.title,
      photoKey: users.photoKey,
      role: members.role,
      teamId: members.teamId,
      teamName: teams.name,
      lastActiveAt: members.lastActiveAt,
      deactivatedAt: members.deactivatedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .$dynamic();
}
