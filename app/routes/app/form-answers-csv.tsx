import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { exportAnswers } from "~/features/engagement/forms/data.server";
import { recordFormExport } from "~/features/engagement/forms/mutations.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { countAnswers } from "~/features/rooms/forms/data.server";
import { now } from "~/platform/clock.server";
import { csvDownload, wantsBom } from "~/platform/http/csv.server";
import { dayOf } from "~/platform/i18n/format";
import { limit } from "~/platform/rate-limit.server";
import { chooseLanguage } from "~/root.server";

const BUDGET = { points: 10, seconds: 60 } as const;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const actor = await memberInRoom(member.scope, params.roomId ?? "");
  const pageId = params.pageId ?? "";
  const language = chooseLanguage(request, member);
  const bom = wantsBom(new URL(request.url).searchParams.get("bom"), language);
  const { title, pieces } = await exportAnswers(actor, pageId, { language, bom });
  await limit("report-export", actor.memberId, BUDGET);
  if (request.method === "GET") await recordFormExport(actor, pageId, await countAnswers(actor, pageId));
  return csvDownload(pieces, { name: title, day: dayOf(now(), member.workspace.timeZone) });
}
