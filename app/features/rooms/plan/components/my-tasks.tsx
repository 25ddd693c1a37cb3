import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formatDay } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { classes } from "~/ui/classes";
import { EmptyState } from "~/ui/empty-state";
import { useLocale } from "~/ui/locale";
import { useTaskChanges } from "../hooks/use-task-changes";
import type { MyTask } from "../mine/schema";
import { DUE_GROUPS, dueGroupOf, type MineShow } from "../mine/utils";
import { isOpen, type TaskStatus } from "../utils";
import { StatusButton } from "./status-button";

type Props = { tasks: readonly MyTask[]; show: MineShow; today: string };

/** One's own tasks under headings of time, each done where it stands. */
export function MyTasks({ tasks, show, today }: Props) {
  const { t } = useTranslation("plan");
  const { coming } = useTaskChanges(paths.tasks());
  if (tasks.length === 0) {
    return show === "open" ? (
      <EmptyState
        title={t("mine.emptyTitle")}
        body={t("mine.emptyBody")}
        action={<ButtonLink to={paths.rooms()}>{t("mine.rooms")}</ButtonLink>}
      />
    ) : (
      <p className="text-sm text-ink-muted">{t("mine.emptyFilter")}</p>
    );
  }
  const statusOf = (task: MyTask) => coming.get(task.id) ?? task.status;
  if (show === "done") return <Group title={t("mine.done")} tasks={tasks} statusOf={statusOf} />;
  return (
    <div className="flex flex-col gap-5">
      {DUE_GROUPS.map((group) => {
        const own = tasks.filter((task) => dueGroupOf(task.dueOn, today) === group);
        if (own.length === 0) return null;
        return <Group key={group} title={t(`mine.${group}`)} tasks={own} statusOf={statusOf} />;
      })}
    </div>
  );
}

type GroupProps = { title: string; tasks: readonly MyTask[]; statusOf: (task: MyTask) => TaskStatus };

function Group({ title, tasks, statusOf }: GroupProps) {
  return (
    <Card title={title} flush>
      <ul className="divide-y divide-line border-t border-line">
        {tasks.map((task) => (
          <MyTaskRow key={task.id} task={task} status={statusOf(task)} />
        ))}
      </ul>
    </Card>
  );
}

function MyTaskRow({ task, status }: { task: MyTask; status: TaskStatus }) {
  const { t } = useTranslation("tasks");
  const { language } = useLocale();
  const { roomId, pageId } = task;
  return (
    <li className="flex items-start gap-2 px-3 py-2 sm:px-4">
      <StatusButton
        task={{ id: task.id, title: task.title, canWork: true }}
        status={status}
        action={paths.tasks()}
        place={{ roomId, pageId }}
      />
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 py-1 text-sm sm:grid-cols-[minmax(0,1fr)_12rem]">
        <div className="min-w-0">
          <Link
            to={paths.planTask(roomId, pageId, task.id)}
            prefetch="intent"
            className={classes(
              "wrap-anywhere hover:text-accent hover:underline",
              isOpen(status) ? "text-ink" : "text-ink-muted line-through",
            )}
          >
            {task.title}
          </Link>
          <p className="text-xs text-ink-muted">
            <Link to={paths.plan(roomId, pageId)} className="hover:text-ink hover:underline">
              {task.roomName}
            </Link>
            {` · ${task.accountName}`}
          </p>
        </div>
        <p className={classes("tabular-nums", task.lateDays > 0 ? "text-danger" : "text-ink-muted")}>
          {task.dueOn ? formatDay(task.dueOn, language) : null}
          {task.lateDays > 0 ? (
            <span className="ml-2 text-xs">{t("due.late", { count: task.lateDays })}</span>
          ) : null}
        </p>
      </div>
    </li>
  );
}
