import type { BuyerPlan, MemberPlan, MemberTask, TaskComment, TaskFace } from "~/features/rooms/plan/schema";
import type { PlanReply } from "~/features/rooms/plan/screen/schema";

/** Ids as forms have them: 26 signs. */
export const idOf = (sign: string) => sign.repeat(26).slice(0, 26);
export const ROOM = idOf("7");
export const PAGE = idOf("8");
export const TODAY = "2026-03-10";

export const taskFace = (over: Partial<TaskFace> = {}): TaskFace => ({
  id: "t",
  milestoneId: null,
  title: "Agree on the scope",
  description: null,
  status: "to_do",
  side: "member",
  ownerName: null,
  isRole: false,
  dueOn: null,
  dayOff: null,
  lateDays: 0,
  waitsFor: [],
  comments: 0,
  files: 0,
  isMine: false,
  canWork: true,
  completedAt: null,
  ...over,
});

export const memberTask = (over: Partial<MemberTask> = {}): MemberTask => ({
  ...taskFace(),
  internal: false,
  memberId: null,
  contactId: null,
  roleName: null,
  dueKind: "none",
  dueDay: null,
  dueOffset: 0,
  dueTaskId: null,
  dependsOn: [],
  version: 1,
  ...over,
});

export const memberPlan = (tasks: MemberTask[], over: Partial<MemberPlan> = {}): MemberPlan => ({
  pageId: PAGE,
  today: TODAY,
  milestones: [],
  tasks,
  health: tasks.length > 0 ? "on_track" : null,
  canEdit: true,
  archived: [],
  ...over,
});

export const buyerPlan = (tasks: TaskFace[], over: Partial<BuyerPlan> = {}): BuyerPlan => ({
  pageId: PAGE,
  today: TODAY,
  milestones: [],
  tasks,
  ...over,
});

export const comment = (over: Partial<TaskComment> = {}): TaskComment => ({
  id: idOf("c"),
  side: "member",
  authorName: "森 あおい",
  isMine: false,
  body: "Sent on Friday.",
  createdAt: "2026-03-09T03:00:00Z",
  editedAt: null,
  isDeleted: false,
  ...over,
});

export const reply = (over: Partial<PlanReply>): PlanReply => ({
  done: null,
  intent: "",
  taskId: null,
  milestoneId: null,
  title: "",
  change: null,
  errors: {},
  values: {},
  ...over,
});
