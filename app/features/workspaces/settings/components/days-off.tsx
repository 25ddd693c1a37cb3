import { useTranslation } from "react-i18next";
import { formatDay } from "~/platform/i18n/format";
import { Badge } from "~/ui/badge";
import { Card } from "~/ui/card";
import { useLocale } from "~/ui/locale";

export type DayOffRow = { day: string; name: string; isOwn: boolean };

/** The next days on which nobody is expected to answer. */
export function DaysOff({ days }: { days: readonly DayOffRow[] }) {
  const { t } = useTranslation("settings");
  const { language } = useLocale();
  return (
    <Card title={t("hours.coming")} className="mt-6">
      {days.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("hours.noneComing")}</p>
      ) : (
        <ul className="divide-y divide-line text-sm">
          {days.map(({ day, name, isOwn }) => (
            <li key={day} className="flex items-baseline gap-4 py-2">
              <span className="w-40 shrink-0 text-ink-muted tabular-nums">
                {formatDay(day, language)} ({formatDay(day, language, "weekday")})
              </span>
              <span className="min-w-0 flex-1 text-ink">{name || t("hours.unnamed")}</span>
              {isOwn ? <Badge>{t("hours.own")}</Badge> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
