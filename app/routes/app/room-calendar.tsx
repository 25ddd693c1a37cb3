import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireMember } from "~/features/auth/guard.server";
import { getRoom, memberInRoom } from "~/features/rooms/data.server";
import { CalendarCard } from "~/features/rooms/plan/components/calendar-card";
import { findFeed } from "~/features/rooms/plan/feeds/data.server";
import { createFeed, revokeFeed } from "~/features/rooms/plan/feeds/mutations.server";
import { feedIntentSchema } from "~/features/rooms/plan/feeds/schema";
import { env } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { pageTitle } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { PageHeader } from "~/ui/page-header";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const room = await getRoom(scope, params.roomId ?? "");
  const feed = await findFeed(await memberInRoom(scope, room.id));
  const canChange = room.archivedAt === null;
  return { room: { id: room.id, name: room.name }, since: feed?.createdAt ?? null, canChange };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const actor = await memberInRoom(scope, params.roomId ?? "");
  const form = await parseForm(request, feedIntentSchema);
  if (!form.ok) throw new AppError("INVALID");
  if (form.value.intent === "revoke") {
    await revokeFeed(actor);
    return data({ url: null });
  }
  const { token } = await createFeed(actor);
  return data({ url: new URL(paths.calendarFeed(actor.roomId, token), env().appUrl).href });
}

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, "tasks:calendar.title", page.data?.room.name);

export default function RoomCalendar() {
  const { t } = useTranslation("tasks");
  const { room, since, canChange } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t("calendar.title")} back={{ to: paths.room(room.id), label: room.name }} />
      <CalendarCard since={since} freshUrl={reply?.url ?? null} canChange={canChange} />
    </>
  );
}
