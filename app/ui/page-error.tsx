import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { errorKeyOf } from "~/platform/page-title";
import { paths } from "~/platform/paths";
import type { Frame } from "~/root.server";
import { ButtonLink } from "./button";
import { ErrorPage } from "./error-page";

/**
 * The error boundary of a page. Routes below the root have it too: when an action throws, Remix runs the loaders above
 * the boundary only, and without the root's the page would not know its language.
 */
export function PageError() {
  const error = useRouteError();
  const frame = useRouteLoaderData<Frame>("root");
  const { t } = useTranslation("common");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const key = errorKeyOf(status);
  return (
    <ErrorPage
      code={status}
      title={t(`error.title.${key}`)}
      body={t(`error.body.${key}`)}
      action={
        frame?.side === "buyer" ? null : <ButtonLink to={paths.home()}>{t("actions.goHome")}</ButtonLink>
      }
    />
  );
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
