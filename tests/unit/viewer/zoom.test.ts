import { describe, expect, test } from "vitest";
import {
  CSS_PIXELS_PER_POINT,
  factorRange,
  pixelRatioFor,
  scaleOf,
  stepFactor,
} from "~/features/library/viewer/zoom";

const A4 = { width: 600, height: 800 };
const DESKTOP = { width: 1200, height: 800 };
const PHONE = { width: 374, height: 700 };
const FULL_RANGE = { min: 0.5, max: 4 };

describe("scaleOf", () => {
  test("100 % is the printed size", () => {
    expect(scaleOf({ kind: "factor", factor: 1 }, A4, DESKTOP)).toBeCloseTo(CSS_PIXELS_PER_POINT);
  });

  test("starts with the width of a phone but not with more than a comfortable size on a desktop", () => {
    expect(scaleOf({ kind: "auto" }, A4, PHONE)).toBeCloseTo(374 / 600);
    expect(scaleOf({ kind: "auto" }, A4, DESKTOP)).toBeCloseTo(1.25 * CSS_PIXELS_PER_POINT);
  });

  test("fits the width or the whole page", () => {
    expect(scaleOf({ kind: "width" }, A4, DESKTOP)).toBe(2);
    expect(scaleOf({ kind: "page" }, A4, DESKTOP)).toBe(1);
  });
});

describe("stepFactor", () => {
  test.each([
    [1, "in", 1.1],
    [1, "out", 0.9],
    [1.07, "in", 1.1],
    [3.9, "in", 4],
    [4, "in", 4],
    [0.5, "out", 0.5],
  ] as const)("from %d, %s leads to %d", (from, direction, to) => {
    expect(stepFactor(from, direction, FULL_RANGE)).toBe(to);
  });

  test("goes below 50 % only where the page would not fit otherwise", () => {
    const slide = { width: 960, height: 540 };
    const range = factorRange(slide, PHONE);
    expect(range.min).toBeCloseTo(374 / 960 / CSS_PIXELS_PER_POINT);
    expect(stepFactor(0.5, "out", range)).toBe(0.4);
    expect(factorRange(A4, DESKTOP).min).toBe(0.5);
  });
});

describe("pixelRatioFor", () => {
  test("is the screen's own where the device can hold it", () => {
    expect(pixelRatioFor({ width: 390, height: 550 }, 3, 6_000_000)).toBe(3);
  });

  test("never asks for more pixels than allowed", () => {
    const box = { width: 3200, height: 4500 };
    const ratio = pixelRatioFor(box, 3, 16_000_000);
    expect(box.width * ratio * box.height * ratio).toBeCloseTo(16_000_000, 0);
  });
});
