import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "~/features/auth/sessions.server";
import { paths } from "~/platform/paths";

export function loader() {
  return redirect(paths.signIn());
}

export async function action({ request }: ActionFunctionArgs) {
  const headers = new Headers({
    "set-cookie": await endSession(request),
    "clear-site-data": '"cache", "storage"',
  });
  return redirect(paths.signIn(), { headers });
}
