import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import type { Frame } from "~/root.server";
import { ButtonLink } from "./button";
import { ErrorPage } from "./error-page";

const KNOWN = ["400", "403", "404", "409", "410", "413", "429", "503"] as const;

/**
 * The error boundary of a page. Routes below the root have it too: when an action throws, Remix runs the loaders above
 * the boundary only, and without the root's the page would not know its language.
 */
export function PageError() {
  const error = useRouteError();
  const frame = useRouteLoaderData<Frame>("root");
  const { t } = useTranslation("common");
  const status = isRouteErrorResponse(error) ? error.status : 500;
  // What the form of a screen never sends is refused with 422 and has no field to stand at.
  const key = status === 422 ? "400" : (KNOWN.find((known) => known === String(status)) ?? "500");
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
