import { AppError } from "~/platform/errors";

export function loader() {
  throw new AppError("NOT_FOUND");
}

export function action() {
  throw new AppError("NOT_FOUND");
}

export default function NotFound() {
  return null;
}

export { PageError as ErrorBoundary, pageHeaders as headers } from "~/ui/page-error";
