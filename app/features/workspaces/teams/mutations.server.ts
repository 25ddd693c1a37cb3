import { db } from "@db/client";
import { equalsText } from "@db/dialect/text";
import { members, teams } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull, ne, notInArray, or } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { lockMembers } from "../members/data.server";
import type { WorkspaceScope } from "../schema";
import { findTeamForUpdate } from "./data.server";
import { canEditTeam, canManageTeams } from "./policy";
import type { NewTeam, TeamChange } from "./schema";

export type Naming = { ok: true; teamId: string } | { ok: false; reason: "name_taken" };

/** The same request key twice makes one team. */
export function createTeam(scope: WorkspaceScope, { name, requestKey }: NewTeam): Promise<Naming> {
  return db.transaction(async (tx) => {
    await lockMembers(tx, scope);
    const [before] = await tx.select().from(teams).where(eq(teams.id, requestKey));
    if (before && before.workspaceId !== scope.workspaceId) throw new AppError("NOT_FOUND");
    assertCan(canManageTeams(scope));
    if (before) return { ok: true, teamId: requestKey };
    if (await isTaken(tx, scope, { name, teamId: requestKey })) return { ok: false, reason: "name_taken" };
    const { workspaceId } = scope;
    await tx.insert(teams).values({ id: requestKey, workspaceId, name, createdAt: now() });
    await recordEvent(tx, scope, { type: "team.created", teamId: requestKey });
    return { ok: true, teamId: requestKey };
  });
}

/** Its name, who leads it and who is in it. Whoever leads a team is in it. */
export function changeTeam(
  scope: WorkspaceScope,
  { teamId, name, leaderId, memberIds }: TeamChange & { teamId: string },
): Promise<Naming> {
  return db.transaction(async (tx) => {
    await lockMembers(tx, scope);
    const team = await findTeamForUpdate(tx, scope, teamId);
    assertCan(canEditTeam(scope, team));
    const nextLeaderId = leaderId === undefined ? team.leaderId : leaderId;
    if (nextLeaderId !== team.leaderId) assertCan(canManageTeams(scope));
    if (await isTaken(tx, scope, { name, teamId })) return { ok: false, reason: "name_taken" };
    const people = [...new Set([...memberIds, ...(nextLeaderId ? [nextLeaderId] : [])])];
    await assertMovable(tx, scope, { teamId, people });
    await setPeople(tx, scope, { teamId, people });
    await tx.update(teams).set({ name, leaderId: nextLeaderId }).where(eq(teams.id, teamId));
    await recordEvent(tx, scope, { type: "team.changed", teamId });
    return { ok: true, teamId };
  });
}

/** Its people stay members, without a team. */
export function deleteTeam(scope: WorkspaceScope, teamId: string): Promise<void> {
  return db.transaction(async (tx) => {
    await lockMembers(tx, scope);
    await findTeamForUpdate(tx, scope, teamId);
    assertCan(canManageTeams(scope));
    await tx.update(members).set({ teamId: null }).where(eq(members.teamId, teamId));
    await tx.delete(teams).where(eq(teams.id, teamId));
    await recordEvent(tx, scope, { type: "team.deleted", teamId });
  });
}

async function isTaken(
  tx: Tx,
  scope: WorkspaceScope,
  { name, teamId }: { name: string; teamId: string },
): Promise<boolean> {
  const [other] = await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, scope.workspaceId), equalsText(teams.name, name), ne(teams.id, teamId)))
    .limit(1);
  return other !== undefined;
}

/** All are active members of the workspace; only who manages teams takes people out of another one. */
async function assertMovable(
  tx: Tx,
  scope: WorkspaceScope,
  { teamId, people }: { teamId: string; people: string[] },
): Promise<void> {
  if (people.length === 0) return;
  const rows = await tx
    .select({ id: members.id, teamId: members.teamId })
    .from(members)
    .where(
      and(
        eq(members.workspaceId, scope.workspaceId),
        inArray(members.id, people),
        isNull(members.deactivatedAt),
      ),
    );
  if (rows.length !== people.length) throw new AppError("NOT_FOUND");
  const isFree = (row: { teamId: string | null }) => row.teamId === null || row.teamId === teamId;
  assertCan(canManageTeams(scope) || rows.every(isFree));
}

async function setPeople(
  tx: Tx,
  scope: WorkspaceScope,
  { teamId, people }: { teamId: string; people: string[] },
): Promise<void> {
  const inWorkspace = eq(members.workspaceId, scope.workspaceId);
  const gone = and(
    inWorkspace,
    eq(members.teamId, teamId),
    isNull(members.deactivatedAt),
    people.length > 0 ? notInArray(members.id, people) : undefined,
  );
  await tx.update(members).set({ teamId: null }).where(gone);
  if (people.length === 0) return;
  // Who comes from another team no longer leads that one.
  await tx
    .update(teams)
    .set({ leaderId: null })
    .where(
      and(eq(teams.workspaceId, scope.workspaceId), ne(teams.id, teamId), inArray(teams.leaderId, people)),
    );
  await tx
    .update(members)
    .set({ teamId })
    .where(
      and(inWorkspace, inArray(members.id, people), or(isNull(members.teamId), ne(members.teamId, teamId))),
    );
}
