import { Attention } from "~/features/tracking/beacon/attention";
import type { Signals, Span, Target } from "~/features/tracking/beacon/wire";

export const PAGE: Target = { kind: "page", targetId: "page-1" };

export function unitOf(unit: number): Target {
  return { kind: "unit", targetId: PAGE.targetId, unit };
}

export function spanOf(span: Partial<Span> = {}): Span {
  return { i: "span-1", k: "page", d: PAGE.targetId, a: 1_000, m: 0, q: 1, ...span };
}

export function signalsOf(signals: Partial<Signals> = {}): Signals {
  return { vis: 1_000, fr: 60, in: 1, pm: 3, pre: 0, wd: 0, aq: 1, ...signals };
}

/** A clock moved by hand, and attention that looks at it every second as the page does. */
export function openReading(options: { idleCutMs?: number; maxStepMs?: number } = {}) {
  let nowMs = 1_000_000;
  let spanCount = 0;
  const attention = new Attention({
    now: () => nowMs,
    page: PAGE,
    newSpanId: () => `span-${++spanCount}`,
    ...options,
  });
  const totals = new Map<string, number>();
  const read = () => {
    for (const span of attention.takeChanged()) totals.set(span.u ? `unit ${span.u}` : span.k, span.a);
    return totals;
  };
  return {
    attention,
    now: () => nowMs,
    /** One jump without a look in between, as when the machine sleeps. */
    jump(ms: number) {
      nowMs += ms;
      attention.tick();
    },
    pass(ms: number) {
      const end = nowMs + ms;
      while (nowMs < end) {
        nowMs = Math.min(nowMs + 1_000, end);
        attention.tick();
      }
    },
    activeMs: (name: string) => read().get(name) ?? 0,
    unitsActiveMs: () => [...read()].reduce((sum, [name, ms]) => sum + (name === "page" ? 0 : ms), 0),
  };
}

/** Local storage in memory; `room` is how many characters a value may have. */
export class MemoryStorage implements Storage {
  readonly #values = new Map<string, string>();
  room = Number.POSITIVE_INFINITY;

  get length() {
    return this.#values.size;
  }
  key(index: number) {
    return [...this.#values.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    if (value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.#values.set(key, value);
  }
  removeItem(key: string) {
    this.#values.delete(key);
  }
  clear() {
    this.#values.clear();
  }
}

export function forbiddenStorage(): Storage {
  return new Proxy(new MemoryStorage(), {
    get() {
      throw new DOMException("denied", "SecurityError");
    },
  });
}
