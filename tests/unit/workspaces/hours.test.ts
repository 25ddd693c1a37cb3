import { describe, expect, test } from "vitest";
import { calendarOf, comingDaysOff } from "~/features/workspaces/hours/data.server";
import {
  isWorkday,
  nextWorkday,
  type WorkCalendar,
  workingMinutesBetween,
} from "~/features/workspaces/hours/utils";

const facts = {
  timeZone: "Asia/Tokyo",
  workDays: [1, 2, 3, 4, 5],
  workStart: "09:00",
  workEnd: "18:00",
  holidayCountry: "JP" as const,
  ownHolidays: [
    { day: "2026-12-29", name: "年末休業" },
    { day: "2026-12-30", name: "" },
  ],
};
const tokyo = calendarOf(facts, "ja");
const at = (text: string) => new Date(`${text}+09:00`);

describe("a workday", () => {
  test.each([
    ["2026-11-20", true, "a Friday"],
    ["2026-11-21", false, "a Saturday"],
    ["2026-11-22", false, "a Sunday"],
    ["2026-11-23", false, "Labour Thanksgiving Day, a Monday"],
    ["2026-05-06", false, "a substitute day: Constitution Day fell on the Sunday before"],
    ["2026-09-22", false, "a citizen's holiday between two others"],
    ["2026-12-29", false, "a day of the company's own"],
    ["2026-12-30", false, "one without a name"],
    ["2026-12-28", true, "an ordinary Monday"],
  ])("%s is one: %s (%s)", (day, expected) => {
    expect(isWorkday(tokyo, day)).toBe(expected);
  });

  test("comes after weekend and holiday together", () => {
    expect(nextWorkday(tokyo, "2026-11-20")).toBe("2026-11-24");
    expect(nextWorkday(tokyo, "2026-11-24")).toBe("2026-11-25");
    expect(nextWorkday({ ...tokyo, workDays: [] }, "2026-11-20")).toBeNull();
  });

  test("knows no public holiday where none were asked for", () => {
    expect(isWorkday(calendarOf({ ...facts, holidayCountry: null }, "ja"), "2026-11-23")).toBe(true);
  });
});

describe("working minutes", () => {
  test.each([
    ["within a day", "2026-11-20T10:00:00", "2026-11-20T11:30:00", 90],
    ["from before the start to after the end", "2026-11-20T03:00:00", "2026-11-20T23:00:00", 540],
    ["outside of the hours", "2026-11-20T18:00:00", "2026-11-20T23:59:00", 0],
    ["over a long weekend", "2026-11-20T17:00:00", "2026-11-24T10:00:00", 120],
    ["on days off alone", "2026-11-21T00:00:00", "2026-11-23T23:00:00", 0],
    ["less than a minute", "2026-11-20T10:00:00", "2026-11-20T10:00:59", 0],
    ["the wrong way round", "2026-11-24T10:00:00", "2026-11-20T17:00:00", 0],
  ])("%s", (_what, from, to, minutes) => {
    expect(workingMinutesBetween(tokyo, at(from), at(to))).toBe(minutes);
  });

  test("follow the clocks of the zone when they are put forward", () => {
    const berlin: WorkCalendar = {
      timeZone: "Europe/Berlin",
      workDays: [1, 2, 3, 4, 5, 6, 7],
      workStart: "01:00",
      workEnd: "05:00",
      dayOff: () => null,
    };
    const night = [new Date("2026-03-28T23:00:00Z"), new Date("2026-03-29T10:00:00Z")] as const;
    expect(workingMinutesBetween(berlin, ...night)).toBe(180);
    const usual = [new Date("2026-03-27T23:00:00Z"), new Date("2026-03-28T10:00:00Z")] as const;
    expect(workingMinutesBetween(berlin, ...usual)).toBe(240);
  });
});

test("the coming days off are named in the reader's language, the company's own beside the public ones", () => {
  const now = at("2026-11-22T08:00:00");
  expect(comingDaysOff(facts, { language: "ja", now, count: 3 })).toEqual([
    { day: "2026-11-23", name: "勤労感謝の日", isOwn: false },
    { day: "2026-12-29", name: "年末休業", isOwn: true },
    { day: "2026-12-30", name: "", isOwn: true },
  ]);
  expect(comingDaysOff(facts, { language: "en", now, count: 1 })).toMatchObject([
    { name: "Labor Thanksgiving Day" },
  ]);
});
