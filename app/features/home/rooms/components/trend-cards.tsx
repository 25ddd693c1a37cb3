import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatDay, formatDuration } from "~/platform/i18n/format";
import { paths } from "~/platform/paths";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { Sparkline } from "~/ui/charts/sparkline";
import { useLocale } from "~/ui/locale";
import { RelativeTime } from "~/ui/relative-time";
import { DefinitionLink } from "~/ui/stat";
import type { HotRoom, SilentRoom, Some } from "../../schema";
import { SILENT_AFTER_WORKING_DAYS } from "../../utils";

export function SilentCard({ silent }: { silent: Some<SilentRoom> }) {
  const { t } = useTranslation("home");
  return (
    <TrendCard
      title={t("silent.title")}
      rule={t("silent.rule", { count: SILENT_AFTER_WORKING_DAYS })}
      definition="visits"
      none={t("silent.none")}
      of={silent}
      rest={t("silent.of", { shown: silent.rows.length, count: silent.total })}
    >
      {silent.rows.map((room) => (
        <RoomLine
          key={room.id}
          room={room}
          to={paths.room(room.id)}
          note={
            room.lastVisitAt ? (
              <>
                {t("silent.lastVisit")} <RelativeTime date={room.lastVisitAt} />
              </>
            ) : (
              <>
                {t("silent.never")} <RelativeTime date={room.sharedAt} />
              </>
            )
          }
          action={
            <ButtonLink
              size="sm"
              to={paths.roomLinks(room.id)}
              prefetch="intent"
              aria-label={t("silent.actFor", { room: room.name })}
            >
              {t("silent.act")}
            </ButtonLink>
          }
        />
      ))}
    </TrendCard>
  );
}

export function HotCard({ hot }: { hot: Some<HotRoom> }) {
  const { t } = useTranslation("home");
  const { language } = useLocale();
  const words = (ms: number) => formatDuration(ms, language);
  return (
    <TrendCard
      title={t("hot.title")}
      rule={t("hot.rule")}
      definition="active-time"
      none={t("hot.none")}
      of={hot}
      rest={t("hot.of", { shown: hot.rows.length, count: hot.total })}
    >
      {hot.rows.map((room) => (
        <RoomLine
          key={room.id}
          room={room}
          to={paths.room(room.id)}
          note={t("hot.grew", { last: words(room.lastMs), before: words(room.beforeMs) })}
          action={
            <>
              <Sparkline
                title={t("hot.chart", { room: room.name })}
                points={room.days.map(({ day, activeMs }) => ({
                  label: formatDay(day, language, "monthDay"),
                  value: activeMs,
                }))}
                formatValue={words}
                className="max-sm:hidden"
              />
              <ButtonLink
                size="sm"
                to={paths.roomReport(room.id)}
                prefetch="intent"
                aria-label={t("hot.actFor", { room: room.name })}
              >
                {t("hot.act")}
              </ButtonLink>
            </>
          }
        />
      ))}
    </TrendCard>
  );
}

type TrendCardProps = {
  title: string;
  rule: string;
  definition: string;
  none: string;
  of: Some<unknown>;
  rest: string;
  children: ReactNode;
};

function TrendCard({ title, rule, definition, none, of, rest, children }: TrendCardProps) {
  return (
    <Card
      flush
      title={
        <span className="inline-flex items-center gap-1.5">
          {title}
          <DefinitionLink label={title} to={paths.definitions(definition)} />
        </span>
      }
      description={rule}
    >
      {of.total === 0 ? (
        <p className="border-t border-line px-4 py-4 text-sm text-ink-muted sm:px-5">{none}</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">{children}</ul>
      )}
      {of.total > of.rows.length ? (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-muted sm:px-5">{rest}</p>
      ) : null}
    </Card>
  );
}

type RoomLineProps = {
  room: { name: string; accountName: string };
  to: string;
  note: ReactNode;
  action: ReactNode;
};

function RoomLine({ room, to, note, action }: RoomLineProps) {
  return (
    <li className="flex items-center justify-between gap-4 px-4 py-3 sm:px-5">
      <div className="min-w-0 text-sm">
        <Link
          to={to}
          prefetch="intent"
          className="block truncate font-medium text-ink hover:text-accent hover:underline"
        >
          {room.name}
        </Link>
        <p className="truncate text-ink-muted">{room.accountName}</p>
        <p className="text-xs text-ink-muted">{note}</p>
      </div>
      <div className="flex shrink-0 items-center gap-3">{action}</div>
    </li>
  );
}
