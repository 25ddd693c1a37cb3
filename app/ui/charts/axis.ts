const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY_MS = 24 * HOUR;

/** Steps between which nobody has to calculate. */
const DURATION_STEPS = [1, 2, 5, 10, 15, 30]
  .map((seconds) => seconds * SECOND)
  .concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
  .concat([1, 2, 3, 6, 12, 24, 48, 120, 240].map((hours) => hours * HOUR));
const DAY_STEPS = [1, 2, 7, 14, 28, 56, 91, 182, 364, 728] as const;

export type Unit = "count" | "duration";

/** Marks from 0 to the first round number that covers `highest`; at most `most` steps. Durations are milliseconds. */
export function ticksFor(highest: number, unit: Unit, most = 4): number[] {
  const top = Math.max(highest, unit === "duration" ? SECOND : 1);
  const step = unit === "duration" ? durationStep(top, most) : countStep(top, most);
  const count = Math.ceil(top / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

function durationStep(top: number, most: number): number {
  const fitting = DURATION_STEPS.find((step) => top / step <= most);
  return fitting ?? countStep(top / (24 * HOUR), most) * 24 * HOUR;
}

function countStep(top: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(top / most));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => top / size <= most) ?? 10 * power;
  return Math.max(1, step);
}

/** Days (YYYY-MM-DD) to write below a span, counted back from its end, so that today is always among them. */
export function dayTicks(first: string, last: string, most = 5): string[] {
  const span = dayNumber(last) - dayNumber(first);
  const step = DAY_STEPS.find((days) => span / days <= most) ?? Math.ceil(span / most);
  const days: string[] = [];
  for (let back = 0; back <= span; back += step) days.unshift(dayAt(dayNumber(last) - back));
  return days;
}

/** Days since 1970. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

function dayAt(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** A share of 0 to 1 as SVG's percent. */
export function percent(share: number): string {
  return `${Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100}%`;
}
