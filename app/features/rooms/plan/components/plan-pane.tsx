import { Form, Link } from "@remix-run/react";
import { CalendarPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { ChoiceLinks } from "~/ui/choice-links";
import { EmptyState } from "~/ui/empty-state";
import { TextField } from "~/ui/field";
import type { PlanReply } from "../screen/schema";
import { isShown, PLAN_SHOWS, PLAN_VIEWS } from "../screen/utils";
import { HealthBadge } from "./health-badge";
import { PlanBoard } from "./plan-board";
import { PlanList, type PlanScreen } from "./plan-list";
import { PlanTimeline } from "./plan-timeline";

/** A plan as members work on it: three ways to see the same tasks, kept in the address. */
export function PlanPane(screen: PlanScreen) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const { plan, query, reply } = screen;
  const done = plan.tasks.filter(({ status }) => status === "done").length;
  const counted = plan.tasks.filter(({ status }) => status !== "cancelled").length;
  const isEmpty = plan.tasks.length === 0 && plan.milestones.length === 0;
  const isFilteredOut = plan.tasks.length > 0 && !plan.tasks.some((task) => isShown(task, query.show));
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <ChoiceLinks
          label={t("views.label")}
          chosen={query.view}
          choices={PLAN_VIEWS.map((key) => ({
            key,
            label: t(`views.${key}`),
            to: `?view=${key}&show=${query.show}`,
          }))}
        />
        <ChoiceLinks
          label={t("show.label")}
          chosen={query.show}
          choices={PLAN_SHOWS.map((key) => ({
            key,
            label: t(`show.${key}`),
            to: `?view=${query.view}&show=${key}`,
          }))}
        />
        <Link
          to={paths.roomCalendar(screen.roomId)}
          className="inline-flex items-center gap-1.5 text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11 print:hidden"
        >
          <CalendarPlus aria-hidden className="size-4" />
          {word("calendar.title")}
        </Link>
        {plan.health ? (
          <span className="ml-auto inline-flex items-center gap-3 text-sm text-ink-muted">
            <span className="tabular-nums">{t("progress", { done, count: counted })}</span>
            <HealthBadge health={plan.health} hasRule />
          </span>
        ) : null}
      </div>
      <Outcome reply={reply} />
      {isEmpty ? (
        <EmptyState title={t("empty.title")} body={t(plan.canEdit ? "empty.body" : "empty.readers")} />
      ) : null}
      {isFilteredOut ? (
        <p className="text-sm text-ink-muted">
          {t("show.none")}{" "}
          <Link to={`?view=${query.view}`} className="text-accent hover:underline">
            {t("show.showAll")}
          </Link>
        </p>
      ) : null}
      {query.view === "list" ? <PlanList {...screen} /> : null}
      {query.view === "board" && !isFilteredOut ? <PlanBoard {...screen} /> : null}
      {query.view === "timeline" && !isFilteredOut ? (
        <Card>
          <PlanTimeline plan={plan} show={query.show} />
        </Card>
      ) : null}
      {plan.canEdit && query.view === "list" && query.show === "all" ? <NewMilestone {...screen} /> : null}
      {plan.canEdit ? <ArchivedTasks {...screen} /> : null}
    </div>
  );
}

function NewMilestone({ requestKey, reply, plan }: PlanScreen) {
  const { t } = useTranslation("plan");
  const refused = reply?.intent === "addMilestone" && reply.done === null ? reply : undefined;
  return (
    <Form
      key={plan.milestones.length}
      method="post"
      preventScrollReset
      noValidate
      className="flex max-w-form flex-wrap items-end gap-2 print:hidden"
    >
      <input type="hidden" name="intent" value="addMilestone" />
      <input type="hidden" name="requestKey" value={requestKey} />
      <TextField
        label={t("milestone.add")}
        name="title"
        className="min-w-0 flex-1 basis-56"
        defaultValue={refused?.values.title}
        error={refused?.errors.title}
        placeholder={t("milestone.title")}
        autoComplete="off"
      />
      <Button type="submit">{t("milestone.submit")}</Button>
    </Form>
  );
}

function ArchivedTasks({ plan }: PlanScreen) {
  const { t } = useTranslation("plan");
  if (plan.archived.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit text-ink-muted hover:text-ink">
        {t("task.archivedList")} ({plan.archived.length})
      </summary>
      <ul className="mt-2 flex max-w-form flex-col gap-2">
        {plan.archived.map(({ id, title }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-2">
            <span className="min-w-0 wrap-anywhere text-ink">{title}</span>
            <RestoreForm intent="restoreTask" name="taskId" id={id} label={t("task.restore")} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What a form that led back here came to; a removal can be taken back at once. */
function Outcome({ reply }: { reply?: PlanReply }) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const { t: common } = useTranslation("common");
  if (!reply?.done) return null;
  const { change, milestoneId } = reply;
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 text-sm text-ink-muted">
      {reply.done === "added" ? t("said.added") : null}
      {reply.done === "saved" ? t("said.saved") : null}
      {reply.done === "moved" ? t("said.moved") : null}
      {reply.done === "archived" ? t("said.archived", { title: reply.title }) : null}
      {reply.done === "restored" ? t("said.restored", { title: reply.title }) : null}
      {change ? t("said.status", { title: change.title, status: word(`status.${change.to}`) }) : null}
      {reply.intent === "archiveMilestone" && milestoneId ? (
        <RestoreForm
          intent="restoreMilestone"
          name="milestoneId"
          id={milestoneId}
          label={common("actions.undo")}
        />
      ) : null}
      {change && change.from !== change.to ? (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="status" />
          <input type="hidden" name="taskId" value={change.taskId} />
          <input type="hidden" name="status" value={change.from} />
          <Button type="submit" size="sm">
            {common("actions.undo")}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

type RestoreProps = {
  intent: "restoreTask" | "restoreMilestone";
  name: "taskId" | "milestoneId";
  id: string;
  label: string;
};

function RestoreForm({ intent, name, id, label }: RestoreProps) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name={name} value={id} />
      <Button type="submit" size="sm">
        {label}
      </Button>
    </Form>
  );
}
