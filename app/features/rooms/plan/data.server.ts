import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { attachments } from "@db/schema/chat";
import { milestones, taskComments, taskDependencies, tasks } from "@db/schema/plan";
import { pages } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, asc, count, eq, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import { calendarOf } from "~/features/workspaces/hours/data.server";
import { weekdayOf } from "~/features/workspaces/hours/utils";
import { nowMs } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { dayOf } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import type { MemberActor, RoomActor, ViewerActor } from "../schema";
import { canEditPlan, canWorkOn } from "./policy";
import type { BuyerPlan, GlanceTask, MemberPlan, MemberTask, Milestone, TaskFace } from "./schema";
import type { Task } from "./tasks/data.server";
import { daysLate, healthOf, isOpen } from "./utils";

const MAX_ARCHIVED = 50;
const OPEN = ["to_do", "in_progress"] as const;

export type PlanAsk = { pageId: string; language: Language };

export async function getMemberPlan(actor: MemberActor, ask: PlanAsk): Promise<MemberPlan> {
  const [facts, archived] = await Promise.all([readPlan(actor, ask), listArchived(actor, ask.pageId)]);
  const memberTasks = facts.rows.map((row): MemberTask => {
    const { internal, memberId, contactId, roleName, dueKind, dueDay, dueOffset, dueTaskId, version } = row;
    const hanging = { dueKind, dueDay, dueOffset, dueTaskId };
    const dependsOn = facts.dependsOn(row.id);
    return { ...facts.face(row), internal, memberId, contactId, roleName, ...hanging, dependsOn, version };
  });
  const longest = Math.max(0, ...memberTasks.map((task) => task.lateDays));
  return {
    pageId: ask.pageId,
    today: facts.today,
    milestones: facts.milestones,
    tasks: memberTasks,
    health: healthOf(longest, memberTasks.length),
    canEdit: canEditPlan(actor),
    archived,
  };
}

/** Lists each field, and nothing of the team's own tasks: not their number, not that anything waits for them. */
export async function getBuyerPlan(actor: ViewerActor, ask: PlanAsk): Promise<BuyerPlan> {
  const facts = await readPlan(actor, ask);
  const used = new Set(facts.rows.map((row) => row.milestoneId));
  return {
    pageId: ask.pageId,
    today: facts.today,
    milestones: facts.milestones.filter(({ id }) => used.has(id)),
    tasks: facts.rows.map(facts.face),
  };
}

/** The next open tasks of the room that the reader may see: the longest overdue first, those without a day last. */
export async function planGlance(
  actor: RoomActor,
  { pageId, count: most = 5 }: { pageId?: string; count?: number } = {},
): Promise<GlanceTask[]> {
  const [rows, { timeZone }] = await Promise.all([
    db
      .select({ task: tasks })
      .from(tasks)
      .innerJoin(pages, and(eq(pages.id, tasks.pageId), isNull(pages.archivedAt)))
      .where(
        and(
          isOfRoom(actor),
          isNull(tasks.archivedAt),
          inArray(tasks.status, [...OPEN]),
          pageId ? eq(tasks.pageId, pageId) : undefined,
        ),
      )
      .orderBy(isNull(tasks.dueOn), asc(tasks.dueOn), asc(tasks.position), asc(tasks.id))
      .limit(most),
    findCalendarFacts(actor),
  ]);
  const today = dayOf(nowMs(), timeZone);
  const names = await ownerNames(rows.map(({ task }) => task));
  return rows.map(({ task }) => ({
    pageId: task.pageId,
    taskId: task.id,
    title: task.title,
    status: task.status,
    side: task.side,
    ownerName: names(task),
    dueOn: task.dueOn,
    lateDays: daysLate(task, today),
  }));
}

async function readPlan(actor: RoomActor, { pageId, language }: PlanAsk) {
  const [stored, listed, workspace] = await Promise.all([
    listTasks(actor, pageId),
    listMilestones(actor, pageId),
    findCalendarFacts(actor),
  ]);
  const rows = inPlanOrder(stored, listed);
  const today = dayOf(nowMs(), workspace.timeZone);
  const calendar = calendarOf(workspace, language);
  const dayOff = (day: string | null) =>
    day === null
      ? null
      : (calendar.dayOff(day) ?? (workspace.workDays.includes(weekdayOf(day)) ? null : "weekend"));
  const [edges, comments, files, names] = await Promise.all([
    listDependencies(actor, pageId),
    countComments(actor, pageId),
    countFiles(actor, pageId),
    ownerNames(rows),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const living = new Set(listed.map(({ id }) => id));
  const face = (row: Task): TaskFace => ({
    id: row.id,
    milestoneId: row.milestoneId && living.has(row.milestoneId) ? row.milestoneId : null,
    title: row.title,
    description: row.description,
    status: row.status,
    side: row.side,
    ownerName: names(row),
    isRole: row.roleName !== null,
    dueOn: row.dueOn,
    dayOff: dayOff(row.dueOn),
    lateDays: daysLate(row, today),
    waitsFor: isOpen(row.status) ? waitsFor(edges.get(row.id) ?? [], byId) : [],
    comments: comments.get(row.id) ?? 0,
    files: files.get(row.id) ?? 0,
    isMine: isMine(actor, row),
    canWork: canWorkOn(actor, row),
    completedAt: row.completedAt,
  });
  return { rows, milestones: listed, today, face, dependsOn: (id: string) => edges.get(id) ?? [] };
}

/** As the plan is read: what stands under no milestone first. Places count within a milestone. */
function inPlanOrder(rows: readonly Task[], listed: readonly Milestone[]): Task[] {
  const places = new Map(listed.map(({ id }, place) => [id, place]));
  const placeOf = ({ milestoneId }: Task) => places.get(milestoneId ?? "") ?? -1;
  return [...rows].sort((a, b) => placeOf(a) - placeOf(b) || a.position - b.position);
}

/** Only tasks that the reader may see are in `byId`. */
function waitsFor(ids: readonly string[], byId: ReadonlyMap<string, Task>): string[] {
  return ids.flatMap((id) => {
    const first = byId.get(id);
    return first && isOpen(first.status) ? [first.title] : [];
  });
}

function isMine(actor: RoomActor, row: Task): boolean {
  if (actor.kind === "member") return row.memberId === actor.memberId;
  return row.contactId !== null && row.contactId === actor.contactId;
}

/** The one place where the team's own tasks are kept from buyers: every list of tasks stands on it. */
export function isOfRoom(actor: RoomActor): SQL | undefined {
  return and(
    eq(tasks.roomId, actor.roomId),
    eq(tasks.workspaceId, actor.workspaceId),
    actor.kind === "member" ? undefined : eq(tasks.internal, false),
  );
}

function isOfPlan(actor: RoomActor, pageId: string): SQL | undefined {
  return and(isOfRoom(actor), eq(tasks.pageId, pageId), isNull(tasks.archivedAt));
}

function listTasks(actor: RoomActor, pageId: string): Promise<Task[]> {
  return db.select().from(tasks).where(isOfPlan(actor, pageId)).orderBy(asc(tasks.position), asc(tasks.id));
}

function listMilestones(actor: RoomActor, pageId: string): Promise<Milestone[]> {
  return db
    .select({ id: milestones.id, title: milestones.title, version: milestones.version })
    .from(milestones)
    .where(
      and(
        eq(milestones.pageId, pageId),
        eq(milestones.roomId, actor.roomId),
        eq(milestones.workspaceId, actor.workspaceId),
        isNull(milestones.archivedAt),
      ),
    )
    .orderBy(asc(milestones.position), asc(milestones.id));
}

function listArchived(actor: MemberActor, pageId: string): Promise<{ id: string; title: string }[]> {
  return db
    .select({ id: tasks.id, title: tasks.title })
    .from(tasks)
    .where(and(isOfRoom(actor), eq(tasks.pageId, pageId), isNotNull(tasks.archivedAt)))
    .orderBy(asc(tasks.archivedAt), asc(tasks.id))
    .limit(MAX_ARCHIVED);
}

async function listDependencies(actor: RoomActor, pageId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ from: taskDependencies.taskId, to: taskDependencies.dependsOnId })
    .from(tasks)
    .innerJoin(taskDependencies, eq(taskDependencies.taskId, tasks.id))
    .where(isOfPlan(actor, pageId))
    .orderBy(asc(taskDependencies.dependsOnId));
  const edges = new Map<string, string[]>();
  for (const { from, to } of rows) edges.set(from, [...(edges.get(from) ?? []), to]);
  return edges;
}

async function countComments(actor: RoomActor, pageId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: taskComments.taskId, n: count() })
    .from(tasks)
    .innerJoin(taskComments, eq(taskComments.taskId, tasks.id))
    .where(and(isOfPlan(actor, pageId), isNull(taskComments.deletedAt)))
    .groupBy(taskComments.taskId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

async function countFiles(actor: RoomActor, pageId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: tasks.id, n: count() })
    .from(tasks)
    .innerJoin(attachments, and(eq(attachments.ownerKind, "task"), eq(attachments.ownerId, tasks.id)))
    .where(isOfPlan(actor, pageId))
    .groupBy(tasks.id);
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Names of the persons and roles that tasks belong to, all in two questions. */
export async function ownerNames(rows: readonly Pick<Task, "memberId" | "contactId">[]) {
  const memberIds = [...new Set(rows.flatMap((row) => row.memberId ?? []))];
  const contactIds = [...new Set(rows.flatMap((row) => row.contactId ?? []))];
  const [own, theirs] = await Promise.all([
    memberIds.length === 0
      ? []
      : db
          .select({ id: members.id, name: users.name })
          .from(members)
          .innerJoin(users, eq(users.id, members.userId))
          .where(inArray(members.id, memberIds)),
    contactIds.length === 0
      ? []
      : db
          .select({ id: contacts.id, name: contacts.name, email: contacts.email })
          .from(contacts)
          .where(inArray(contacts.id, contactIds)),
  ]);
  const names = new Map([
    ...own.map(({ id, name }) => [id, name] as const),
    ...theirs.map(({ id, name, email }) => [id, name ?? email] as const),
  ]);
  return (row: Pick<Task, "memberId" | "contactId" | "roleName">) =>
    names.get(row.memberId ?? row.contactId ?? "") ?? row.roleName;
}

export async function findCalendarFacts({ workspaceId }: { workspaceId: string }) {
  const [row] = await db
    .select({
      timeZone: workspaces.timeZone,
      workDays: workspaces.workDays,
      workStart: workspaces.workStart,
      workEnd: workspaces.workEnd,
      holidayCountry: workspaces.holidayCountry,
      ownHolidays: workspaces.ownHolidays,
    })
    .from(workspaces)
    .where(eq(workspaces.id, workspaceId));
  return found(row);
}
