import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { SelectField } from "~/ui/field";
import type { Attachment } from "../../attachments/schema";
import type { TaskComment, TaskFace } from "../schema";
import { DueDay, FaceMarks, OwnerName, type SideNames } from "./task-facts";
import { TaskFiles, TaskTalk } from "./task-talk";

type Props = {
  task: TaskFace;
  contactId: string | null;
  people: readonly { id: string; name: string }[];
  canAssign: boolean;
  sides: SideNames;
  comments: readonly TaskComment[];
  files: readonly Attachment[];
  canTalk: boolean;
  /** Where readers whom nobody knows get a link of their own. */
  peoplePath: string;
  clientId: string;
  hrefOf: (id: string) => string;
  refused?: { body: string; error: string };
  fileError?: string | null;
};

/** One task for the buying side: what it is, who does it, what was said. */
export function BuyerTaskSheet({ task, contactId, people, canAssign, sides, peoplePath, ...talk }: Props) {
  const { t } = useTranslation("tasks");
  return (
    <div className="flex max-w-read flex-col gap-6">
      <Card>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-sm text-ink-muted">
          <OwnerName task={task} sides={sides} />
          <DueDay task={task} />
          <FaceMarks task={task} />
          <span>{t(`status.${task.status}`)}</span>
        </div>
        {task.waitsFor.length > 0 ? (
          <p className="mt-2 text-sm text-ink-muted">
            {t("facts.waitsFor", { titles: task.waitsFor.join(", ") })}
          </p>
        ) : null}
        {task.description ? (
          <p className="mt-3 text-sm wrap-anywhere whitespace-pre-wrap text-ink">{task.description}</p>
        ) : null}
        {task.canWork && task.status !== "cancelled" ? <DoneForm isDone={task.status === "done"} /> : null}
        {task.side === "viewer" && canAssign ? <AssignForm contactId={contactId} people={people} /> : null}
        {task.canWork && !canAssign ? (
          <p className="mt-4 text-sm text-ink-muted">
            {t("sheet.assignHint")}{" "}
            <Link to={peoplePath} className="whitespace-nowrap text-accent underline underline-offset-4">
              {t("sheet.ownLink")}
            </Link>
          </p>
        ) : null}
      </Card>
      <TaskTalk
        comments={talk.comments}
        canWrite={talk.canTalk}
        hint={t("comments.both")}
        clientId={talk.clientId}
        refused={talk.refused}
      />
      <TaskFiles
        files={talk.files}
        hrefOf={talk.hrefOf}
        canAdd={talk.canTalk}
        canDrop={false}
        error={talk.fileError}
      />
    </div>
  );
}

function DoneForm({ isDone }: { isDone: boolean }) {
  const { t } = useTranslation("tasks");
  return (
    <Form method="post" preventScrollReset className="mt-4">
      <input type="hidden" name="intent" value="status" />
      <Button
        type="submit"
        name="status"
        value={isDone ? "to_do" : "done"}
        variant={isDone ? "secondary" : "primary"}
      >
        {t(isDone ? "sheet.reopen" : "sheet.complete")}
      </Button>
    </Form>
  );
}

function AssignForm({ contactId, people }: Pick<Props, "contactId" | "people">) {
  const { t } = useTranslation("tasks");
  return (
    <Form method="post" preventScrollReset className="mt-4 flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value="assign" />
      <SelectField
        label={t("sheet.assign")}
        name="contactId"
        className="min-w-0 flex-1 basis-48"
        defaultValue={contactId ?? ""}
        placeholder={t("sheet.assignNobody")}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button type="submit">{t("sheet.assignSubmit")}</Button>
    </Form>
  );
}
