import { describe, expect, test } from "vitest";
import { fractionSeen, mostlyInView, sectionBoxes } from "~/features/tracking/beacon/observe-sections";

describe("the section mostly in view, in a view 800 high", () => {
  const cases: [name: string, tops: number[], end: number, unit: number | null][] = [
    ["the first of three at the top of the page", [0, 600, 1_200], 1_800, 1],
    ["the one that takes most of the view", [-500, 100, 700], 1_300, 2],
    ["the upper one of two equals", [0, 400], 800, 1],
    ["a short one that is in view whole, beside nothing else", [700], 780, 1],
    ["the one before the gap, since a heading stands for what follows it", [-50, 900], 1_500, 1],
    ["a section higher than the view that fills half of it", [-3_000, 400], 5_000, 1],
    ["nothing when a long section only shows its beginning", [600], 3_000, null],
    ["nothing above the first section", [900, 1_500], 2_000, null],
    ["nothing below the last section", [-900, -500], -10, null],
    ["nothing in a proposal without sections", [], 1_000, null],
  ];
  test.each(cases)("%s", (_name, tops, end, unit) => {
    expect(mostlyInView(sectionBoxes(tops, end), 800)).toBe(unit);
  });
});

test.each([
  ["a page that fits is seen whole", 0, 500, 1],
  ["half of a long page", 0, 1_600, 0.5],
  ["the end, half a pixel short", -800.4, 800.4, 1],
  ["a page still below the view", 900, 1_900, 0],
  ["a page scrolled past", -2_000, -500, 1],
  ["an empty page", 100, 100, 0],
])("scroll: %s", (_name, top, bottom, fraction) => {
  expect(fractionSeen({ top, bottom }, 800)).toBeCloseTo(fraction);
});
