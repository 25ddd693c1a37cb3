import type { LoaderFunctionArgs } from "@remix-run/node";
import { contactDesk } from "~/features/accounts/contacts/lists/mutations.server";
import { contactCsv } from "~/features/accounts/contacts/lists/utils";
import { exportListFile } from "~/features/accounts/lists/list-export.server";
import { requireMember } from "~/features/auth/guard.server";
import { chooseLanguage } from "~/root.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const language = chooseLanguage(request, member);
  const { timeZone } = member.workspace;
  return exportListFile(contactDesk, member.scope, {
    url: request.url,
    language,
    timeZone,
    columnsOf: contactCsv,
  });
}
