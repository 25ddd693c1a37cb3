import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportListFile } from "~/features/accounts/lists/list-export.server";
import { accountDesk } from "~/features/accounts/lists/mutations.server";
import { accountCsv } from "~/features/accounts/lists/utils";
import { requireMember } from "~/features/auth/guard.server";
import { chooseLanguage } from "~/root.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const language = chooseLanguage(request, member);
  const { timeZone } = member.workspace;
  return exportListFile(accountDesk, member.scope, {
    url: request.url,
    language,
    timeZone,
    columnsOf: accountCsv,
  });
}
