import type { Language } from "./language";

export type DateStyle = "day" | "dayTime" | "time" | "monthDay" | "weekday";

const DATE_STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { year: "numeric", month: "short", day: "numeric" },
  dayTime: {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  monthDay: { month: "short", day: "numeric" },
  weekday: { weekday: "short" },
};

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

export function formatDate(
  date: Date | string | number,
  options: { language: Language; timeZone: string; style?: DateStyle },
): string {
  const style = options.style ?? "day";
  const key = `${options.language} ${options.timeZone} ${style}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(options.language, { ...DATE_STYLES[style], timeZone: options.timeZone });
    dateFormats.set(key, format);
  }
  return format.format(new Date(date));
}

/** A day without a zone (YYYY-MM-DD). */
export function formatDay(day: string, language: Language, style: DateStyle = "day"): string {
  return formatDate(`${day}T00:00:00Z`, { language, timeZone: "UTC", style });
}

/** YYYY-MM-DD of a moment in a zone. */
export function dayOf(date: Date | number, timeZone: string): string {
  const key = `day ${timeZone}`;
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      timeZone,
    });
    dateFormats.set(key, format);
  }
  return format.format(date);
}

/** Milliseconds as a person reads them: 45 秒, 3 分 12 秒, 1 h 5 min. */
export function formatDuration(ms: number, language: Language): string {
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const units = language === "ja" ? { h: " 時間", m: " 分", s: " 秒" } : { h: " h", m: " min", s: " s" };
  if (hours > 0) return minutes ? `${hours}${units.h} ${minutes}${units.m}` : `${hours}${units.h}`;
  if (minutes > 0)
    return seconds % 60 ? `${minutes}${units.m} ${seconds % 60}${units.s}` : `${minutes}${units.m}`;
  return `${seconds}${units.s}`;
}

export function formatNumber(value: number, language: Language): string {
  return numberFormat(language, {}).format(value);
}

/** 0.25 as 25%. */
export function formatPercent(ratio: number, language: Language): string {
  return numberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(ratio);
}

/** Basis points as a share: 800 as 8%, 825 as 8.25%. */
export function formatRate(basisPoints: number, language: Language): string {
  return numberFormat(language, { style: "percent", maximumFractionDigits: 2 }).format(basisPoints / 10_000);
}

/** Minor units (yen, cents) as money. */
export function formatMoney(amountMinor: number, currency: string, language: Language): string {
  const format = numberFormat(language, { style: "currency", currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}

export function formatBytes(bytes: number, language: Language): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log(bytes) / Math.log(1024)) : 0);
  const unit = units[power] ?? "byte";
  const digits = power > 1 ? 1 : 0;
  return numberFormat(language, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: digits,
  }).format(bytes / 1024 ** power);
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = numberFormats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, options);
    numberFormats.set(key, format);
  }
  return format;
}
