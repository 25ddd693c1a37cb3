import holidayJp from "@holiday-jp/holiday_jp";
import { dayOf } from "~/platform/i18n/format";
import type { Language } from "~/platform/i18n/language";
import type { Workspace } from "../data.server";
import { dayAfter, type WorkCalendar } from "./utils";

type Facts = Pick<
  Workspace,
  "timeZone" | "workDays" | "workStart" | "workEnd" | "holidayCountry" | "ownHolidays"
>;

/** When a workspace works: its hours, the public holidays of its country and its own days off. */
export function calendarOf(workspace: Facts, language: Language): WorkCalendar {
  const own = new Map(workspace.ownHolidays.map(({ day, name }) => [day, name]));
  return {
    timeZone: workspace.timeZone,
    workDays: workspace.workDays,
    workStart: workspace.workStart,
    workEnd: workspace.workEnd,
    dayOff: (day) =>
      own.get(day) ?? (workspace.holidayCountry === "JP" ? japaneseHoliday(day, language) : null),
  };
}

export type DayOff = { day: string; name: string; isOwn: boolean };

/** The next days off from today on, whichever weekday they fall on. */
export function comingDaysOff(
  workspace: Facts,
  { language, now, count }: { language: Language; now: Date; count: number },
): DayOff[] {
  const calendar = calendarOf(workspace, language);
  const own = new Set(workspace.ownHolidays.map(({ day }) => day));
  const found: DayOff[] = [];
  let day = dayOf(now, workspace.timeZone);
  for (let ahead = 0; ahead < 400 && found.length < count; ahead++) {
    const name = calendar.dayOff(day);
    if (name !== null) found.push({ day, name, isOwn: own.has(day) });
    day = dayAfter(day);
  }
  return found;
}

const JAPANESE: Readonly<Record<string, { name: string; name_en: string }>> = holidayJp.holidays;

/** The name of a Japanese public holiday, substitute days included; known from 1970 to 2050. */
function japaneseHoliday(day: string, language: Language): string | null {
  const holiday = JAPANESE[day];
  return holiday ? (language === "ja" ? holiday.name : holiday.name_en) : null;
}
