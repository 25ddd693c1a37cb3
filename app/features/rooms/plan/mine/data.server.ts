import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { pages, rooms } from "@db/schema/rooms";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, lte, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { dayPlus, daysLate } from "../utils";
import type { MyTask } from "./schema";
import { type MineShow, WEEK_DAYS } from "./utils";

const OPEN = ["to_do", "in_progress"] as const;
export const MINE_PAGE_SIZE = 50;

type Ask = { show: MineShow; page: number; today: string };

/** The member's own tasks over all living rooms, by due day; what is done comes lately done first. */
export async function listMyTasks(
  scope: WorkspaceScope,
  { show, page, today }: Ask,
): Promise<{ rows: MyTask[]; hasMore: boolean }> {
  const order =
    show === "done"
      ? [desc(tasks.completedAt)]
      : [isNull(tasks.dueOn), asc(tasks.dueOn), asc(tasks.position)];
  const rows = await selectTasks()
    .where(and(isLivingTask(scope), eq(tasks.memberId, scope.memberId), isWanted(show, today)))
    .orderBy(...order, asc(tasks.id))
    .limit(page * MINE_PAGE_SIZE + 1);
  const shown = rows.slice(0, page * MINE_PAGE_SIZE);
  return { rows: shown.map((row) => withLateness(row, today)), hasMore: rows.length > shown.length };
}

/** Open tasks of members due today or before, the longest overdue first. `whose` narrows to some members. */
export async function listTasksDue(
  scope: WorkspaceScope,
  { whose, today, most }: { whose: SQL | undefined; today: string; most: number },
): Promise<{ rows: MyTask[]; total: number }> {
  const open = and(isNotNull(tasks.memberId), inArray(tasks.status, [...OPEN]));
  const due = and(isLivingTask(scope), open, lte(tasks.dueOn, today), whose);
  const rows = await selectTasks()
    .where(due)
    .orderBy(asc(tasks.dueOn), asc(tasks.id))
    .limit(most + 100);
  return { rows: rows.slice(0, most).map((row) => withLateness(row, today)), total: rows.length };
}

function isWanted(show: MineShow, today: string): SQL | undefined {
  if (show === "done") return eq(tasks.status, "done");
  const open = inArray(tasks.status, [...OPEN]);
  if (show === "overdue") return and(open, lt(tasks.dueOn, today));
  return show === "week" ? and(open, lte(tasks.dueOn, dayPlus(today, WEEK_DAYS) ?? today)) : open;
}

function isLivingTask(scope: WorkspaceScope): SQL | undefined {
  return and(
    eq(tasks.workspaceId, scope.workspaceId),
    isNull(tasks.archivedAt),
    isNull(pages.archivedAt),
    isNull(rooms.archivedAt),
  );
}

function selectTasks() {
  return db
    .select({
      id: tasks.id,
      title: tasks.title,
      status: tasks.status,
      internal: tasks.internal,
      dueOn: tasks.dueOn,
      roomId: rooms.id,
      roomName: rooms.name,
      accountName: accounts.name,
      pageId: tasks.pageId,
    })
    .from(tasks)
    .innerJoin(pages, eq(pages.id, tasks.pageId))
    .innerJoin(rooms, eq(rooms.id, tasks.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .$dynamic();
}

function withLateness(row: Omit<MyTask, "lateDays">, today: string): MyTask {
  return { ...row, lateDays: daysLate(row, today) };
}
