import { Link } from "@remix-run/react";
import { Ellipsis, GripVertical } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "~/ui/classes";
import { Menu, MenuItem } from "~/ui/menu";
import { useCardDrag } from "~/ui/use-card-drag";
import { useTaskChanges } from "../hooks/use-task-changes";
import type { MemberTask } from "../schema";
import { isShown } from "../screen/utils";
import { TASK_STATUSES, type TaskStatus } from "../utils";
import type { PlanScreen } from "./plan-list";
import { DueDay, OwnerName, TaskMarks } from "./task-facts";

/** Tasks by status; a card is moved by dragging or by its menu. */
export function PlanBoard({ roomId, plan, query }: PlanScreen) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const board = useRef<HTMLElement>(null);
  const { coming, setStatus } = useTaskChanges();
  const shown = plan.tasks
    .map((task) => ({ ...task, status: coming.get(task.id) ?? task.status }))
    .filter((task) => isShown(task, query.show));
  const { dragging, take } = useCardDrag(board, (taskId, column) => {
    const status = TASK_STATUSES.find((one) => one === column);
    const task = shown.find(({ id }) => id === taskId);
    if (status && task && task.status !== status && task.canWork) setStatus(taskId, status);
  });
  const names = new Map(plan.milestones.map(({ id, title }) => [id, title]));
  return (
    <section
      ref={board}
      aria-label={t("board.label")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className={classes(
        "-mx-4 flex items-start gap-3 overflow-x-auto px-4 pb-4 sm:-mx-6 sm:px-6",
        dragging ? "select-none" : "snap-x scroll-px-4 sm:snap-none",
      )}
    >
      {TASK_STATUSES.map((status) => (
        <section
          key={status}
          data-column={status}
          aria-label={word(`status.${status}`)}
          className={classes(
            "flex w-72 shrink-0 snap-start flex-col rounded-lg border p-2",
            dragging?.over === status ? "border-accent bg-accent-soft" : "border-transparent bg-sunken",
          )}
        >
          <h2 className="flex items-baseline justify-between gap-2 px-1.5 pt-1 pb-2.5 text-sm font-semibold text-ink">
            {word(`status.${status}`)}
            <span className="text-xs font-normal text-ink-muted tabular-nums">
              {shown.filter((task) => task.status === status).length}
            </span>
          </h2>
          <ul className="flex min-h-16 flex-col gap-2">
            {shown
              .filter((task) => task.status === status)
              .map((task) => (
                <TaskCard
                  key={task.id}
                  task={task}
                  to={paths.planTask(roomId, plan.pageId, task.id)}
                  milestone={names.get(task.milestoneId ?? "")}
                  offset={dragging?.cardId === task.id ? dragging : null}
                  onPointerDown={task.canWork ? take(task.id) : undefined}
                  onMove={(to) => setStatus(task.id, to)}
                />
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

type CardProps = {
  task: MemberTask;
  to: string;
  milestone: string | undefined;
  offset: { dx: number; dy: number } | null;
  onPointerDown?: ReturnType<ReturnType<typeof useCardDrag>["take"]>;
  onMove: (status: TaskStatus) => void;
};

function TaskCard({ task, to, milestone, offset, onPointerDown, onMove }: CardProps) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  return (
    <li
      onPointerDown={onPointerDown}
      style={offset ? { transform: `translate(${offset.dx}px, ${offset.dy}px)` } : undefined}
      className={classes(
        "relative rounded-md border border-line bg-raised p-3 text-sm shadow-sm",
        task.canWork && "cursor-grab select-none",
        offset && "pointer-events-none z-20 cursor-grabbing opacity-90 shadow-lg",
      )}
    >
      <div className="flex items-start gap-1">
        <Link
          to={to}
          prefetch="intent"
          draggable={false}
          className="line-clamp-4 min-w-0 flex-1 font-medium wrap-anywhere text-ink hover:text-accent hover:underline"
        >
          {task.title}
        </Link>
        {task.canWork ? (
          <span className="-my-1 -mr-1.5 flex shrink-0 items-center">
            <span
              data-grip
              aria-hidden
              className="hidden touch-none p-1.5 text-ink-faint pointer-coarse:inline-flex"
            >
              <GripVertical className="size-5" />
            </span>
            <Menu
              trigger={
                <button
                  type="button"
                  aria-label={t("task.moreNamed", { title: task.title })}
                  className="rounded-sm p-1.5 text-ink-faint hover:bg-sunken hover:text-ink pointer-coarse:p-3"
                >
                  <Ellipsis aria-hidden className="size-4" />
                </button>
              }
            >
              {TASK_STATUSES.filter((status) => status !== task.status).map((status) => (
                <MenuItem key={status} onSelect={() => onMove(status)}>
                  {t("task.setTo", { status: word(`status.${status}`) })}
                </MenuItem>
              ))}
            </Menu>
          </span>
        ) : null}
      </div>
      {milestone ? <p className="truncate text-xs text-ink-muted">{milestone}</p> : null}
      <div className="mt-2 flex flex-col gap-1 text-xs text-ink-muted">
        <OwnerName task={task} />
        {task.dueOn === null ? null : <DueDay task={task} />}
        <span className="flex flex-wrap items-center gap-1.5 empty:hidden">
          <TaskMarks task={task} />
        </span>
      </div>
    </li>
  );
}
