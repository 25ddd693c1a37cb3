import type { LoaderFunctionArgs } from "@remix-run/node";
import { findAccountChoices } from "~/features/accounts/lists/filters/data.server";
import { requireMember } from "~/features/auth/guard.server";

/** Accounts whose name, reading or domain has the words, for the filters of lists. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { scope } = await requireMember(request);
  const term = new URL(request.url).searchParams.get("find") ?? "";
  return Response.json(await findAccountChoices(scope, term));
}
