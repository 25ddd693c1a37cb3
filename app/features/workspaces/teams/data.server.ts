import { db } from "@db/client";
import { textOrder } from "@db/dialect/text";
import { users } from "@db/schema/users";
import { members, teams } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, count, eq, isNull } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { WorkspaceScope } from "../schema";

const MAX_LISTED = 500;

export type Team = typeof teams.$inferSelect;
export type TeamRow = { id: string; name: string; leaderId: string | null; leaderName: string | null };

export async function listTeams(scope: WorkspaceScope): Promise<(TeamRow & { people: number })[]> {
  const rows = await selectTeams()
    .where(eq(teams.workspaceId, scope.workspaceId))
    .orderBy(textOrder(teams.name), teams.id)
    .limit(MAX_LISTED);
  const sizes = await db
    .select({ teamId: members.teamId, n: count() })
    .from(members)
    .where(and(eq(members.workspaceId, scope.workspaceId), isNull(members.deactivatedAt)))
    .groupBy(members.teamId);
  const bySize = new Map(sizes.map(({ teamId, n }) => [teamId, n]));
  return rows.map((row) => ({ ...row, people: bySize.get(row.id) ?? 0 }));
}

export async function getTeam(scope: WorkspaceScope, teamId: string): Promise<TeamRow> {
  const [row] = await selectTeams().where(
    and(eq(teams.id, teamId), eq(teams.workspaceId, scope.workspaceId)),
  );
  return found(row);
}

export type Candidate = { id: string; name: string; teamId: string | null; teamName: string | null };

/** Active members with the team each is in now, by name. */
export function listCandidates(scope: WorkspaceScope): Promise<Candidate[]> {
  return db
    .select({ id: members.id, name: users.name, teamId: members.teamId, teamName: teams.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(teams, eq(teams.id, members.teamId))
    .where(and(eq(members.workspaceId, scope.workspaceId), isNull(members.deactivatedAt)))
    .orderBy(textOrder(users.name), members.id);
}

export async function findTeamForUpdate(tx: Tx, scope: WorkspaceScope, teamId: string): Promise<Team> {
  const [row] = await tx
    .select()
    .from(teams)
    .where(and(eq(teams.id, teamId), eq(teams.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row);
}

function selectTeams() {
  return db
    .select({ id: teams.id, name: teams.name, leaderId: teams.leaderId, leaderName: users.name })
    .from(teams)
    .leftJoin(members, eq(members.id, teams.leaderId))
    .leftJoin(users, eq(users.id, members.userId))
    .$dynamic();
}
