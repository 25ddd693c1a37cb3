import { Form, Link } from "@remix-run/react";
import { CalendarPlus, Check, Lock } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Badge } from "~/ui/badge";
import { classes } from "~/ui/classes";
import { EmptyState } from "~/ui/empty-state";
import type { BuyerPlan as Plan, TaskFace } from "../schema";
import { isOpen, planSections } from "../utils";
import { DueDay, FaceMarks, OwnerName, type SideNames } from "./task-facts";

type Props = { roomId: string; title: string; plan: Plan; sides: SideNames; isPreview: boolean };

/** The plan as the buying side sees it: plain forms, so that it works without any script. */
export function BuyerPlan({ roomId, title, plan, sides, isPreview }: Props) {
  const { t } = useTranslation("tasks");
  const counted = plan.tasks.filter(({ status }) => status !== "cancelled");
  const done = counted.filter(({ status }) => status === "done").length;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h1 className="text-lg font-semibold text-ink">{title}</h1>
        {counted.length > 0 ? (
          <span className="text-sm text-ink-muted tabular-nums">
            {t("sheet.progress", { done, count: counted.length })}
          </span>
        ) : null}
      </div>
      <Link
        to={paths.buyerCalendar(roomId)}
        className="mb-4 inline-flex items-center gap-1.5 text-sm text-ink-muted hover:text-ink print:hidden"
      >
        <CalendarPlus aria-hidden className="size-4" />
        {t("calendar.title")}
      </Link>
      {isPreview ? <p className="mb-4 text-sm text-ink-muted">{t("sheet.preview")}</p> : null}
      {plan.tasks.length === 0 ? (
        <EmptyState title={t("sheet.emptyTitle")} body={t("sheet.emptyBody")} />
      ) : null}
      <div className="flex flex-col gap-6">
        {planSections(plan).map(({ milestone, tasks: own }) => {
          return (
            <section
              key={milestone?.id ?? "none"}
              data-section={milestone?.id ?? "none"}
              className="overflow-hidden rounded-lg border border-line bg-surface"
            >
              {milestone ? (
                <h2 className="px-4 py-3 text-base font-semibold wrap-anywhere text-ink">
                  {milestone.title}
                </h2>
              ) : null}
              <ul className="divide-y divide-line border-t border-line first:border-t-0">
                {own.map((task) => (
                  <BuyerTask
                    key={task.id}
                    task={task}
                    to={paths.buyerTask(roomId, plan.pageId, task.id)}
                    sides={sides}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}

function BuyerTask({ task, to, sides }: { task: TaskFace; to: string; sides: SideNames }) {
  const { t } = useTranslation("tasks");
  return (
    <li id={`task-${task.id}`} className="flex scroll-mt-20 items-start gap-2 px-3 py-2.5">
      <DoneButton task={task} to={to} />
      <div className="grid min-w-0 flex-1 items-start gap-x-4 gap-y-1 py-1 sm:grid-cols-[minmax(0,1fr)_10rem_10rem]">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <Link
            to={to}
            className={classes(
              "min-w-0 wrap-anywhere hover:text-accent hover:underline",
              isOpen(task.status) ? "text-ink" : "text-ink-muted line-through",
            )}
          >
            {task.title}
          </Link>
          {task.status === "in_progress" || task.status === "cancelled" ? (
            <Badge tone={task.status === "in_progress" ? "accent" : "neutral"}>
              {t(`status.${task.status}`)}
            </Badge>
          ) : null}
          <FaceMarks task={task} />
        </div>
        <span className="min-w-0 text-sm text-ink-muted">
          <OwnerName task={task} sides={sides} />
        </span>
        <span className="min-w-0 text-sm text-ink-muted">
          <DueDay task={task} />
        </span>
      </div>
    </li>
  );
}

/** Completes and reopens what is the reader's side's; the other side's can only be seen. */
export function DoneButton({ task, to }: { task: TaskFace; to: string }) {
  const { t } = useTranslation("tasks");
  const isDone = task.status === "done";
  const box = (
    <span
      className={classes(
        "flex size-5 items-center justify-center rounded-full border-2 [&>svg]:size-3.5",
        isDone ? "border-positive bg-positive-soft text-positive" : "border-line-control text-ink-faint",
        !task.canWork && "border-dashed",
      )}
    >
      {isDone ? <Check aria-hidden strokeWidth={3} /> : null}
      {!isDone && !task.canWork ? <Lock aria-hidden /> : null}
    </span>
  );
  if (!task.canWork || task.status === "cancelled") {
    return (
      <span role="img" aria-label={t(`status.${task.status}`)} className="p-1.5">
        {box}
      </span>
    );
  }
  return (
    <Form method="post" action={to} preventScrollReset>
      <input type="hidden" name="intent" value="status" />
      <input type="hidden" name="from" value="plan" />
      <button
        type="submit"
        name="status"
        value={isDone ? "to_do" : "done"}
        aria-label={t(isDone ? "facts.reopen" : "facts.complete", { title: task.title })}
        className="rounded-full p-1.5 hover:bg-sunken pointer-coarse:p-3"
      >
        {box}
      </button>
    </Form>
  );
}
