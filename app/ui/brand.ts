/**
 * Accent shades of a workspace's brand colour. Any brand colour is allowed, so its lightness is moved, hue and
 * as much chroma as possible kept, until it can be read as text on every surface and carry text as a button.
 */
export type Accent = {
  /** Accent for the light theme. */
  readonly light: string;
  /** Accent for the dark theme. */
  readonly dark: string;
  /** Text on `light`. */
  readonly onLight: string;
  /** Text on `dark`. */
  readonly onDark: string;
};

export const DEFAULT_BRAND = "#34599a";

const AA = 4.5;
const WHITE = "#ffffff";

// The surfaces of tokens.css that are hardest to read accent text on; a test keeps them in step.
export const HARDEST_SURFACE = { light: "#f2f0eb", dark: "#2a2926" } as const;
const ON_DARK_ACCENT = "#14130f";
// Bounded on both sides: heat-map cells mix the accent with the surface and must keep ink readable.
const LIGHTNESS = {
  light: { min: 0.36, max: 0.56, step: -0.01 },
  dark: { min: 0.72, max: 0.84, step: 0.01 },
} as const;
/** What eight bits a channel can move the lightness by. */
const ROUNDING = 0.005;
const MAX_DARK_CHROMA = 0.13;
const SOFT_SHARE = { light: 0.1, dark: 0.2 } as const;

export function accentFor(hex: string): Accent {
  const rgb = parseHex(hex) ?? parseHex(DEFAULT_BRAND) ?? [0, 0, 0];
  const brand = toOklch(rgb);
  const light = isFit(rgb) ? toHex(rgb) : shade(brand, "light");
  const dark = shade({ ...brand, c: Math.min(brand.c, MAX_DARK_CHROMA) }, "dark");
  return { light, dark, onLight: WHITE, onDark: ON_DARK_ACCENT };
}

/** How a chosen colour comes out in a theme, and how well text on it can be read. */
export type ShadeCheck = {
  /** What is painted. */
  readonly shade: string;
  /** Contrast of the chosen colour itself with the text that buttons carry. */
  readonly chosenRatio: number;
  /** The same of what is painted, 4.5 or more. */
  readonly shadeRatio: number;
};

/** `isKept` says that the light theme paints the colour as it was chosen; else `nearest` is the one that it paints. */
export function checkBrand(hex: string): {
  isKept: boolean;
  nearest: string;
  light: ShadeCheck;
  dark: ShadeCheck;
} {
  const accent = accentFor(hex);
  const check = (shade: string, on: string) => {
    return { shade, chosenRatio: contrast(hex, on), shadeRatio: contrast(shade, on) };
  };
  return {
    isKept: accent.light.toLowerCase() === hex.toLowerCase(),
    nearest: accent.light,
    light: check(accent.light, accent.onLight),
    dark: check(accent.dark, accent.onDark),
  };
}

/** CSS variables for `style` on the html or body element; tokens.css reads them. */
export function brandVariables(hex: string): Record<`--${string}`, string> {
  const accent = accentFor(hex);
  return {
    "--brand": parseHex(hex) ? hex : DEFAULT_BRAND,
    "--brand-light": accent.light,
    "--brand-dark": accent.dark,
    "--brand-on-light": accent.onLight,
    "--brand-on-dark": accent.onDark,
  };
}

/** Contrast ratio of two colours, 1 to 21. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(first: string, second: string): number {
  const a = luminance(first);
  const b = luminance(second);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** What `color-mix(in oklab, first share, second)` paints. */
export function mix(first: string, second: string, share: number): string {
  const a = toOklab(parseHex(first) ?? [0, 0, 0]);
  const b = toOklab(parseHex(second) ?? [0, 0, 0]);
  return toHex(
    fromOklab([
      a[0] * share + b[0] * (1 - share),
      a[1] * share + b[1] * (1 - share),
      a[2] * share + b[2] * (1 - share),
    ]),
  );
}

type Triple = readonly [number, number, number];
type Oklch = { readonly l: number; readonly c: number; readonly h: number };

function shade(start: Oklch, theme: "light" | "dark"): string {
  const surface = HARDEST_SURFACE[theme];
  const { min, max } = LIGHTNESS[theme];
  let l = Math.min(max, Math.max(min, start.l));
  let colour = inGamut({ ...start, l });
  while (l > 0 && l < 1 && !isReadable(colour, surface, theme)) {
    l += LIGHTNESS[theme].step;
    colour = inGamut({ ...start, l });
  }
  return colour;
}

/** A colour that needs nothing stays to the last digit: moving it and rounding again would shift it by one. */
function isFit(rgb: Triple): boolean {
  const { min, max } = LIGHTNESS.light;
  const { l } = toOklch(rgb);
  const isWithin = l >= min - ROUNDING && l <= max + ROUNDING;
  return isWithin && isReadable(toHex(rgb), HARDEST_SURFACE.light, "light");
}

function isReadable(colour: string, surface: string, theme: "light" | "dark"): boolean {
  const soft = mix(colour, theme === "light" ? WHITE : surface, SOFT_SHARE[theme]);
  const on = theme === "light" ? WHITE : ON_DARK_ACCENT;
  return [surface, soft, on].every((other) => contrast(colour, other) >= AA);
}

/** Lowers chroma until the colour exists in sRGB, which keeps the hue. */
function inGamut({ l, c, h }: Oklch): string {
  for (let chroma = c; chroma > 0; chroma -= 0.005) {
    const rgb = fromOklab([l, chroma * Math.cos(h), chroma * Math.sin(h)]);
    if (rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005)) return toHex(rgb);
  }
  return toHex(fromOklab([l, 0, 0]));
}

function luminance(hex: string): number {
  const [r, g, b] = parseHex(hex) ?? [0, 0, 0];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Linear-light channels, 0 to 1; null when the text isn't `#rgb` or `#rrggbb`. */
function parseHex(hex: string): Triple | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(hex.trim())?.[1];
  if (digits === undefined) return null;
  const long = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  const channel = (at: number) => toLinear(Number.parseInt(long.slice(at, at + 2), 16) / 255);
  return [channel(0), channel(2), channel(4)];
}

function toHex(rgb: Triple): string {
  const digits = rgb.map((channel) => {
    const byte = Math.round(toGamma(Math.min(1, Math.max(0, channel))) * 255);
    return byte.toString(16).padStart(2, "0");
  });
  return `#${digits.join("")}`;
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function toGamma(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}

function toOklch(rgb: Triple): Oklch {
  const [l, a, b] = toOklab(rgb);
  return { l, c: Math.hypot(a, b), h: Math.atan2(b, a) };
}

// Matrices: https://bottosson.github.io/posts/oklab/
function toOklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
