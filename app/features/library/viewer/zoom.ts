import type { PageSize } from "./layout";

/** CSS pixels available. */
export type Room = { width: number; height: number };

/** "auto" fits the width but stops at a comfortable reading size; `factor` 1 is the printed size. */
export type Zoom = { kind: "auto" | "width" | "page" } | { kind: "factor"; factor: number };

export const CSS_PIXELS_PER_POINT = 96 / 72;
export const MIN_FACTOR = 0.5;
export const MAX_FACTOR = 4;
export const COMFORT_FACTOR = 1.25;
const STEPS = [0.1, 0.15, 0.2, 0.25, 0.33, 0.4, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
// Browsers lose precision in far larger boxes; only freak page sizes come near.
const MAX_SIDE = 20_000;
const SMALLEST = 0.001;

/** CSS pixels per point for one page. Pages of mixed sizes each fit on their own. */
export function scaleOf(zoom: Zoom, size: PageSize, room: Room): number {
  const fitWidth = room.width / size.width;
  const ceiling = MAX_SIDE / Math.max(size.width, size.height);
  return Math.max(SMALLEST, Math.min(ceiling, wanted()));

  function wanted(): number {
    switch (zoom.kind) {
      case "auto":
        return Math.min(fitWidth, COMFORT_FACTOR * CSS_PIXELS_PER_POINT);
      case "width":
        return fitWidth;
      case "page":
        return Math.min(fitWidth, room.height / size.height);
      case "factor":
        return zoom.factor * CSS_PIXELS_PER_POINT;
    }
  }
}

/** From 50 % (or what fits, where that is less) to 400 %. */
export function factorRange(size: PageSize, room: Room): { min: number; max: number } {
  const whole = scaleOf({ kind: "page" }, size, room) / CSS_PIXELS_PER_POINT;
  return { min: Math.min(MIN_FACTOR, whole), max: MAX_FACTOR };
}

export function clampFactor(factor: number, range: { min: number; max: number }): number {
  return Math.min(range.max, Math.max(range.min, factor));
}

/** The next round step from where the reader is, or the end of the range. */
export function stepFactor(
  factor: number,
  direction: "in" | "out",
  range: { min: number; max: number },
): number {
  const next =
    direction === "in"
      ? STEPS.find((step) => step > factor * 1.01)
      : STEPS.findLast((step) => step < factor * 0.99);
  return clampFactor(next ?? factor, range);
}

/** Device pixels per CSS pixel for a canvas: as sharp as the screen, within what the device can hold. */
export function pixelRatioFor(box: Room, screenRatio: number, maxPixels: number): number {
  return Math.min(screenRatio, Math.sqrt(maxPixels / Math.max(1, box.width * box.height)));
}
