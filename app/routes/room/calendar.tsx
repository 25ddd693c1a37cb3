import { db } from "@db/client";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { CalendarCard } from "~/features/rooms/plan/components/calendar-card";
import { findFeed } from "~/features/rooms/plan/feeds/data.server";
import { createFeed, revokeFeed } from "~/features/rooms/plan/feeds/mutations.server";
import { feedIntentSchema } from "~/features/rooms/plan/feeds/schema";
import { NEUTRAL_TITLE } from "~/features/sharing/buyer/schema";
import { requireViewerActor } from "~/features/sharing/guard.server";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { AppError, assertCan } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";
import { originOf } from "~/platform/http/origin.server";
import { paths } from "~/platform/paths";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requireViewerActor(request, params.roomId ?? "");
  const feed = await findFeed(actor);
  return { since: feed?.createdAt ?? null, canChange: !actor.preview };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { viewer, actor } = await requireViewerActor(request, params.roomId ?? "");
  assertCan(!viewer.preview);
  const form = await parseForm(request, feedIntentSchema);
  if (!form.ok) throw new AppError("INVALID");
  if (form.value.intent === "revoke") {
    await revokeFeed(actor);
    return data({ url: null });
  }
  await db.transaction((tx) => ensureViewer(tx, viewer));
  const { token } = await createFeed(actor);
  // Under the address that the buyer came by, which may be the seller's own domain.
  return data({ url: new URL(paths.calendarFeed(actor.roomId, token), originOf(request)).href });
}

export const meta: MetaFunction = () => [{ title: NEUTRAL_TITLE }];

export default function BuyerCalendar() {
  const { t } = useTranslation("tasks");
  const { since, canChange } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return (
    <>
      <h1 className="sr-only">{t("calendar.title")}</h1>
      <CalendarCard since={since} freshUrl={reply?.url ?? null} canChange={canChange} />
    </>
  );
}
