import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { signOut } from "~/features/auth/mutations.server";
import { paths } from "~/platform/paths";

export function loader() {
  return redirect(paths.signIn());
}

export async function action({ request }: ActionFunctionArgs) {
  const headers = new Headers({
    "set-cookie": await signOut(request),
    "clear-site-data": '"cache", "storage"',
  });
  return redirect(paths.signIn(), { headers });
}
