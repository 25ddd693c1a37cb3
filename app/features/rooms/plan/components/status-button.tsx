import { Form } from "@remix-run/react";
import { Check, CircleDashed, CircleSlash } from "lucide-react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import { PLAN_KEY } from "../hooks/use-task-changes";
import type { TaskFace } from "../schema";
import type { TaskStatus } from "../utils";

type Props = {
  task: Pick<TaskFace, "id" | "title" | "canWork">;
  status: TaskStatus;
  action?: string;
  /** Where the task is, for screens beside its plan. */
  place?: { roomId: string; pageId: string };
};

/** A round box that completes a task and reopens it; a form, so that it works without any script. */
export function StatusButton({ task, status, action, place }: Props) {
  const { t } = useTranslation("tasks");
  const isDone = status === "done";
  const isOver = isDone || status === "cancelled";
  const look = classes(
    "flex size-5 shrink-0 items-center justify-center rounded-full border-2 [&>svg]:size-3.5",
    isDone ? "border-positive bg-positive-soft text-positive" : "border-line-control text-ink-faint",
  );
  const mark = (
    <span className={look}>
      {isDone ? <Check aria-hidden strokeWidth={3} /> : null}
      {status === "in_progress" ? <CircleDashed aria-hidden /> : null}
      {status === "cancelled" ? <CircleSlash aria-hidden /> : null}
    </span>
  );
  if (!task.canWork) {
    return (
      <span className="p-1.5" role="img" aria-label={t(`status.${status}`)}>
        {mark}
      </span>
    );
  }
  return (
    <Form method="post" action={action} navigate={false} fetcherKey={PLAN_KEY + task.id}>
      <input type="hidden" name="intent" value="status" />
      <input type="hidden" name="taskId" value={task.id} />
      {place ? <input type="hidden" name="roomId" value={place.roomId} /> : null}
      {place ? <input type="hidden" name="pageId" value={place.pageId} /> : null}
      <button
        type="submit"
        name="status"
        value={isOver ? "to_do" : "done"}
        aria-label={t(isOver ? "facts.reopen" : "facts.complete", { title: task.title })}
        className="rounded-full p-1.5 hover:bg-sunken pointer-coarse:p-3"
      >
        {mark}
      </button>
    </Form>
  );
}
