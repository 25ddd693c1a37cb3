import type { MetaFunction } from "@remix-run/node";
import { AppError } from "~/platform/errors";
import { errorTitle } from "~/platform/page-title";

export function loader() {
  throw new AppError("NOT_FOUND");
}

export function action() {
  throw new AppError("NOT_FOUND");
}

export const meta: MetaFunction = errorTitle;

export default function NotFound() {
  return null;
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";
