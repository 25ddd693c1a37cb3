/** Counting.md 2.3: visible, not prerendering, this long on screen with frames running, and one trusted input or a passed code. */
export const ENGAGED_AFTER_MS = 3_000;
/** Fewer frames than a slow screen paints in that time: nobody was shown anything. */
export const MIN_FRAMES = 20;
/** A trusted input this long after the page was first seen is a later one. */
export const LATE_INPUT_MS = 6_000;
const SUSTAINED_MS = 10_000;
const SUSTAINED_INPUTS = 2;
const SUSTAINED_MOVES = 5;

/** The largest of what the browser reported for one view. */
export type Evidence = {
  visibleMs: number;
  frames: number;
  inputs: number;
  pointerMoves: number;
  lateInput: boolean;
  webdriver: boolean;
};

/** One report, as it came. `recentInput`: a trusted input within the last 3 s of visible time. */
export type Report = Omit<Evidence, "lateInput"> & { prerendering: boolean; recentInput: boolean };

export const NO_EVIDENCE: Evidence = {
  visibleMs: 0,
  frames: 0,
  inputs: 0,
  pointerMoves: 0,
  lateInput: false,
  webdriver: false,
};

/** Only grows, so that order and repetition change nothing. A prerendered page was shown to nobody. */
export function addReport(known: Evidence, report: Report): Evidence {
  if (report.prerendering) return { ...known, webdriver: known.webdriver || report.webdriver };
  return {
    visibleMs: Math.max(known.visibleMs, report.visibleMs),
    frames: Math.max(known.frames, report.frames),
    inputs: Math.max(known.inputs, report.inputs),
    pointerMoves: Math.max(known.pointerMoves, report.pointerMoves),
    lateInput: known.lateInput || (report.recentInput && report.visibleMs >= LATE_INPUT_MS),
    webdriver: known.webdriver || report.webdriver,
  };
}

export type Shown = "too_short" | "not_painted" | "shown";

export function wasShown(evidence: Evidence): Shown {
  if (evidence.visibleMs < ENGAGED_AFTER_MS) return "too_short";
  return evidence.frames < MIN_FRAMES ? "not_painted" : "shown";
}

export function hasInput(evidence: Evidence): boolean {
  return evidence.inputs + evidence.pointerMoves > 0;
}

/** Input that goes on: what a loader that fires one event and leaves does not do. */
export function hasLaterInput(evidence: Evidence): boolean {
  if (evidence.lateInput) return true;
  if (evidence.visibleMs < SUSTAINED_MS) return false;
  return (
    evidence.inputs >= SUSTAINED_INPUTS || (evidence.inputs > 0 && evidence.pointerMoves >= SUSTAINED_MOVES)
  );
}
