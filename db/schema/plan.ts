import { k } from "../kit";
import { ofPage, ofRoom, ofWorkspace, SIDES } from "./refs";

export const TASK_STATUSES = ["to_do", "in_progress", "done", "cancelled"] as const;
/** What a due day hangs on: nothing, a day of its own, the room's creation, another task, the deal's close date. */
export const DUE_KINDS = ["none", "day", "room", "task", "close"] as const;

export const milestones = k.table(
  "milestones",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    pageId: ofPage(),
    title: k.text().notNull(),
    position: k.int().notNull(),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [k.index("milestones_page").on(t.pageId, t.archivedAt, t.position)],
);

export const tasks = k.table(
  "tasks",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    pageId: ofPage(),
    milestoneId: k.text(),
    title: k.text().notNull(),
    description: k.text(),
    status: k.oneOf(TASK_STATUSES).notNull().default("to_do"),
    /** Only the own team knows of it: no payload of a buyer holds it. */
    internal: k.bool().notNull().default(false),
    /** Whose turn it is: `viewer` is the buyer's company. */
    side: k.oneOf(SIDES).notNull(),
    memberId: k.text(),
    contactId: k.text(),
    /** A role somebody has yet to fill, in the team's own words. */
    roleName: k.text(),
    dueKind: k.oneOf(DUE_KINDS).notNull().default("none"),
    /** YYYY-MM-DD, for dueKind `day`. */
    dueDay: k.text(),
    /** Days after (negative: before) what it hangs on. */
    dueOffset: k.int().notNull().default(0),
    dueTaskId: k.text(),
    /** YYYY-MM-DD, worked out from the four columns above and kept when they or what they hang on move. */
    dueOn: k.text(),
    position: k.int().notNull(),
    completedAt: k.time(),
    completedByKind: k.oneOf(SIDES),
    completedById: k.text(),
    archivedAt: k.time(),
    createdAt: k.time().notNull(),
    updatedAt: k.time().notNull(),
    version: k.int().notNull().default(1),
  },
  (t) => [
    k.index("tasks_page").on(t.pageId, t.archivedAt, t.position),
    k.index("tasks_room").on(t.roomId, t.archivedAt, t.dueOn),
    k.index("tasks_member").on(t.workspaceId, t.memberId, t.status, t.dueOn),
    k.index("tasks_due").on(t.status, t.dueOn),
  ],
);

/** `taskId` can begin when `dependsOnId` is done. No cycles. */
export const taskDependencies = k.table(
  "task_dependencies",
  {
    workspaceId: ofWorkspace(),
    taskId: k
      .text()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    dependsOnId: k
      .text()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
  },
  (t) => [
    k.primaryKey({ columns: [t.taskId, t.dependsOnId] }),
    k.index("task_dependencies_on").on(t.dependsOnId),
  ],
);

export const taskComments = k.table(
  "task_comments",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    taskId: k
      .text()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    authorKind: k.oneOf(SIDES).notNull(),
    authorId: k.text().notNull(),
    /** Made with the form that sent it: sent twice, stored once. */
    clientId: k.text().notNull(),
    body: k.text().notNull(),
    createdAt: k.time().notNull(),
    editedAt: k.time(),
    deletedAt: k.time(),
  },
  (t) => [
    k.index("task_comments_task").on(t.taskId, t.createdAt),
    k.uniqueIndex("task_comments_client").on(t.taskId, t.authorId, t.clientId),
  ],
);

/** One mail to one person about one task and one due day. */
export const taskReminders = k.table(
  "task_reminders",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    taskId: k
      .text()
      .notNull()
      .references(() => tasks.id, { onDelete: "cascade" }),
    /** soon, due, late */
    kind: k.text().notNull(),
    /** Normalised address. */
    email: k.text().notNull(),
    dueOn: k.text().notNull(),
    createdAt: k.time().notNull(),
  },
  (t) => [k.uniqueIndex("task_reminders_once").on(t.taskId, t.kind, t.email, t.dueOn)],
);

/** The secret address of a room's calendar, for one reader. */
export const calendarFeeds = k.table(
  "calendar_feeds",
  {
    id: k.id(),
    workspaceId: ofWorkspace(),
    roomId: ofRoom(),
    ownerKind: k.oneOf(SIDES).notNull(),
    /** Member id or viewer id. */
    ownerId: k.text().notNull(),
    /** The share link it hangs on, for a viewer: closed with it. */
    linkId: k.text(),
    tokenHash: k.text().notNull(),
    createdAt: k.time().notNull(),
    revokedAt: k.time(),
  },
  (t) => [
    k.uniqueIndex("calendar_feeds_token").on(t.tokenHash),
    k.index("calendar_feeds_owner").on(t.roomId, t.ownerId),
  ],
);
