import { describe, expect, test } from "vitest";
import {
  addDays,
  firstMomentOf,
  networkOf,
  periodOf,
  seriesOf,
  shortAgent,
} from "~/features/engagement/utils";

describe("a period", () => {
  const nowMs = Date.parse("2026-03-15T15:30:00Z");

  test("ends today and begins so many days before, by the clock of the workspace", () => {
    expect(periodOf("7", nowMs, "UTC")).toMatchObject({ since: "2026-03-09", today: "2026-03-15" });
    const tokyo = periodOf("7", nowMs, "Asia/Tokyo");
    expect(tokyo).toMatchObject({ since: "2026-03-10", today: "2026-03-16" });
    expect(tokyo.sinceAt.toISOString()).toBe("2026-03-09T15:00:00.000Z");
  });

  test("of all time has no beginning", () => {
    expect(periodOf("all", nowMs, "UTC")).toMatchObject({ since: null, sinceAt: new Date(0) });
  });

  test.each([
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-11-02", "America/New_York", "2026-11-02T05:00:00.000Z"],
    // The clock jumps over midnight on this day.
    ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
  ])("%s in %s begins at %s", (day, timeZone, moment) => {
    expect(firstMomentOf(day, timeZone).toISOString()).toBe(moment);
  });

  test("days are counted across months, leap days and years", () => {
    expect([addDays("2028-02-28", 1), addDays("2026-01-01", -1), addDays("2026-12-31", 1)]).toEqual([
      "2028-02-29",
      "2025-12-31",
      "2027-01-01",
    ]);
  });
});

describe("the line of active time", () => {
  const nowMs = Date.parse("2026-03-15T12:00:00Z");

  test("shows weeks that end today once days are too many, and loses nothing", () => {
    const days = [
      { day: "2025-09-01", activeMs: 5 },
      { day: "2026-03-08", activeMs: 7 },
      { day: "2026-03-15", activeMs: 9 },
    ];
    const { grain, points } = seriesOf(days, periodOf("all", nowMs, "UTC"));
    expect(grain).toBe("week");
    expect(points.slice(-2)).toEqual([
      { day: "2026-03-02", activeMs: 7 },
      { day: "2026-03-09", activeMs: 9 },
    ]);
    expect(points.reduce((sum, { activeMs }) => sum + activeMs, 0)).toBe(21);
  });

  test("is one point when there is nothing at all", () => {
    expect(seriesOf([], periodOf("all", nowMs, "UTC")).points).toEqual([{ day: "2026-03-15", activeMs: 0 }]);
  });
});

describe("an agent", () => {
  test.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "Chrome 140 · Windows",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
      "Edge 140 · Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari 18 · iOS",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox 140 · Linux"],
    ["Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", "Slackbot-LinkExpanding"],
    ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "bingbot/2.0"],
    ["curl/8.5.0", "curl/8.5.0"],
    ["Safari, iPhone", "Safari · iPhone"],
    ["unknown", null],
    ["   ", null],
  ])("%s is %s", (agent, short) => {
    expect(shortAgent(agent)).toBe(short);
  });
});

test.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["::ffff:203.0.113.77", "203.0.113.0/24"],
  ["2001:db8:1:2:3::4", "2001:db8:1::/48"],
  ["unknown", "unknown"],
])("the network of %s is %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
