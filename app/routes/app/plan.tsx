import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { useLiveTopic } from "~/features/engagement/hooks/use-live-topic";
import { aboutThing } from "~/features/home/things/utils";
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import { getPage } from "~/features/rooms/pages/data.server";
import { PlanPane as DrawnPlanPane } from "~/features/rooms/plan/components/plan-pane";
import { getMemberPlan } from "~/features/rooms/plan/data.server";
import { listPlanPeople } from "~/features/rooms/plan/people/data.server";
import { changePlan } from "~/features/rooms/plan/screen/replies.server";
import { planQuerySchema } from "~/features/rooms/plan/screen/schema";
import { readForm } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { chooseLanguage } from "~/root.server";
import { PageHeader } from "~/ui/page-header";
import { SkeletonSheet } from "~/ui/skeleton";

// Whole in the server's HTML; its script comes after the page.
const PlanPane = import.meta.env.SSR
  ? DrawnPlanPane
  : lazy(async () => ({ default: (await import("~/features/rooms/plan/components/plan-pane")).PlanPane }));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const room = await getRoom(member.scope, params.roomId ?? "");
  const page = await getPage(member.scope, { roomId: room.id, pageId: params.pageId ?? "" });
  if (page.kind !== "plan") throw redirect(paths.roomPage(room.id, page.id));
  const { archivedAt, title } = page;
  const place = { room: { id: room.id, name: room.name }, title, isRemoved: archivedAt !== null };
  const actor = await memberInRoom(member.scope, room.id);
  const language = chooseLanguage(request, member);
  const [plan, people] = await Promise.all([
    getMemberPlan(actor, { pageId: page.id, language }),
    listPlanPeople(actor),
  ]);
  const query = planQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { ...place, plan, people, query, requestKey: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request);
  const form = await readForm(request);
  const { roomId = "", pageId = "" } = params;
  const actor = await memberInRoom(member.scope, roomId);
  const answer = await changePlan(actor, { pageId, form, language: chooseLanguage(request, member) });
  if (answer.status !== 303) return data(answer.reply, answer.status);
  const { view, show } = planQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return redirect(`${paths.plan(roomId, pageId)}?view=${view}&show=${show}`, 303);
}

export const handle = aboutThing("room");
export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, null, page.data && `${page.data.title} · ${page.data.room.name}`);

export default function Plan() {
  const { t } = useTranslation("rooms");
  const { room, title, isRemoved, plan, ...view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  useLiveTopic(`room:${room.id}`);
  return (
    <>
      <PageHeader title={title} back={{ to: paths.room(room.id), label: room.name }} />
      {isRemoved ? (
        <p className="mb-4 rounded-md bg-warning-soft px-4 py-2.5 text-sm text-ink">{t("page.removed")}</p>
      ) : null}
      <Suspense fallback={<SkeletonSheet />}>
        <PlanPane
          roomId={room.id}
          plan={isRemoved ? { ...plan, canEdit: false } : plan}
          reply={reply}
          {...view}
        />
      </Suspense>
    </>
  );
}
