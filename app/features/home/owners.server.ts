import { db } from "@db/client";
import { members, teams } from "@db/schema/workspaces";
import { type AnyColumn, and, eq, inArray, isNotNull, or, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { Whose } from "./schema";

/** The teams a member leads or belongs to. */
export async function listOwnTeams(scope: WorkspaceScope): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: teams.id })
    .from(teams)
    .leftJoin(members, and(eq(members.teamId, teams.id), eq(members.id, scope.memberId)))
    .where(
      and(
        eq(teams.workspaceId, scope.workspaceId),
        or(eq(teams.leaderId, scope.memberId), isNotNull(members.id)),
      ),
    );
  return rows.map(({ id }) => id);
}

/** True for rows whose owner's column names one of those who are looked after. */
export type OwnedBy = (owner: AnyColumn) => SQL | undefined;

/** Those who are looked after; null: whoever it is. */
export async function listOwnerIds(scope: WorkspaceScope, whose: Whose): Promise<string[] | null> {
  if (whose === "everyone") return null;
  if (whose === "mine") return [scope.memberId];
  const teamIds = await listOwnTeams(scope);
  const found =
    teamIds.length === 0
      ? []
      : await db
          .select({ id: members.id })
          .from(members)
          .where(and(eq(members.workspaceId, scope.workspaceId), inArray(members.teamId, teamIds)));
  // Whoever leads a team without belonging to it still sees their own.
  return [...new Set([scope.memberId, ...found.map(({ id }) => id)])];
}

export function ownedByOneOf(ids: readonly string[] | null): OwnedBy {
  return (owner) => (ids === null ? undefined : inArray(owner, [...ids]));
}

export async function ownersOf(scope: WorkspaceScope, whose: Whose): Promise<OwnedBy> {
  return ownedByOneOf(await listOwnerIds(scope, whose));
}
