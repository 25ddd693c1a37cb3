import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireMember } from "~/features/auth/guard.server";
import { paths } from "~/platform/paths";

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMember(request);
  return redirect(paths.rooms());
}
