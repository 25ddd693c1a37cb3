import { takeStaleFields } from "~/features/accounts/stale/schema";
import { mergeStale } from "~/features/accounts/stale/utils";
import { parseFields } from "~/platform/http/form.server";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import type { MemberActor } from "../../schema";
import {
  addMilestone,
  archiveMilestone,
  moveMilestone,
  renameMilestone,
  restoreMilestone,
} from "../milestones/mutations.server";
import { addTask, archiveTask, editTask, restoreTask, type TaskRefusal } from "../tasks/mutations.server";
import { moveTask } from "../tasks/order/mutations.server";
import { setTaskStatus } from "../tasks/status/mutations.server";
import { editTaskSchema, type PlanReply, planIntentSchema, quickTaskSchema } from "./schema";
import { taskTexts } from "./utils";

/** A stored change leads back to where the plan is shown; everything else is said where it was asked. */
export type PlanAnswer = { status: 200 | 409 | 422; reply: PlanReply } | { status: 303 };

/** A form of the plan's screen or of one task's. */
export function changePlan(actor: MemberActor, asked: Asked): Promise<PlanAnswer> {
  const { pageId, form } = asked;
  switch (form.get("intent")) {
    case "addTask":
      return addQuickly(actor, asked);
    case "editTask":
      return edit(actor, asked);
    default:
      return changeInOneStep(actor, pageId, form);
  }
}

export type Asked = { pageId: string; form: FormData; language: Language };

async function addQuickly(actor: MemberActor, { pageId, form, language }: Asked): Promise<PlanAnswer> {
  const parsed = parseFields(form, quickTaskSchema);
  if (!parsed.ok) return answer(422, parsed.reply.values, parsed.reply);
  const edit = await addTask(actor, { ...parsed.value, pageId });
  if (edit.ok) return answer(200, parsed.values, { done: "added", taskId: edit.row.id });
  return answer(422, parsed.values, { errors: errorsOf(edit, language) });
}

async function edit(actor: MemberActor, { pageId, form, language }: Asked): Promise<PlanAnswer> {
  const seen = takeStaleFields(form);
  const parsed = parseFields(form, editTaskSchema);
  if (!parsed.ok) return answer(422, parsed.reply.values, { ...parsed.reply, seen });
  const outcome = await editTask(actor, { ...parsed.value, pageId });
  if (outcome.ok) return { status: 303 };
  if (outcome.reason !== "stale")
    return answer(422, parsed.values, { errors: errorsOf(outcome, language), seen });
  const saved = taskTexts(outcome.current);
  const { values, taken } = mergeStale({ typed: withEmpty(parsed.values), seen, saved });
  const message = outcome.current.archivedAt ? "plan:stale.archived" : "plan:stale.title";
  return answer(409, values, { errors: { form: message }, saved, taken, seen });
}

/** Boxes that are not ticked are not sent; for a merge they are empty texts. */
function withEmpty(values: Record<string, string>): Record<string, string> {
  const { "dependsOn[]": named = "", ...rest } = values;
  return { internal: "", ...rest, "dependsOn[]": named.split("\n").filter(Boolean).sort().join("\n") };
}

async function changeInOneStep(actor: MemberActor, pageId: string, form: FormData): Promise<PlanAnswer> {
  const parsed = parseFields(form, planIntentSchema);
  if (!parsed.ok) return answer(422, parsed.reply.values, parsed.reply);
  const { value: wish, values } = parsed;
  const done = (part: Partial<PlanReply>) => answer(200, values, part);
  switch (wish.intent) {
    case "addMilestone":
      await addMilestone(actor, { pageId, title: wish.title, requestKey: wish.requestKey });
      return done({ done: "added", milestoneId: wish.requestKey });
    case "renameMilestone": {
      const { milestoneId, title, version } = wish;
      const edit = await renameMilestone(actor, { pageId, milestoneId, title, version });
      if (edit.ok) return done({ done: "saved" });
      const saved = { title: edit.current.title, version: String(edit.current.version) };
      return answer(409, values, { saved });
    }
    case "moveMilestone":
      await moveMilestone(actor, { pageId, milestoneId: wish.milestoneId, before: wish.before });
      return done({ done: "moved" });
    case "archiveMilestone":
      return done({
        done: "archived",
        ...(await archiveMilestone(actor, { pageId, milestoneId: wish.milestoneId })),
      });
    case "restoreMilestone":
      return done({
        done: "restored",
        ...(await restoreMilestone(actor, { pageId, milestoneId: wish.milestoneId })),
      });
    case "moveTask": {
      const { taskId, milestoneId, before } = wish;
      await moveTask(actor, { pageId, taskId, milestoneId, before });
      return done({ done: "moved" });
    }
    case "status": {
      const change = await setTaskStatus(actor, { pageId, taskId: wish.taskId, status: wish.status });
      return done({ done: "status", change });
    }
    case "archiveTask":
      return done({ done: "archived", ...(await archiveTask(actor, { pageId, taskId: wish.taskId })) });
    case "restoreTask":
      return done({ done: "restored", ...(await restoreTask(actor, { pageId, taskId: wish.taskId })) });
  }
}

function errorsOf(refusal: TaskRefusal, language: Language): Record<string, string> {
  switch (refusal.reason) {
    case "circle": {
      const { field, titles } = refusal;
      const way = [...titles, titles[0] ?? ""].join(" → ");
      const key = field === "dependsOn" ? "dependsOn[]" : field;
      return { [key]: i18nOf(language).t("plan:errors.circle", { titles: way }) };
    }
    case "day":
      return { [refusal.field]: "plan:errors.day" };
    case "full":
      return { form: "plan:errors.full" };
    case "stale":
      return { form: "plan:stale.title" };
  }
}

function answer(
  status: 200 | 409 | 422,
  values: Readonly<Record<string, string>>,
  part: Partial<PlanReply>,
): PlanAnswer {
  const { intent = "", taskId = null, milestoneId = null, title = "" } = values;
  const nothing = { done: null, change: null, errors: {} };
  return { status, reply: { ...nothing, intent, taskId, milestoneId, title, ...part, values } };
}
