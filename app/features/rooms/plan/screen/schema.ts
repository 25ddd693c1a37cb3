import { z } from "zod";
import { idField, nameField, requestKey, versionField } from "~/features/accounts/schema";
import { refusing, taskShape, toTaskFields } from "../tasks/schema";
import type { StatusChange } from "../tasks/status/mutations.server";
import { TASK_STATUSES } from "../utils";
import { PLAN_SHOWS, PLAN_VIEWS } from "./utils";

/** What the address of a plan says; nonsense reads as the usual. */
export const planQuerySchema = z.object({
  view: z.enum(PLAN_VIEWS).catch("list"),
  show: z.enum(PLAN_SHOWS).catch("all"),
  /** The task that is being edited where it stands. */
  edit: z.string().max(40).catch(""),
});
export type PlanQuery = z.infer<typeof planQuerySchema>;

const beforeField = z.union([idField, z.literal("").transform(() => null)]);
const milestone = { milestoneId: idField };
const task = { taskId: idField };

export const planIntentSchema = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("addMilestone"), title: nameField, requestKey }),
  z.strictObject({
    intent: z.literal("renameMilestone"),
    ...milestone,
    title: nameField,
    version: versionField,
  }),
  z.strictObject({ intent: z.literal("moveMilestone"), ...milestone, before: beforeField }),
  z.strictObject({ intent: z.enum(["archiveMilestone", "restoreMilestone"]), ...milestone }),
  z.strictObject({ intent: z.literal("moveTask"), ...task, milestoneId: beforeField, before: beforeField }),
  z.strictObject({ intent: z.literal("status"), ...task, status: z.enum(TASK_STATUSES, "required") }),
  z.strictObject({ intent: z.enum(["archiveTask", "restoreTask"]), ...task }),
]);

const { title, milestoneId, owner, dueDay } = taskShape;

/** The one line under a milestone: the rest is filled in later. */
export const quickTaskSchema = z
  .strictObject({ intent: z.literal("addTask"), requestKey, title, milestoneId, owner, dueDay })
  .transform(({ intent: _, requestKey: key, ...form }, context) => {
    const dueKind = form.dueDay === null ? ("none" as const) : ("day" as const);
    const rest = { description: null, roleName: null, internal: false, dependsOn: [] };
    const whole = { ...form, ...rest, dueKind, dueOffset: 0, dueTaskId: null };
    return { requestKey: key, ...toTaskFields(whole, refusing(context)) };
  });

export const editTaskSchema = z
  .strictObject({ intent: z.literal("editTask"), taskId: idField, version: versionField, ...taskShape })
  .transform(({ intent: _, ...form }, context) => toTaskFields(form, refusing(context)));

/** What the buying side can ask of its task. */
export const buyerTaskIntentSchema = z.discriminatedUnion("intent", [
  z.strictObject({
    intent: z.literal("status"),
    status: z.enum(["done", "to_do"], "required"),
    /** Where it was pressed, so that the answer leads back there. */
    from: z.literal("plan").optional(),
  }),
  z.strictObject({ intent: z.literal("assign"), contactId: beforeField }),
]);

/** What came of a form, for the screen to say. */
export type PlanReply = {
  done: "added" | "saved" | "moved" | "archived" | "restored" | "status" | null;
  intent: string;
  taskId: string | null;
  milestoneId: string | null;
  /** What it was about. */
  title: string;
  change: StatusChange | null;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  /** Set when someone else saved first. */
  saved?: Readonly<Record<string, string>>;
  taken?: readonly string[];
  seen?: Readonly<Record<string, string>>;
};
