import type { LoaderFunctionArgs } from "@remix-run/node";
import { calendarText } from "~/features/rooms/plan/feeds/calendar.server";
import { type FeedTask, listFeedTasks } from "~/features/rooms/plan/feeds/data.server";
import { requireFeed } from "~/features/sharing/feeds/guard.server";
import { env } from "~/platform/env.server";
import { AppError } from "~/platform/errors";
import { clientAddress } from "~/platform/http/client-address.server";
import { originOf } from "~/platform/http/origin.server";
import { paths } from "~/platform/paths";
import { limit } from "~/platform/rate-limit.server";

const ASKS = { points: 240, seconds: 60 };

/** What a calendar program fetches: no cookie, the secret stands in the address. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await limit("calendar-feed", clientAddress(request), ASKS);
  const { roomId = "", file = "" } = params;
  if (!file.endsWith(".ics")) throw new AppError("NOT_FOUND");
  const actor = await requireFeed(roomId, file.slice(0, -".ics".length));
  const { appUrl } = env();
  const origin = actor.kind === "member" ? appUrl : originOf(request);
  const urlOf = ({ pageId, id }: FeedTask) =>
    new URL(
      actor.kind === "member" ? paths.planTask(roomId, pageId, id) : paths.buyerTask(roomId, pageId, id),
      origin,
    ).href;
  const text = calendarText({ ...(await listFeedTasks(actor)), urlOf, host: appUrl.hostname });
  return new Response(text, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="plan.ics"',
      "cache-control": "private, no-store",
    },
  });
}
