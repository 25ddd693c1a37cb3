import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activeUntil, groupVisits, isBounce, isSameVisit } from "~/features/tracking/visit";

const MINUTE = 60_000;
const at = (start: number, end = start) => ({ startMs: start * MINUTE, endMs: end * MINUTE });

describe("visits", () => {
  test.each([
    ["nothing", [], []],
    ["one page", [at(0)], [1]],
    ["less than thirty minutes apart", [at(0), at(29.9)], [2]],
    ["thirty minutes apart", [at(0), at(30)], [1, 1]],
    ["thirty minutes after the end of a long one", [at(0, 20), at(49)], [2]],
    ["a long one reaches over a short one", [at(0, 60), at(10, 11), at(80)], [3]],
  ])("%s", (_name, intervals, sizes) => {
    expect(groupVisits(intervals).map((group) => group.length)).toEqual(sizes);
  });

  const interval = fc
    .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 50 }))
    .map(([start, length]) => at(start, start + length));

  test("don't depend on the order in which activity is heard of", () => {
    fc.assert(
      fc.property(fc.array(interval, { maxLength: 12 }), (intervals) => {
        const bounds = (groups: { startMs: number; endMs: number }[][]) =>
          groups.map((group) => [
            Math.min(...group.map((i) => i.startMs)),
            Math.max(...group.map((i) => i.endMs)),
          ]);
        expect(bounds(groupVisits(intervals.toReversed()))).toEqual(bounds(groupVisits(intervals)));
      }),
    );
  });

  test("two that touch are in one group", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        expect(groupVisits([a, b]).length === 1).toBe(isSameVisit(a, b));
      }),
    );
  });
});

describe("until when a view was looked at", () => {
  const opened = { openedMs: 0, visibleMs: 5 * MINUTE };
  test.each([
    ["the arrival, when it comes at once", 5.2, 5.2],
    ["the arrival, after a short pause", 30, 30],
    ["what is proven, when half an hour is unexplained", 35, 5],
    ["what is proven, three days later", 3 * 24 * 60, 5],
    ["never the future", 4, 4],
  ])("%s", (_name, arrival, until) => {
    expect(activeUntil(opened, arrival * MINUTE)).toBe(until * MINUTE);
  });
});

test.each([
  [9_999, 1, true],
  [10_000, 1, false],
  [500, 2, false],
  [0, 0, true],
])("%i ms on %i pages is a bounce: %s", (activeMs, pageCount, expected) => {
  expect(isBounce({ activeMs, pageCount })).toBe(expected);
});
