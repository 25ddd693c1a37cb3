import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { csvResponse } from "~/features/engagement/csv-response.server";
import { findAccountSubject } from "~/features/engagement/data.server";
import { recordAccountExport } from "~/features/engagement/mutations.server";
import { reportQueryOf } from "~/features/engagement/schema";
import { chooseLanguage } from "~/root.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request);
  const { scope, workspace } = member;
  const { window, bom } = reportQueryOf(request.url);
  const { timeZone } = workspace;
  const { account, subject } = await findAccountSubject(scope, params.accountId ?? "", { window, timeZone });
  const language = chooseLanguage(request, member);
  const response = await csvResponse(scope, { subject, name: account.name, language, bom });
  if (request.method === "GET") await recordAccountExport(scope, account.id);
  return response;
}
