/** The wire contract of the beacon. Both sides build on it, so it imports nothing. */

export const BEACON_PATH = "/b";
export const WIRE_VERSION = 1;
export const BEACON_CONTENT_TYPE = "text/plain;charset=UTF-8";
/** UTF-8 bytes of one body. */
export const MAX_BODY_BYTES = 16_384;
export const MAX_SPANS_PER_BODY = 50;
export const MAX_SPAN_ID_CHARS = 36;
export const MAX_TARGET_ID_CHARS = 64;
export const MAX_TOKEN_CHARS = 2_048;
/** What both dialects store in an `int` column. */
export const MAX_INT = 2_147_483_647;
/** The clock of a span stops this long after the last trusted input. */
export const IDLE_CUT_MS = 120_000;
/** The browser sends this often while something changed. */
export const SEND_EVERY_MS = 10_000;
/** The browser stops counting frames here: enough to prove that the page is painted, and the battery is spared. */
export const FRAMES_ENOUGH = 300;

export const WIRE_SPAN_KINDS = ["page", "unit", "video", "form"] as const;
export type SpanKind = (typeof WIRE_SPAN_KINDS)[number];

/** What is looked at. A unit is a PDF page number, a slide or a section, from 1. */
export type Target = { kind: SpanKind; targetId: string; unit?: number };

/**
 * One thing looked at within a view; totals so far. The page span's clock runs with every other clock of its view, so
 * unit spans are parts of the page span and must not be added to it.
 */
export type Span = {
  /** Span id, made by the browser, unique within its view. */
  i: string;
  k: SpanKind;
  /** Target id: the room page's id for pages and their units. */
  d: string;
  /** Unit, from 1; absent for the page as a whole. */
  u?: number;
  /** Active milliseconds, whole. */
  a: number;
  /** Of a page: the furthest part that came into view, 0 to 1. Of a video: the part of it that was played. 0 elsewhere. */
  m: number;
  /** Grows with each change of this span, from 1. */
  q: number;
};

/** Cumulative for the view, except `pre` and `aq`, which hold at the time of the report. */
export type Signals = {
  /** Milliseconds the document was visible, focused or not. */
  vis: number;
  /** Animation frames seen while visible, at most FRAMES_ENOUGH. */
  fr: number;
  /** Trusted inputs: pointer presses (touch included), keys, wheel. Not pointer moves, and not scroll events, which a script can cause. */
  in: number;
  /** Trusted pointer moves. */
  pm: number;
  /** The document is being prerendered. */
  pre: 0 | 1;
  /** navigator.webdriver */
  wd: 0 | 1;
  /** A trusted input arrived within the last 3 s of visible time. */
  aq: 0 | 1;
};

/** Answers: 204 committed; 503 with Retry-After: keep and retry; 410: link closed, stop and forget; other 4xx: drop. */
export type BeaconBody = { v: typeof WIRE_VERSION; t: string; s: Span[]; g: Signals };
