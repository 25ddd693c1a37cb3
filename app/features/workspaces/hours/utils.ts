import { TZDate } from "@date-fns/tz";
import { dayOf } from "~/platform/i18n/format";

export type WorkCalendar = {
  readonly timeZone: string;
  /** ISO weekdays, 1 = Monday. */
  readonly workDays: readonly number[];
  /** HH:MM in the zone. */
  readonly workStart: string;
  readonly workEnd: string;
  /** The name of a day off (YYYY-MM-DD), or null. */
  readonly dayOff: (day: string) => string | null;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Nobody is off longer than that; a calendar without any workday must end somewhere. */
const MAX_DAYS_OFF = 400;

/** `day` as YYYY-MM-DD. */
export function isWorkday(calendar: WorkCalendar, day: string): boolean {
  return calendar.workDays.includes(weekdayOf(day)) && calendar.dayOff(day) === null;
}

/** The first workday after `day`; null when the calendar has none within the year. */
export function nextWorkday(calendar: WorkCalendar, day: string): string | null {
  let next = day;
  for (let tries = 0; tries < MAX_DAYS_OFF; tries++) {
    next = dayAfter(next);
    if (isWorkday(calendar, next)) return next;
  }
  return null;
}

/** Whole minutes of working time between two moments; 0 when they are the wrong way round. */
export function workingMinutesBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  let workedMs = 0;
  const last = dayOf(to, calendar.timeZone);
  for (let day = dayOf(from, calendar.timeZone); day <= last; day = dayAfter(day)) {
    if (!isWorkday(calendar, day)) continue;
    const start = Math.max(momentOf(day, calendar.workStart, calendar.timeZone), from.getTime());
    const end = Math.min(momentOf(day, calendar.workEnd, calendar.timeZone), to.getTime());
    workedMs += Math.max(0, end - start);
  }
  return Math.floor(workedMs / MINUTE_MS);
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Milliseconds of a wall-clock time in a zone; clocks that are put forward or back are heeded. */
function momentOf(day: string, time: string, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return new TZDate(year, month - 1, date, hour, minute, timeZone).getTime();
}
