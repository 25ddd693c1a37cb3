import ipaddr from "ipaddr.js";
import { lastMomentOf } from "~/features/sharing/utils";
import { dayOf } from "~/platform/i18n/format";
import type { ReportWindow } from "./choices";
import type { Period, Series, SeriesPoint } from "./schema";

const DAY_MS = 86_400_000;
/** Beyond about a quarter, single days are noise. */
const MAX_DAYS_SHOWN = 92;
const WEEK_DAYS = 7;

export function periodOf(window: ReportWindow, nowMs: number, timeZone: string): Period {
  const today = dayOf(nowMs, timeZone);
  if (window === "all") return { window, since: null, today, sinceAt: new Date(0), timeZone };
  const since = addDays(today, 1 - Number(window));
  return { window, since, today, sinceAt: firstMomentOf(since, timeZone), timeZone };
}

export function firstMomentOf(day: string, timeZone: string): Date {
  return new Date(lastMomentOf(addDays(day, -1), timeZone).getTime() + 1);
}

/** `day` is YYYY-MM-DD, and so is the answer. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Every day of the period, or every week of a long one, with nothing left out. */
export function seriesOf(days: readonly SeriesPoint[], period: Period): Series {
  const byDay = new Map(days.map(({ day, activeMs }) => [day, activeMs]));
  const first = period.since ?? days.map(({ day }) => day).sort()[0] ?? period.today;
  const points: SeriesPoint[] = [];
  for (let day = first; day <= period.today; day = addDays(day, 1)) {
    points.push({ day, activeMs: byDay.get(day) ?? 0 });
  }
  return points.length <= MAX_DAYS_SHOWN
    ? { grain: "day", points }
    : { grain: "week", points: weeksOf(points) };
}

function weeksOf(days: readonly SeriesPoint[]): SeriesPoint[] {
  const weeks: SeriesPoint[] = [];
  // Counted back from today, so that the last week is whole.
  for (let end = days.length; end > 0; end -= WEEK_DAYS) {
    const week = days.slice(Math.max(0, end - WEEK_DAYS), end);
    const activeMs = week.reduce((sum, day) => sum + day.activeMs, 0);
    weeks.unshift({ day: week[0]?.day ?? "", activeMs });
  }
  return weeks;
}

const AGENTS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/(\d+)/, "Edge"],
  [/\bOPR\/(\d+)/, "Opera"],
  [/\bSamsungBrowser\/(\d+)/, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, "Firefox"],
  [/\b(?:Chrome|CriOS)\/(\d+)/, "Chrome"],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X|Macintosh/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];
const MAX_AGENT_CHARS = 40;
// What is left of an agent after thirty days: its family, or this.
const KEPT_AS_UNKNOWN = "unknown";
const KEPT_SHORT = /^[A-Z]\w+, \w+$/;

/** A person's browser and system, or what a program calls itself; null for nothing. */
export function shortAgent(userAgent: string): string | null {
  const text = userAgent.trim();
  if (text === "" || text === KEPT_AS_UNKNOWN) return null;
  const named = /compatible; ([^;)]+)/.exec(text)?.[1] ?? /\b[\w-]*bot[\w-]*(?:\/[\d.]+)?/i.exec(text)?.[0];
  if (named) return named.trim().slice(0, MAX_AGENT_CHARS);
  for (const [pattern, name] of AGENTS) {
    const version = pattern.exec(text)?.[1];
    if (version) return [`${name} ${version}`, systemOf(text)].filter(Boolean).join(" · ");
  }
  if (KEPT_SHORT.test(text)) return text.replace(", ", " · ");
  return (text.split(" ")[0] ?? text).slice(0, MAX_AGENT_CHARS);
}

function systemOf(userAgent: string): string | undefined {
  return SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
}

/** Reports show where a hit came from only as coarsely as /24 or /48. */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  const bytes = parsed.toByteArray();
  const kept = parsed.kind() === "ipv6" ? 6 : 3;
  const prefix = ipaddr.fromByteArray(bytes.map((byte, at) => (at < kept ? byte : 0)));
  return `${prefix.toString()}/${kept * 8}`;
}
