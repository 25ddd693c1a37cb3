import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ErrorPage } from "~/ui/error-page";

/** What a buyer sees instead of a page. It names no room, no company and no reason beyond what helps. */
export function ClosedPage() {
  const { t } = useTranslation("buyer");
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  switch (status) {
    case 410:
      return <ErrorPage title={t("closed.title")} body={t("closed.body")} />;
    case 429:
      return <ErrorPage title={t("closed.busyTitle")} body={t("closed.busyBody")} />;
    default:
      return status < 500 ? (
        <ErrorPage title={t("closed.unknownTitle")} body={t("closed.unknownBody")} />
      ) : (
        <ErrorPage title={t("closed.failedTitle")} body={t("closed.failedBody")} />
      );
  }
}
