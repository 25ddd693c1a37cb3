import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";

type Waiting = {
  rows: readonly {
    roomId: string;
    roomName: string;
    accountName: string;
    requests: number;
    suggestions: number;
  }[];
  total: number;
};

/** Rooms where somebody asks to be let in, or came in and waits to be placed. */
export function PeopleWaiting({ waiting }: { waiting: Waiting }) {
  const { t } = useTranslation("people");
  if (waiting.rows.length === 0) return null;
  return (
    <Card title={t("home.title")} flush>
      <ul className="divide-y divide-line border-t border-line">
        {waiting.rows.map(({ roomId, roomName, accountName, requests, suggestions }) => (
          <li key={roomId} className="px-4 py-3 text-sm sm:px-5">
            <Link
              to={paths.roomPeople(roomId)}
              prefetch="intent"
              className="font-medium wrap-anywhere text-ink hover:text-accent hover:underline"
            >
              {roomName} · {accountName}
            </Link>
            <p className="text-ink-muted">
              {[
                ...(requests > 0 ? [t("home.requests", { count: requests })] : []),
                ...(suggestions > 0 ? [t("home.suggestions", { count: suggestions })] : []),
              ].join(" · ")}
            </p>
          </li>
        ))}
        {waiting.total > waiting.rows.length ? (
          <li className="px-4 py-2 text-sm text-ink-muted sm:px-5">
            {t("home.more", { count: waiting.total - waiting.rows.length })}
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
