import type { ActionFunctionArgs } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { rememberOpened } from "~/features/home/recents/mutations.server";
import { thingRefSchema } from "~/features/home/things/schema";
import { AppError } from "~/platform/errors";
import { parseForm } from "~/platform/http/form.server";

export function loader() {
  throw new AppError("NOT_FOUND");
}

/** Told by the page once it is shown: a page that was only prefetched has not been opened. */
export async function action({ request }: ActionFunctionArgs) {
  const { scope } = await requireMember(request);
  const form = await parseForm(request, thingRefSchema);
  if (!form.ok) throw new AppError("INVALID");
  await rememberOpened(scope, form.value);
  return new Response(null, { status: 204 });
}
