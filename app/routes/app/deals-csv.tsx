import type { LoaderFunctionArgs } from "@remix-run/node";
import { dealDesk } from "~/features/accounts/deals/lists/mutations.server";
import { dealCsv } from "~/features/accounts/deals/lists/utils";
import { exportListFile } from "~/features/accounts/lists/list-export.server";
import { requireMember } from "~/features/auth/guard.server";
import { chooseLanguage } from "~/root.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const language = chooseLanguage(request, member);
  const { timeZone } = member.workspace;
  return exportListFile(dealDesk, member.scope, { url: request.url, language, timeZone, columnsOf: dealCsv });
}
