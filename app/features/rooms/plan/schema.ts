import type { DueKind, Health, Side, TaskStatus } from "./utils";

export type Milestone = { id: string; title: string; version: number };

/** What both sides may know of a task that is not the team's own. */
export type TaskFace = {
  id: string;
  /** Null: under no milestone. */
  milestoneId: string | null;
  title: string;
  description: string | null;
  status: TaskStatus;
  side: Side;
  /** The person or the role; null: the side as a whole. */
  ownerName: string | null;
  isRole: boolean;
  dueOn: string | null;
  /** "weekend", or the name of the holiday that the day falls on. */
  dayOff: string | null;
  lateDays: number;
  /** Titles of what must be done first and is not, of those that the reader may see. */
  waitsFor: string[];
  comments: number;
  files: number;
  isMine: boolean;
  canWork: boolean;
  completedAt: Date | string | null;
};

/** What members see and edit besides. */
export type MemberTask = TaskFace & {
  internal: boolean;
  memberId: string | null;
  contactId: string | null;
  roleName: string | null;
  dueKind: DueKind;
  dueDay: string | null;
  dueOffset: number;
  dueTaskId: string | null;
  dependsOn: string[];
  version: number;
};

export type PlanOf<Task> = {
  pageId: string;
  /** In the workspace's time zone, which due days are counted in. */
  today: string;
  milestones: Milestone[];
  tasks: Task[];
};
export type MemberPlan = PlanOf<MemberTask> & {
  health: Health | null;
  canEdit: boolean;
  archived: { id: string; title: string }[];
};
export type BuyerPlan = PlanOf<TaskFace>;

/** The next open tasks, for a block in a proposal and the like. */
export type GlanceTask = {
  pageId: string;
  taskId: string;
  title: string;
  status: TaskStatus;
  side: Side;
  ownerName: string | null;
  dueOn: string | null;
  lateDays: number;
};

/** Persons that a task can be given to. */
export type PlanPeople = {
  members: { id: string; name: string }[];
  contacts: { id: string; name: string }[];
};

export type TaskComment = {
  id: string;
  side: Side;
  authorName: string | null;
  isMine: boolean;
  body: string;
  createdAt: Date | string;
  editedAt: Date | string | null;
  isDeleted: boolean;
};

/** One task of a template: names instead of ids, days only as distances. */
export type OutlineTask = {
  /** Names it for the others of the outline. */
  key: string;
  title: string;
  description?: string | null;
  internal?: boolean;
  side: Side;
  roleName?: string | null;
  due?: { after: "room" | "close"; days: number } | { after: "task"; key: string; days: number } | null;
  dependsOn?: readonly string[];
};
/** A plan without people and dates, as templates keep it. Tasks before the first milestone stand under none. */
export type PlanOutline = {
  tasks?: readonly OutlineTask[];
  milestones: readonly { title: string; tasks: readonly OutlineTask[] }[];
};
