import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  accentFor,
  brandVariables,
  checkBrand,
  contrast,
  DEFAULT_BRAND,
  HARDEST_SURFACE,
  mix,
} from "~/ui/brand";

const AA = 4.5;
const INK = { light: "#211f1b", dark: "#edeae4" };
const SURFACE = { light: "#ffffff", dark: "#1e1d1a" };
const HEAT = { light: [0.08, 0.17, 0.29, 0.42, 0.56], dark: [0.1, 0.18, 0.27, 0.36, 0.46] };
const hexColour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);

test("contrast is the WCAG ratio", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrast("#fff", "#FFFFFF")).toBe(1);
});

test("mixing nothing or everything gives one of the two colours", () => {
  expect(mix("#34599a", "#ffffff", 1)).toBe("#34599a");
  expect(mix("#34599a", "#ffffff", 0)).toBe("#ffffff");
});

test("any brand colour becomes an accent that is readable as text and as a button", () => {
  for (const brand of fc.sample(hexColour, 300)) {
    const accent = accentFor(brand);
    expect(contrast(accent.light, accent.onLight)).toBeGreaterThanOrEqual(AA);
    expect(contrast(accent.dark, accent.onDark)).toBeGreaterThanOrEqual(AA);
    expect(contrast(accent.light, HARDEST_SURFACE.light)).toBeGreaterThanOrEqual(AA);
    expect(contrast(accent.dark, HARDEST_SURFACE.dark)).toBeGreaterThanOrEqual(AA);
    expect(contrast(accent.light, mix(accent.light, SURFACE.light, 0.1))).toBeGreaterThanOrEqual(AA);
    expect(contrast(accent.dark, mix(accent.dark, SURFACE.dark, 0.2))).toBeGreaterThanOrEqual(AA);
  }
});

test("ink stays readable on every level of a heat map in any brand colour", () => {
  for (const brand of fc.sample(hexColour, 300)) {
    const accent = accentFor(brand);
    for (const theme of ["light", "dark"] as const) {
      for (const share of HEAT[theme]) {
        expect(contrast(INK[theme], mix(accent[theme], SURFACE[theme], share))).toBeGreaterThanOrEqual(AA);
      }
    }
  }
});

test("a brand colour that is already readable is left as it is in the light theme", () => {
  expect(accentFor("#34599a").light).toBe("#34599a");
});

test("text that isn't a colour falls back to the product's own accent", () => {
  expect(accentFor("red; background: url(x)")).toEqual(accentFor(DEFAULT_BRAND));
  expect(brandVariables("url(x)")["--brand"]).toBe(DEFAULT_BRAND);
});

test("a colour that can be read is kept, and its nearest one is itself", () => {
  expect(checkBrand("#2F6F5E")).toMatchObject({ isKept: true, nearest: "#2f6f5e" });
  expect(checkBrand("#ffe600")).toMatchObject({ isKept: false });
});

test("whatever is chosen, the nearest colour can be read in both themes and is kept when it is chosen in turn", async () => {
  await fc.assert(
    fc.property(hexColour, (hex) => {
      const { nearest, light, dark } = checkBrand(hex);
      expect(light.shadeRatio).toBeGreaterThanOrEqual(AA);
      expect(dark.shadeRatio).toBeGreaterThanOrEqual(AA);
      expect(checkBrand(nearest)).toMatchObject({ isKept: true, nearest });
    }),
    { numRuns: 200 },
  );
});
