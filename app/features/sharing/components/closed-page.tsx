import { useLocation, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { ErrorPage } from "~/ui/error-page";
import { failureOf, RetryLink } from "~/ui/page-error";

/** What a buyer sees instead of a page. It names no room, no company and no reason beyond what helps. */
export function ClosedPage() {
  const { t } = useTranslation("buyer");
  const { key } = failureOf(useRouteError());
  const retry = <RetryLink label={t("closed.retry")} />;
  switch (key) {
    case "410":
      return <ErrorPage title={t("closed.title")} body={t("closed.body")} />;
    case "429":
      return <ErrorPage title={t("closed.busyTitle")} body={t("closed.busyBody")} action={retry} />;
    case "offline":
      return <ErrorPage title={t("closed.offlineTitle")} body={t("closed.offlineBody")} action={retry} />;
    case "500":
    case "503":
      return <ErrorPage title={t("closed.failedTitle")} body={t("closed.failedBody")} action={retry} />;
    default:
      return (
        <ErrorPage title={t("closed.unknownTitle")} body={t("closed.unknownBody")} action={<RoomLink />} />
      );
  }
}

/** From one page of a room that is gone back to the room; none where the room itself can't be opened. */
function RoomLink() {
  const { t } = useTranslation("buyer");
  const { pathname } = useLocation();
  const roomId = /^\/room\/([^/]+)\/./.exec(pathname)?.[1];
  if (!roomId) return null;
  return (
    <ButtonLink to={paths.buyerRoom(roomId)} reloadDocument>
      {t("closed.toRoom")}
    </ButtonLink>
  );
}
