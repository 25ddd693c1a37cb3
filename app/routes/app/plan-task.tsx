import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { useLiveTopic } from "~/features/engagement/hooks/use-live-topic";
import { aboutThing } from "~/features/home/things/utils";
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import { getPage } from "~/features/rooms/pages/data.server";
import { changeTalk, isUpload, loadTalk, takeFile } from "~/features/rooms/plan/comments/replies.server";
import { TaskSheet } from "~/features/rooms/plan/components/task-sheet";
import { getMemberPlan } from "~/features/rooms/plan/data.server";
import { listPlanPeople } from "~/features/rooms/plan/people/data.server";
import { changePlan } from "~/features/rooms/plan/screen/replies.server";
import { readForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const room = await getRoom(member.scope, params.roomId ?? "");
  const page = await getPage(member.scope, { roomId: room.id, pageId: params.pageId ?? "" });
  const actor = await memberInRoom(member.scope, room.id);
  const key = { pageId: page.id, taskId: params.taskId ?? "" };
  const [talk, plan, people] = await Promise.all([
    loadTalk(actor, key),
    getMemberPlan(actor, { pageId: page.id, language: chooseLanguage(request, member) }),
    listPlanPeople(actor),
  ]);
  const task = plan.tasks.find(({ id }) => id === key.taskId) ?? null;
  const others = plan.tasks.filter(({ id }) => id !== key.taskId).map(({ id, title }) => ({ id, title }));
  const { milestones, canEdit } = plan;
  const place = { room: { id: room.id, name: room.name }, page: { id: page.id, title: page.title } };
  return { ...place, ...talk, task, others, milestones, people, canEdit: canEdit && !page.archivedAt };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const { roomId = "", pageId = "", taskId = "" } = params;
  const actor = await memberInRoom(member.scope, roomId);
  const here = paths.planTask(roomId, pageId, taskId);
  if (isUpload(request)) {
    const error = await takeFile(request, actor, { pageId, taskId });
    return error ? data({ fileError: error }, 422) : redirect(here, 303);
  }
  const form = await readForm(request);
  const talk = await changeTalk(form, actor, { pageId, taskId });
  if (talk === "done") return redirect(here, 303);
  if (talk) return data({ talk }, 422);
  const answer = await changePlan(actor, { pageId, form, language: chooseLanguage(request, member) });
  return answer.status === 303 ? redirect(here, 303) : data({ plan: answer.reply }, answer.status);
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, null, page.data && `${page.data.title} · ${page.data.room.name}`);

export default function PlanTask() {
  const { t } = useTranslation("plan");
  const view = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { room, page } = view;
  useLiveTopic(`room:${room.id}`);
  const back = paths.plan(room.id, page.id);
  return (
    <>
      <PageHeader title={view.title} eyebrow={room.name} back={{ to: back, label: page.title }} />
      {view.task ? null : (
        <p className="mb-4 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink">{t("stale.archived")}</p>
      )}
      <TaskSheet
        {...view}
        hrefOf={(id) => paths.attachment(room.id, id)}
        backTo={back}
        reply={reply && "plan" in reply ? reply.plan : undefined}
        refused={reply && "talk" in reply ? reply.talk : undefined}
        fileError={reply && "fileError" in reply ? reply.fileError : null}
      />
    </>
  );
}
