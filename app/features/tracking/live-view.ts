import type { Signals, Span } from "./beacon/wire";
import { CLOCK_SLACK_MS, clampSpan, type DropReason, type SpanState } from "./clamp";
import { addReport } from "./engage";
import { judgeView, type Verdict, type ViewFacts } from "./judge";
import type { ViewClass } from "./reasons";
import { activeUntil } from "./visit";

/** What the server signed about the view. */
export type ViewFrame = { viewId: string; pageId: string; unitCount: number; issuedAtMs: number };

/** A view while a batch of beacons is applied to it. Unit spans are parts of the page span. */
export type LiveView = {
  readonly frame: ViewFrame;
  readonly facts: ViewFacts;
  readonly verdict: Verdict<ViewClass>;
  /** Of the page, its units included. */
  readonly activeMs: number;
  readonly unitsMs: number;
  readonly activeUntilMs: number;
  readonly lastMs: number;
};

export type Report = { spans: readonly Span[]; signals: Signals; atMs: number };

/** What reports moved: the spans themselves, which moved when, and what each unit gained. */
export type Movement = {
  readonly spans: Map<string, SpanState>;
  /** By span id: the server time, and whether the span was unknown. */
  readonly changes: Map<string, { atMs: number; isNew: boolean }>;
  readonly growth: Map<number, number>;
};

/**
 * One beacon's totals folded into a view; the same reports in any order end in the same totals. Gives back the view and
 * writes the spans into `movement`, which may hold many more of them than a beacon tells of.
 */
export function applyReport(
  view: LiveView,
  { spans, signals, atMs }: Report,
  movement: Movement,
  drop: (reason: DropReason) => void,
): LiveView {
  const openedMs = view.frame.issuedAtMs;
  const wallMs = atMs - openedMs;
  const evidence = addReport(view.facts, {
    visibleMs: Math.max(0, Math.min(signals.vis, wallMs + CLOCK_SLACK_MS)),
    frames: signals.fr,
    inputs: signals.in,
    pointerMoves: signals.pm,
    prerendering: signals.pre === 1,
    webdriver: signals.wd === 1,
    recentInput: signals.aq === 1,
  });
  const { ruling, suspicion, verified, confirmedBy } = view.facts;
  const facts = { ruling, suspicion, verified, confirmedBy, ...evidence };
  let { unitsMs, activeMs } = view;
  for (const span of spans) {
    const moved = applySpan(view.frame, span, { atMs, wallMs, unitsMs }, movement);
    if (typeof moved === "string") drop(moved);
    else if (moved) {
      unitsMs += moved.unitMs;
      activeMs = Math.max(activeMs, unitsMs, moved.pageMs);
    }
  }
  return {
    frame: view.frame,
    facts,
    verdict: judgeView(facts),
    activeMs,
    unitsMs,
    activeUntilMs: Math.max(view.activeUntilMs, activeUntil({ openedMs, visibleMs: facts.visibleMs }, atMs)),
    lastMs: Math.max(view.lastMs, atMs),
  };
}

type Clock = { atMs: number; wallMs: number; unitsMs: number };

/** What the report adds to a unit and the page's total so far; null when it is old. */
function applySpan(
  { pageId, unitCount }: ViewFrame,
  span: Span,
  { atMs, wallMs, unitsMs }: Clock,
  movement: Movement,
): { unitMs: number; pageMs: number } | DropReason | null {
  const known = movement.spans.get(span.i) ?? null;
  const next = clampSpan(span, { pageId, unitCount, wallMs, unitsMs, known });
  if (typeof next === "string") return next;
  if (next === known) return null;
  movement.spans.set(span.i, next);
  const isNew = known === null || (movement.changes.get(span.i)?.isNew ?? false);
  movement.changes.set(span.i, { atMs, isNew });
  if (next.kind !== "unit") return { unitMs: 0, pageMs: next.kind === "page" ? next.activeMs : 0 };
  const unitMs = next.activeMs - (known?.activeMs ?? 0);
  if (unitMs > 0) movement.growth.set(next.unit, (movement.growth.get(next.unit) ?? 0) + unitMs);
  return { unitMs, pageMs: 0 };
}

/** What the page gained apart from its units. Falls when a unit's report overtakes its page's. */
export function restGrowth(before: LiveView, after: LiveView): number {
  return after.activeMs - after.unitsMs - (before.activeMs - before.unitsMs);
}
