import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { AppError } from "~/platform/errors";
import { errorTitle } from "~/platform/page-title";

/** What no other page answers, and every refusal that server/pages.ts wants shown to a person. */
export function loader({ context }: LoaderFunctionArgs) {
  const { refusal } = context;
  if (!(refusal instanceof Response)) throw new AppError("NOT_FOUND");
  const wait = refusal.headers.get("retry-after");
  throw new Response(null, { status: refusal.status, headers: wait ? { "retry-after": wait } : {} });
}

export function action() {
  throw new AppError("NOT_FOUND");
}

export const meta: MetaFunction = errorTitle;

export default function NotFound() {
  return null;
}

export { SideError as ErrorBoundary } from "~/features/sharing/components/side-error";
export { pageHeaders as headers } from "~/ui/page-error";
