import { Link, useSearchParams } from "@remix-run/react";
import { Ellipsis, GripVertical, Pencil } from "lucide-react";
import type { PointerEvent as ReactPointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "~/ui/badge";
import { classes } from "~/ui/classes";
import { Menu, MenuItem, MenuSeparator } from "~/ui/menu";
import type { MemberTask, Milestone } from "../schema";
import { isOpen, TASK_STATUSES, type TaskStatus } from "../utils";
import { StatusButton } from "./status-button";
import { DueDay, OwnerName, TaskMarks } from "./task-facts";

export type RowWays = {
  setStatus: (taskId: string, status: TaskStatus) => void;
  archive: (taskId: string) => void;
  move: (taskId: string, milestoneId: string | null, before: string | null) => void;
};

type Props = {
  task: MemberTask;
  status: TaskStatus;
  to: string;
  canEdit: boolean;
  milestones: readonly Milestone[];
  /** Neighbours in the same milestone; undefined where there is none. */
  previousId?: string;
  afterNextId?: string | null;
  ways: RowWays;
  onGrip?: (event: ReactPointerEvent<HTMLElement>) => void;
  isOver: boolean;
  isDragged: boolean;
};

/** One task where it stands in its milestone. */
export function TaskRow({ task, status, to, canEdit, onGrip, isOver, isDragged, ...rest }: Props) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const [search] = useSearchParams();
  const editing = new URLSearchParams(search);
  editing.set("edit", task.id);
  return (
    <li
      id={`task-${task.id}`}
      data-column={`before:${task.id}`}
      className={classes(
        "flex scroll-mt-20 items-start gap-1 border-t px-2 py-1.5 sm:px-3",
        isOver ? "border-accent" : "border-line",
        isDragged && "opacity-50",
      )}
    >
      {canEdit ? (
        <span
          data-grip
          aria-hidden
          title={t("task.drag")}
          onPointerDown={onGrip}
          className="mt-1.5 cursor-grab touch-none text-ink-faint max-sm:hidden pointer-coarse:inline-flex print:hidden"
        >
          <GripVertical className="size-4" />
        </span>
      ) : null}
      <StatusButton task={task} status={status} />
      <div className="grid min-w-0 flex-1 items-start gap-x-4 gap-y-0.5 py-1 sm:grid-cols-[minmax(0,1fr)_11rem_11rem]">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <Link
            to={to}
            prefetch="intent"
            className={classes(
              "min-w-0 wrap-anywhere hover:text-accent hover:underline",
              isOpen(status) ? "text-ink" : "text-ink-muted line-through",
            )}
          >
            {task.title}
          </Link>
          {status === "in_progress" ? <Badge tone="accent">{word("status.in_progress")}</Badge> : null}
          {status === "cancelled" ? <Badge>{word("status.cancelled")}</Badge> : null}
          <TaskMarks task={task} />
        </div>
        <div className="min-w-0 text-sm text-ink-muted">
          <OwnerName task={task} />
        </div>
        <div className="min-w-0 text-sm text-ink-muted">
          <DueDay task={task} />
        </div>
      </div>
      {canEdit ? (
        <div className="flex shrink-0">
          <Link
            to={`?${editing}#task-${task.id}`}
            preventScrollReset
            aria-label={t("task.editNamed", { title: task.title })}
            className={ICON_LOOK}
          >
            <Pencil aria-hidden className="size-4" />
          </Link>
          <RowMenu task={task} status={status} {...rest} />
        </div>
      ) : null}
    </li>
  );
}

const ICON_LOOK =
  "rounded-sm p-1.5 text-ink-faint hover:bg-sunken hover:text-ink pointer-coarse:p-3 print:hidden";

type MenuProps = Pick<Props, "task" | "status" | "milestones" | "previousId" | "afterNextId" | "ways">;

/** Everything a pointer can do, for the keyboard. */
function RowMenu({ task, status, milestones, previousId, afterNextId, ways }: MenuProps) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const elsewhere = milestones.filter(({ id }) => id !== task.milestoneId);
  return (
    <Menu
      trigger={
        <button type="button" aria-label={t("task.moreNamed", { title: task.title })} className={ICON_LOOK}>
          <Ellipsis aria-hidden className="size-4" />
        </button>
      }
    >
      {TASK_STATUSES.filter((one) => one !== status).map((one) => (
        <MenuItem key={one} onSelect={() => ways.setStatus(task.id, one)}>
          {t("task.setTo", { status: word(`status.${one}`) })}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        disabled={previousId === undefined}
        onSelect={() => ways.move(task.id, task.milestoneId, previousId ?? null)}
      >
        {t("task.moveUp")}
      </MenuItem>
      <MenuItem
        disabled={afterNextId === undefined}
        onSelect={() => ways.move(task.id, task.milestoneId, afterNextId ?? null)}
      >
        {t("task.moveDown")}
      </MenuItem>
      {elsewhere.map(({ id, title }) => (
        <MenuItem key={id} onSelect={() => ways.move(task.id, id, null)}>
          {t("task.moveTo", { milestone: title })}
        </MenuItem>
      ))}
      {task.milestoneId === null ? null : (
        <MenuItem onSelect={() => ways.move(task.id, null, null)}>
          {t("task.moveTo", { milestone: t("milestone.none") })}
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem danger onSelect={() => ways.archive(task.id)}>
        {t("task.archive")}
      </MenuItem>
    </Menu>
  );
}
