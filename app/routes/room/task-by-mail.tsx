import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { ClosedPage } from "~/features/sharing/components/closed-page";
import { GateFrame } from "~/features/sharing/components/gate-frame";
import { actByMail, requireTaskByMail } from "~/features/sharing/task-mail/guard.server";
import { ensureMailedViewer } from "~/features/sharing/task-mail/mutations.server";
import { clientAddress } from "~/platform/http/client-address.server";
import { formatDay } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";
import { Button } from "~/ui/button";
import { useLocale } from "~/ui/locale";

const ASKS = { points: 120, seconds: 60 };

/** A mail scanner opens every address: this shows the task and changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limit("task-by-mail", clientAddress(request), ASKS);
  const { task } = await requireTaskByMail(params.roomId ?? "", params.token ?? "");
  return task;
}

export async function action({ request, params }: ActionFunctionArgs) {
  await limit("task-by-mail", clientAddress(request), ASKS);
  const { roomId = "", token = "" } = params;
  const { scope, task } = await requireTaskByMail(roomId, token);
  if (!task.isDone) {
    const { pageId, taskId } = scope;
    const actor = await actByMail(scope, await ensureMailedViewer(scope));
    await setTaskStatus(actor, { pageId, taskId, status: "done" });
  }
  return redirect(paths.taskByMail(roomId, token), 303);
}

export const meta: MetaFunction = () => [
  { title: NEUTRAL_TITLE },
  { name: "robots", content: "noindex" },
  { name: "referrer", content: "no-referrer" },
];

export default function TaskByMail() {
  const { t } = useTranslation("tasks");
  const { language } = useLocale();
  const task = useLoaderData<typeof loader>();
  return (
    <GateFrame brandName={task.brandName} brandColor={task.brandColor}>
      <p className="text-sm text-ink-muted">
        {t("mail.room", { room: task.roomName, brand: task.brandName })}
      </p>
      <h1 className="mt-1 text-lg font-semibold wrap-anywhere text-ink">{task.title}</h1>
      <p className="mt-1 text-sm text-ink-muted">
        {task.dueOn ? t("mail.due", { day: formatDay(task.dueOn, language) }) : t("mail.noDue")}
      </p>
      {task.description ? (
        <p className="mt-3 text-sm wrap-anywhere whitespace-pre-wrap text-ink">{task.description}</p>
      ) : null}
      {task.isDone ? (
        <p role="status" className="mt-6 rounded-md bg-positive-soft px-4 py-3 text-sm text-ink">
          {t("mail.done")}
        </p>
      ) : (
        <Form method="post" className="mt-6 flex flex-col gap-2">
          <Button type="submit" variant="primary">
            {t("mail.button")}
          </Button>
          <p className="text-xs text-ink-muted">{t("mail.nothing")}</p>
        </Form>
      )}
    </GateFrame>
  );
}

export function ErrorBoundary() {
  return <ClosedPage />;
}
