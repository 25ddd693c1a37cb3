import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type ErrorKey, errorKeyOf } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import { ButtonLink } from "./button";
import { ErrorPage } from "./error-page";

/** Trying again can help; elsewhere it would only show the same. */
const PASSING: readonly ErrorKey[] = ["400", "409", "413", "429", "500", "503", "offline"];

/**
 * The error boundary of a member's page. Routes below the root have it too: when an action throws, Remix runs the
 * loaders above the boundary only, and without the root's the page would not know its language.
 */
export function PageError({ isInside = false }: { isInside?: boolean }) {
  const { key, status } = failureOf(useRouteError());
  const { t } = useTranslation("common");
  const canPass = PASSING.includes(key);
  return (
    <ErrorPage
      code={status}
      isInside={isInside}
      title={t(`error.title.${key}`)}
      body={t(`error.body.${key}`)}
      action={
        <>
          {canPass ? <RetryLink label={t(key === "409" ? "error.reload" : "actions.retry")} /> : null}
          <ButtonLink to={paths.home()} variant={canPass ? "ghost" : "primary"} reloadDocument>
            {t("actions.goHome")}
          </ButtonLink>
        </>
      }
    />
  );
}

/** Asks for the same address anew; a form that failed is shown again, not sent again. */
export function RetryLink({ label }: { label: string }) {
  const { pathname, search } = useLocation();
  return (
    <ButtonLink to={pathname + search} reloadDocument variant="primary" icon={<RotateCw aria-hidden />}>
      {label}
    </ButtonLink>
  );
}

/** What went wrong. A page that the browser could not fetch has no status. */
export function failureOf(error: unknown): { key: ErrorKey; status?: number } {
  if (isRouteErrorResponse(error)) return { key: errorKeyOf(error.status), status: error.status };
  const isUnreachable = error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
  return isUnreachable ? { key: "offline" } : { key: "500", status: 500 };
}

/** An error's own headers, such as Retry-After, reach the answer only through the route that shows it. */
export function pageHeaders({
  errorHeaders,
  loaderHeaders,
}: {
  errorHeaders?: Headers;
  loaderHeaders: Headers;
}) {
  return errorHeaders ?? loaderHeaders;
}
