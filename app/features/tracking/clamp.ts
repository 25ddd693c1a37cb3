import type { Span } from "./beacon/wire";

/** Slack for clocks and for the road between browser and server. */
export const CLOCK_SLACK_MS = 2_000;

export const DROP_REASONS = [
  "malformed",
  "too_large",
  "wrong_origin",
  "bad_token",
  "expired_token",
  "future_token",
  "unit_out_of_range",
  "wrong_target",
  "changed_target",
  "over_span_clock",
  "over_view_clock",
  "consent_declined",
  "link_closed",
  "page_gone",
  "too_many",
  "overload",
  "failed",
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What the server knows of a span; `activeMs` never falls. */
export type SpanState = {
  kind: Span["k"];
  targetId: string;
  unit: number;
  activeMs: number;
  maxScroll: number;
  seq: number;
};

export type SpanContext = {
  pageId: string;
  unitCount: number;
  /** Server wall time since the view was issued. */
  wallMs: number;
  /** Active time the view's units hold so far. */
  unitsMs: number;
  known: SpanState | null;
};

type Step = (span: SpanState, context: SpanContext) => SpanState | DropReason;

/** A report passes every step or is dropped under the name of the first it fails. */
const pipeline = [clampToVersion, clampToTarget, clampToClock, clampToView] satisfies Step[];

/** The span after this report, or why it was dropped. A repeated or older report gives back what is known. */
export function clampSpan(span: Span, context: SpanContext): SpanState | DropReason {
  const { known } = context;
  if (known && span.q <= known.seq) return known;
  let current: SpanState = {
    kind: span.k,
    targetId: span.d,
    unit: span.u ?? 0,
    activeMs: Math.max(span.a, known?.activeMs ?? 0),
    maxScroll: Math.max(span.m, known?.maxScroll ?? 0),
    seq: span.q,
  };
  for (const step of pipeline) {
    const next = step(current, context);
    if (typeof next === "string") return next;
    current = next;
  }
  return current;
}

/** Units are those of the version seen. */
function clampToVersion(span: SpanState, { unitCount }: SpanContext): SpanState | DropReason {
  const isInRange = span.kind === "unit" ? span.unit >= 1 && span.unit <= unitCount : span.unit === 0;
  return isInRange ? span : "unit_out_of_range";
}

/** Pages and units belong to the page the token was made for, and a span never becomes another thing. */
function clampToTarget(span: SpanState, { pageId, known }: SpanContext): SpanState | DropReason {
  if ((span.kind === "page" || span.kind === "unit") && span.targetId !== pageId) return "wrong_target";
  const isSame =
    !known || (known.kind === span.kind && known.targetId === span.targetId && known.unit === span.unit);
  return isSame ? span : "changed_target";
}

/**
 * A span can't grow by more than the server's wall time that it hasn't claimed yet: at first the time since the view was
 * issued, then the time since its last row and what that row left over. Counting what is left over, rather than
 * starting anew at each row, keeps a delayed report from costing the next one its time.
 */
function clampToClock(span: SpanState, { wallMs }: SpanContext): SpanState | DropReason {
  return span.activeMs <= wallMs + CLOCK_SLACK_MS ? span : "over_span_clock";
}

/** One unit runs at a time, so all of them together can't run longer than the view. */
function clampToView(span: SpanState, { wallMs, unitsMs, known }: SpanContext): SpanState | DropReason {
  if (span.kind !== "unit") return span;
  const totalMs = unitsMs + span.activeMs - (known?.activeMs ?? 0);
  return totalMs <= wallMs + CLOCK_SLACK_MS ? span : "over_view_clock";
}
