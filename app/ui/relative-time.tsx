import { useTranslation } from "react-i18next";
import { formatDate } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import { useLocale } from "./locale";

/** "3 hours ago", the exact moment on hover; a date when it is more than a week away. */
export function RelativeTime({ date, now }: { date: Date | string | number; now?: Date | string | number }) {
  const { t } = useTranslation("common");
  const { language, timeZone } = useLocale();
  const moment = new Date(date);
  const words = relativeTo(moment, new Date(now ?? Date.now()), language);
  return (
    // The server and the browser may render it on either side of a minute.
    <time
      dateTime={moment.toISOString()}
      title={formatDate(moment, { language, timeZone, style: "dayTime" })}
      suppressHydrationWarning
    >
      {words === "now"
        ? t("time.justNow")
        : (words ?? formatDate(moment, { language, timeZone, style: "day" }))}
    </time>
  );
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const formats = new Map<Language, Intl.RelativeTimeFormat>();

/** Null when more than a week lies between. */
export function relativeTo(moment: Date, now: Date, language: Language): string | "now" | null {
  const differenceMs = moment.getTime() - now.getTime();
  const distanceMs = Math.abs(differenceMs);
  if (distanceMs < MINUTE_MS) return "now";
  if (distanceMs < HOUR_MS) return formatOf(language).format(Math.trunc(differenceMs / MINUTE_MS), "minute");
  if (distanceMs < DAY_MS) return formatOf(language).format(Math.trunc(differenceMs / HOUR_MS), "hour");
  if (distanceMs < 7 * DAY_MS) return formatOf(language).format(Math.trunc(differenceMs / DAY_MS), "day");
  return null;
}

function formatOf(language: Language): Intl.RelativeTimeFormat {
  const format = formats.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: "always" });
  formats.set(language, format);
  return format;
}
