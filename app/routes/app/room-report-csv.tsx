import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { csvResponse } from "~/features/engagement/csv-response.server";
import { findRoomSubject } from "~/features/engagement/data.server";
import { recordRoomExport } from "~/features/engagement/mutations.server";
import { reportQueryOf } from "~/features/engagement/schema";
import { chooseLanguage } from "~/root.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { scope, workspace } = member;
  const { window, bom, of } = reportQueryOf(request.url);
  const { timeZone } = workspace;
  const { room, subject } = await findRoomSubject(scope, params.roomId ?? "", { window, timeZone });
  const language = chooseLanguage(request, member);
  const response = await csvResponse(scope, { subject, name: room.name, language, bom, of });
  if (request.method === "GET") await recordRoomExport(scope, room.id);
  return response;
}
