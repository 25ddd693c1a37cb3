import { describe, expect, test } from "vitest";
import { chosenWhose, whoseChoices } from "~/features/home/policy";
import {
  byGrowth,
  firstOfWorkingDays,
  HOT_FROM_MS,
  isHot,
  isoWeekday,
  sumOfTrend,
  trendDays,
} from "~/features/home/utils";

describe("whose rooms a person may choose", () => {
  test("a rep has no choice", () => {
    expect(whoseChoices({ role: "rep", hasTeam: true })).toEqual(["mine"]);
    expect(chosenWhose(["mine"], "everyone")).toBe("mine");
  });

  test("managers and admins have one, with a team where there is one, and start with the team", () => {
    expect(whoseChoices({ role: "manager", hasTeam: true })).toEqual(["mine", "team", "everyone"]);
    expect(whoseChoices({ role: "admin", hasTeam: false })).toEqual(["mine", "everyone"]);
    expect(chosenWhose(["mine", "team", "everyone"], null)).toBe("team");
    expect(chosenWhose(["mine", "everyone"], null)).toBe("everyone");
    expect(chosenWhose(["mine", "everyone"], "team")).toBe("everyone");
    expect(chosenWhose(["mine", "everyone"], "mine")).toBe("mine");
  });
});

describe("working days", () => {
  const weekdays = (day: string) => isoWeekday(day) <= 5;

  test("count back over weekends", () => {
    expect(firstOfWorkingDays("2026-03-13", 5, weekdays)).toBe("2026-03-09");
    expect(firstOfWorkingDays("2026-03-15", 5, weekdays)).toBe("2026-03-09");
    expect(firstOfWorkingDays("2026-03-16", 5, weekdays)).toBe("2026-03-10");
  });

  test("end even where nobody ever works", () => {
    expect(firstOfWorkingDays("2026-03-13", 5, () => false)).toBe("2025-03-12");
  });
});

describe("a trend", () => {
  test("is hot from a minute on, when it grew", () => {
    expect(isHot({ lastMs: HOT_FROM_MS, beforeMs: 0 })).toBe(true);
    expect(isHot({ lastMs: HOT_FROM_MS - 1, beforeMs: 0 })).toBe(false);
    expect(isHot({ lastMs: 120_000, beforeMs: 120_000 })).toBe(false);
    expect(isHot({ lastMs: 120_000, beforeMs: 180_000 })).toBe(false);
  });

  test("has fourteen days that end today, the quiet ones too", () => {
    const days = trendDays(
      "2026-03-15",
      new Map([
        ["2026-03-15", 5],
        ["2026-03-08", 7],
        ["2026-03-01", 9],
      ]),
    );
    expect([days.length, days[0]?.day, days.at(-1)]).toEqual([
      14,
      "2026-03-02",
      { day: "2026-03-15", activeMs: 5 },
    ]);
    expect(sumOfTrend(days)).toEqual({ lastMs: 5, beforeMs: 7 });
  });

  test("comes first where it grew most", () => {
    const rows = [
      { lastMs: 10, beforeMs: 9 },
      { lastMs: 8, beforeMs: 0 },
    ];
    expect([...rows].sort(byGrowth)).toEqual([rows[1], rows[0]]);
  });
});
