import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import type { Attachment } from "../../attachments/schema";
import { useTaskChanges } from "../hooks/use-task-changes";
import type { MemberTask, Milestone, PlanPeople, TaskComment } from "../schema";
import type { PlanReply } from "../screen/schema";
import { TASK_STATUSES } from "../utils";
import { DueDay, OwnerName, TaskMarks } from "./task-facts";
import { TaskForm } from "./task-form";
import { TaskFiles, TaskTalk } from "./task-talk";

type Props = {
  task: MemberTask | null;
  others: readonly { id: string; title: string }[];
  milestones: readonly Milestone[];
  people: PlanPeople;
  canEdit: boolean;
  internal: boolean;
  comments: readonly TaskComment[];
  files: readonly Attachment[];
  canTalk: boolean;
  canDrop: boolean;
  clientId: string;
  hrefOf: (id: string) => string;
  backTo: string;
  reply?: PlanReply;
  refused?: { body: string; error: string };
  fileError?: string | null;
};

/** One task with everything that hangs on it. */
export function TaskSheet({ task, others, milestones, people, canEdit, backTo, reply, ...talk }: Props) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  // A new one for each page that is come to, not for what is heard meanwhile.
  const { key } = useLocation();
  const refused = reply?.intent === "editTask" && reply.done === null ? reply : undefined;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex min-w-0 flex-col gap-6">
        {task ? (
          <Card title={t("task.facts")}>
            <Facts task={task} />
            <StatusForms task={task} />
            {canEdit ? (
              <details open={refused ? true : undefined} className="mt-4 text-sm">
                <summary className="w-fit font-medium text-accent">{t("task.edit")}</summary>
                <div className="mt-4">
                  <TaskForm
                    key={refused?.saved?.version ?? key}
                    task={task}
                    others={others}
                    milestones={milestones}
                    people={people}
                    reply={refused}
                    cancelTo={backTo}
                  />
                </div>
              </details>
            ) : null}
          </Card>
        ) : null}
        <TaskTalk
          comments={talk.comments}
          canWrite={talk.canTalk}
          hint={word(talk.internal ? "comments.team" : "comments.both")}
          clientId={talk.clientId}
          refused={talk.refused}
        />
      </div>
      <TaskFiles
        files={talk.files}
        hrefOf={talk.hrefOf}
        canAdd={talk.canTalk}
        canDrop={talk.canDrop}
        error={talk.fileError}
      />
    </div>
  );
}

function Facts({ task }: { task: MemberTask }) {
  return (
    <div className="flex flex-col gap-2 text-sm text-ink-muted">
      <span className="flex flex-wrap items-center gap-x-5 gap-y-1.5">
        <OwnerName task={task} />
        <DueDay task={task} />
        <TaskMarks task={task} />
      </span>
      {task.description ? (
        <p className="mt-1 wrap-anywhere whitespace-pre-wrap text-ink">{task.description}</p>
      ) : null}
    </div>
  );
}

/** The four states as buttons, which work without any script. */
function StatusForms({ task }: { task: MemberTask }) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const { coming } = useTaskChanges();
  const status = coming.get(task.id) ?? task.status;
  if (!task.canWork) return <p className="mt-3 text-sm text-ink-muted">{word(`status.${status}`)}</p>;
  return (
    <Form
      method="post"
      navigate={false}
      fetcherKey={`plan ${task.id}`}
      aria-label={t("timeline.status")}
      className="mt-4 flex flex-wrap gap-2"
    >
      <input type="hidden" name="intent" value="status" />
      <input type="hidden" name="taskId" value={task.id} />
      {TASK_STATUSES.map((one) => (
        <Button
          key={one}
          type="submit"
          size="sm"
          name="status"
          value={one}
          variant={one === status ? "primary" : "secondary"}
          aria-pressed={one === status}
        >
          {word(`status.${one}`)}
        </Button>
      ))}
    </Form>
  );
}
