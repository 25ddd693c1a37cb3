import { contacts, deals } from "@db/schema/accounts";
import { taskDependencies, tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { MemberActor, RoomActor } from "../../schema";
import { canSeeTask } from "../policy";
import type { TaskOwner } from "./schema";

export type Task = typeof tasks.$inferSelect;
export type TaskKey = { pageId: string; taskId: string };

/** A task of this plan, archived or not. NOT_FOUND for a buyer when it is the team's own, as if there were none. */
export async function findTask(
  query: Pick<Tx, "select">,
  actor: RoomActor,
  { pageId, taskId }: TaskKey,
): Promise<Task> {
  const [row] = await query
    .select()
    .from(tasks)
    .where(
      and(
        eq(tasks.id, taskId),
        eq(tasks.pageId, pageId),
        eq(tasks.roomId, actor.roomId),
        eq(tasks.workspaceId, actor.workspaceId),
      ),
    );
  const task = found(row);
  return found(canSeeTask(actor, task) ? task : null);
}

export async function dependenciesOf(query: Pick<Tx, "select">, taskId: string): Promise<string[]> {
  const rows = await query
    .select({ id: taskDependencies.dependsOnId })
    .from(taskDependencies)
    .where(eq(taskDependencies.taskId, taskId));
  return rows.map(({ id }) => id).sort();
}

/** What depends on what among the living tasks of a plan. */
export async function listEdges(query: Pick<Tx, "select">, pageId: string): Promise<Map<string, string[]>> {
  const rows = await query
    .select({ from: taskDependencies.taskId, to: taskDependencies.dependsOnId })
    .from(taskDependencies)
    .innerJoin(tasks, eq(tasks.id, taskDependencies.taskId))
    .where(and(eq(tasks.pageId, pageId), isNull(tasks.archivedAt)));
  const edges = new Map<string, string[]>();
  for (const { from, to } of rows) edges.set(from, [...(edges.get(from) ?? []), to]);
  return edges;
}

/** NOT_FOUND unless each is a living task of this plan; what already was chosen may have been archived since. */
export async function assertTasks(
  tx: Tx,
  actor: MemberActor,
  { pageId, ids, kept }: { pageId: string; ids: readonly string[]; kept: readonly string[] },
): Promise<void> {
  const asked = ids.filter((id) => !kept.includes(id));
  if (asked.length === 0) return;
  const rows = await tx
    .select({ id: tasks.id })
    .from(tasks)
    .where(
      and(
        inArray(tasks.id, asked),
        eq(tasks.pageId, pageId),
        eq(tasks.workspaceId, actor.workspaceId),
        isNull(tasks.archivedAt),
      ),
    );
  found(rows.length === new Set(asked).size ? rows : null);
}

/** NOT_FOUND unless the person is an active member, or a living contact of the room's account; who has it may keep it. */
export async function assertOwner(
  tx: Tx,
  actor: MemberActor,
  { next, current }: { next: TaskOwner; current?: TaskOwner },
): Promise<void> {
  if (next.memberId !== null && next.memberId !== current?.memberId) {
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .where(
        and(
          eq(members.id, next.memberId),
          eq(members.workspaceId, actor.workspaceId),
          isNull(members.deactivatedAt),
        ),
      );
    found(member);
  }
  if (next.contactId !== null && next.contactId !== current?.contactId) {
    await assertContact(tx, actor, next.contactId);
  }
}

export async function assertContact(tx: Tx, actor: RoomActor, contactId: string): Promise<void> {
  const [row] = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .innerJoin(deals, eq(deals.accountId, contacts.accountId))
    .innerJoin(rooms, eq(rooms.dealId, deals.id))
    .where(
      and(
        eq(contacts.id, contactId),
        eq(contacts.workspaceId, actor.workspaceId),
        eq(rooms.id, actor.roomId),
        isNull(contacts.archivedAt),
        isNull(contacts.mergedIntoId),
      ),
    );
  found(row);
}
