import { type Signals, type Span, WIRE_SPAN_KINDS } from "./wire";

/** What waits for one view; `at` is when its first span was queued, in wall-clock milliseconds. */
export type PendingView = { t: string; at: number; g: Signals; s: Span[] };
/** One page load's share of the storage; `at` is its last sign of life, 0 once it has gone. */
export type Slot = { at: number; views: PendingView[] };

/** Anyone can write to local storage: what is not exactly a slot is null, what is not a span is left out. */
export function readSlot(text: string | null): Slot | null {
  const value = parse(text);
  if (!isRecord(value) || !isCount(value.at) || !Array.isArray(value.views)) return null;
  const views = value.views.filter(isView).map((view) => ({ ...view, s: view.s.filter(isSpan) }));
  return { at: value.at, views: views.filter((view) => view.s.length > 0) };
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function isView(value: unknown): value is PendingView {
  return (
    isRecord(value) &&
    typeof value.t === "string" &&
    isCount(value.at) &&
    isSignals(value.g) &&
    Array.isArray(value.s)
  );
}

function isSignals(value: unknown): value is Signals {
  return (
    isRecord(value) && ["vis", "fr", "in", "pm", "pre", "wd", "aq"].every((name) => isCount(value[name]))
  );
}

function isSpan(value: unknown): value is Span {
  return (
    isRecord(value) &&
    typeof value.i === "string" &&
    WIRE_SPAN_KINDS.some((kind) => kind === value.k) &&
    typeof value.d === "string" &&
    (value.u === undefined || isCount(value.u)) &&
    isCount(value.a) &&
    typeof value.m === "number" &&
    isCount(value.q)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
