import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { MyTasks } from "~/features/rooms/plan/components/my-tasks";
import { listMyTasks } from "~/features/rooms/plan/mine/data.server";
import { mineIntentSchema, mineQuerySchema } from "~/features/rooms/plan/mine/schema";
import { MINE_SHOWS } from "~/features/rooms/plan/mine/utils";
import type { PlanReply } from "~/features/rooms/plan/screen/schema";
import { setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { nowMs } from "~/platform/clock.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { dayOf } from "~/platform/i18n/format";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ChoiceLinks } from "~/ui/choice-links";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, workspace } = await requireMember(request);
  const query = mineQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const today = dayOf(nowMs(), workspace.timeZone);
  return { ...query, today, ...(await listMyTasks(scope, { ...query, today })) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, mineIntentSchema);
  if (!form.ok) throw new AppError("INVALID");
  const { roomId, pageId, taskId, status } = form.value;
  const actor = await memberInRoom(scope, roomId);
  const change = await setTaskStatus(actor, { pageId, taskId, status });
  const about = { intent: "status", taskId, milestoneId: null, title: change.title };
  const reply: PlanReply = { done: "status", ...about, change, errors: {}, values: form.values };
  return data(reply);
}

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, "plan:mine.title");

export default function Tasks() {
  const { t } = useTranslation("plan");
  const { rows, hasMore, show, page, today } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("mine.title")} description={t("mine.description")} />
      <div className="mb-5">
        <ChoiceLinks
          label={t("mine.filters.label")}
          chosen={show}
          choices={MINE_SHOWS.map((key) => ({ key, label: t(`mine.filters.${key}`), to: paths.tasks(key) }))}
        />
      </div>
      <MyTasks tasks={rows} show={show} today={today} />
      {hasMore ? (
        <p className="mt-4 text-sm">
          <Link
            to={`?show=${show}&page=${page + 1}`}
            preventScrollReset
            className="text-accent hover:underline"
          >
            {t("mine.more")}
          </Link>
        </p>
      ) : null}
    </>
  );
}
