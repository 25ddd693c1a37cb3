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
  readonly spans: ReadonlyMap<string, SpanState>;
};

export type Report = { spans: readonly Span[]; signals: Signals; atMs: number };

export type Applied = {
  view: LiveView;
  /** Ids of spans that moved on. */
  changed: readonly string[];
  drops: readonly DropReason[];
};

/** One beacon's totals folded into a view. Pure; the same reports in any order end in the same totals. */
export function applyReport(view: LiveView, { spans, signals, atMs }: Report): Applied {
  const wallMs = atMs - view.frame.issuedAtMs;
  const evidence = addReport(view.facts, {
    visibleMs: Math.max(0, Math.min(signals.vis, wallMs + CLOCK_SLACK_MS)),
    frames: signals.fr,
    inputs: signals.in,
    pointerMoves: signals.pm,
    prerendering: signals.pre === 1,
    webdriver: signals.wd === 1,
    recentInput: signals.aq === 1,
  });
  const facts = { ...view.facts, ...evidence };
  const totals = applySpans(view, spans, wallMs);
  const openedMs = view.frame.issuedAtMs;
  return {
    view: {
      ...view,
      facts,
      verdict: judgeView(facts),
      ...totals.sums,
      spans: totals.spans,
      activeUntilMs: Math.max(
        view.activeUntilMs,
        activeUntil({ openedMs, visibleMs: facts.visibleMs }, atMs),
      ),
      lastMs: Math.max(view.lastMs, atMs),
    },
    changed: totals.changed,
    drops: totals.drops,
  };
}

function applySpans(view: LiveView, reported: readonly Span[], wallMs: number) {
  const { pageId, unitCount } = view.frame;
  const spans = new Map(view.spans);
  const changed: string[] = [];
  const drops: DropReason[] = [];
  let { unitsMs, activeMs } = view;
  for (const span of reported) {
    const known = spans.get(span.i) ?? null;
    const next = clampSpan(span, { pageId, unitCount, wallMs, unitsMs, known });
    if (typeof next === "string") {
      drops.push(next);
      continue;
    }
    if (next === known) continue;
    spans.set(span.i, next);
    changed.push(span.i);
    if (next.kind === "unit") unitsMs += next.activeMs - (known?.activeMs ?? 0);
    activeMs = Math.max(activeMs, unitsMs, next.kind === "page" ? next.activeMs : 0);
  }
  return { spans, changed, drops, sums: { unitsMs, activeMs } };
}

/** Growth of each unit between two states; 0 is what belongs to the page and no unit, and may fall. */
export function growthOf(before: LiveView, after: LiveView): Map<number, number> {
  const growth = new Map<number, number>();
  const add = (unit: number, ms: number) => {
    if (ms !== 0) growth.set(unit, (growth.get(unit) ?? 0) + ms);
  };
  for (const [id, span] of after.spans) {
    if (span.kind === "unit") add(span.unit, span.activeMs - (before.spans.get(id)?.activeMs ?? 0));
  }
  add(0, after.activeMs - after.unitsMs - (before.activeMs - before.unitsMs));
  return growth;
}
