import { useFetchers, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useToast } from "~/ui/toast";
import type { PlanReply } from "../screen/schema";
import { TASK_STATUSES, type TaskStatus } from "../utils";

export const PLAN_KEY = "plan ";

/** Changes of a plan beside the page (`action`: of other screens): sent at once, said in a toast, taken back from there. */
export function useTaskChanges(action?: string) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const submit = useSubmit();
  const show = useToast();
  const told = useRef(new WeakSet<object>());
  const fetchers = useFetchers().filter(({ key }) => key.startsWith(PLAN_KEY));

  const send = (id: string, fields: Record<string, string>) =>
    submit(fields, { method: "post", action, navigate: false, fetcherKey: PLAN_KEY + id });
  const setStatus = (taskId: string, status: TaskStatus) =>
    send(taskId, { intent: "status", taskId, status });
  const archive = (taskId: string) => send(taskId, { intent: "archiveTask", taskId });

  const tell = (reply: PlanReply) => {
    const { taskId, change } = reply;
    if (reply.done === "status" && change && change.from !== change.to) {
      const message = t("said.status", { title: change.title, status: word(`status.${change.to}`) });
      const { roomId, pageId } = reply.values;
      // Beside a plan the form says where the task is, and so does taking it back.
      const place: Record<string, string> = roomId && pageId ? { roomId, pageId } : {};
      const back = { intent: "status", taskId: change.taskId, status: change.from, ...place };
      show({ message, onUndo: () => send(change.taskId, back) });
    }
    if (reply.intent === "archiveTask" && taskId) {
      const message = t("said.archived", { title: reply.title });
      show({ message, onUndo: () => send(taskId, { intent: "restoreTask", taskId }) });
    }
  };
  useEffect(() => {
    for (const { data } of fetchers) {
      const reply = replyIn(data);
      if (!reply || told.current.has(reply)) continue;
      told.current.add(reply);
      tell(reply);
    }
  });

  /** What each task will be when what is on its way has arrived. */
  const coming = new Map<string, TaskStatus>();
  for (const { key, formData } of fetchers) {
    const status = formData?.get("status");
    if (isStatus(status)) coming.set(key.slice(PLAN_KEY.length), status);
  }
  return { send, setStatus, archive, coming };
}

/** The page of one task answers with more than this. */
function replyIn(data: unknown): PlanReply | null {
  if (isReply(data)) return data;
  const inner = typeof data === "object" && data !== null && "plan" in data ? data.plan : null;
  return isReply(inner) ? inner : null;
}

function isReply(data: unknown): data is PlanReply {
  return typeof data === "object" && data !== null && "intent" in data && "done" in data;
}

function isStatus(value: unknown): value is TaskStatus {
  return TASK_STATUSES.some((status) => status === value);
}
