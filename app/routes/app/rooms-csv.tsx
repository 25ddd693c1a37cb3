import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportListFile } from "~/features/accounts/lists/list-export.server";
import { requireMember } from "~/features/auth/guard.server";
import { roomDesk } from "~/features/rooms/lists/mutations.server";
import { roomCsv } from "~/features/rooms/lists/utils";
import { chooseLanguage } from "~/root.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const language = chooseLanguage(request, member);
  const { timeZone } = member.workspace;
  return exportListFile(roomDesk, member.scope, { url: request.url, language, timeZone, columnsOf: roomCsv });
}
