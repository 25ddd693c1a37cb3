import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { accentFor, contrast, DEFAULT_BRAND, HARDEST_SURFACE, mix } from "~/ui/brand";

const css = readFileSync("app/ui/tokens.css", "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

function token(name: string, theme: Theme): string {
  const pair = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const colour = pair?.[theme === "light" ? 1 : 2];
  if (!colour) throw new Error(`no token --${name}`);
  return colour;
}

const backgrounds = (theme: Theme) => ["canvas", "surface", "sunken"].map((name) => token(name, theme));
const softShare = { light: 0.1, dark: 0.2 };

test.each(themes)("text colours are readable on every surface in the %s theme", (theme) => {
  for (const name of ["ink", "ink-muted", "ink-faint", "positive", "warning", "danger"]) {
    for (const background of [...backgrounds(theme), token("raised", theme)]) {
      expect(contrast(token(name, theme), background), `${name} on ${background}`).toBeGreaterThanOrEqual(
        4.5,
      );
    }
  }
});

test.each(themes)("status colours are readable on their own soft background in the %s theme", (theme) => {
  for (const name of ["positive", "warning", "danger"]) {
    const soft = mix(token(name, theme), token("surface", theme), softShare[theme]);
    expect(contrast(token(name, theme), soft), name).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(themes)("edges of controls can be seen in the %s theme", (theme) => {
  for (const background of backgrounds(theme)) {
    expect(contrast(token("line-control", theme), background)).toBeGreaterThanOrEqual(3);
  }
});

test.each(themes)("the default accent in the stylesheet is the one the server would send (%s)", (theme) => {
  expect(css).toContain(`var(--brand-${theme}, ${accentFor(DEFAULT_BRAND)[theme]})`);
  expect(css).toContain(`--brand: ${DEFAULT_BRAND};`);
});

test.each(themes)("brand.ts judges against the surface that is hardest to read on (%s)", (theme) => {
  const accent = accentFor(DEFAULT_BRAND)[theme];
  const hardest = backgrounds(theme).toSorted((a, b) => contrast(accent, a) - contrast(accent, b))[0];
  expect(HARDEST_SURFACE[theme]).toBe(hardest);
});
