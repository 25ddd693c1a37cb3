import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDay, formatDuration, formatNumber } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { Card } from "~/ui/card";
import { Sparkline } from "~/ui/charts/sparkline";
import { Duration } from "~/ui/duration";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { DefinitionLink } from "~/ui/stat";
import { anchorOf, type Definition } from "../definitions";
import type { Headline, Series } from "../schema";

/** The last thirty days of an account in a few numbers, with the way to the whole report. */
export function ReadingSummary({
  accountId,
  headline,
  series,
}: {
  accountId: string;
  headline: Headline;
  series: Series;
}) {
  const { t } = useTranslation("engagement");
  const { t: account } = useTranslation("accounts");
  const { language } = useLocale();
  return (
    <Card title={t("summary.title")} description={t("summary.period")}>
      <dl className="flex flex-col gap-2.5 text-sm">
        <Line label={t("numbers.people")} of="people">
          {formatNumber(headline.people, language)}
        </Line>
        <Line label={t("numbers.visits")} of="visits">
          {formatNumber(headline.visits, language)}
        </Line>
        <Line label={t("numbers.activeTime")} of="activeTime">
          <Duration ms={headline.activeMs} />
        </Line>
      </dl>
      <div className="mt-4">
        <Sparkline
          title={t(series.grain === "day" ? "numbers.perDay" : "numbers.perWeek")}
          points={series.points.map(({ day, activeMs }) => ({
            label: formatDay(day, language, "day"),
            value: activeMs,
          }))}
          formatValue={(ms) => formatDuration(ms, language)}
        />
      </div>
      <Link
        to={paths.accountReport(accountId)}
        prefetch="intent"
        className="mt-4 inline-block text-sm text-accent hover:underline"
      >
        {account("report")}
      </Link>
    </Card>
  );
}

export type ContactRoom = {
  roomId: string;
  name: string;
  visits: number;
  activeMs: number;
  lastAt: Date | string | null;
};

/** What one contact has read, room by room, over all time. */
export function ContactReading({ rooms }: { rooms: readonly ContactRoom[] }) {
  const { t } = useTranslation("engagement");
  const { language } = useLocale();
  const visits = rooms.reduce((sum, room) => sum + room.visits, 0);
  const activeMs = rooms.reduce((sum, room) => sum + room.activeMs, 0);
  return (
    <Card title={t("summary.contact")} description={t("summary.allTime")}>
      {rooms.length === 0 ? <p className="text-sm text-ink-muted">{t("summary.nothing")}</p> : null}
      {rooms.length > 0 ? (
        <dl className="flex flex-col gap-2.5 text-sm">
          <Line label={t("numbers.visits")} of="visits">
            {formatNumber(visits, language)}
          </Line>
          <Line label={t("numbers.activeTime")} of="activeTime">
            <Duration ms={activeMs} />
          </Line>
        </dl>
      ) : null}
      <ul className="mt-3 flex flex-col divide-y divide-line text-sm">
        {rooms.map((room) => (
          <li key={room.roomId} className="flex items-baseline justify-between gap-3 py-2">
            <Link
              to={paths.roomReport(room.roomId)}
              className="min-w-0 truncate text-ink hover:text-accent hover:underline"
            >
              {room.name}
            </Link>
            <span className="shrink-0 text-xs text-ink-muted">
              {room.lastAt ? <RelativeTime date={room.lastAt} /> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Line({ label, of, children }: { label: string; of: Definition; children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-4">
      <dt className="flex items-center gap-1 text-ink-muted">
        {label}
        <DefinitionLink label={label} to={paths.definitions(anchorOf(of))} />
      </dt>
      <dd className="font-medium text-ink tabular-nums">{children}</dd>
    </div>
  );
}
