import type { PendingView } from "./slot";
import { eraseQueued, type Slots } from "./slots";
import type { Signals, Span } from "./wire";

export const MAX_QUEUED_SPANS = 200;
/** A slot nobody wrote to for this long belongs to a closed tab. If not, two tabs send the same totals, which is harmless. */
export const ABANDONED_AFTER_MS = 30_000;
export const TOKEN_LIFE_MS = 7 * 24 * 3_600_000;

type QueueOptions = { slots: Slots; slotId: string; wallNow: () => number };

/**
 * What the server has not yet acknowledged. Each page load writes to a slot of its own, so that two tabs never
 * overwrite each other; slots left behind are adopted. Without storage the queue lives as long as the page.
 */
export class Queue {
  readonly #slots: Slots;
  readonly #slotId: string;
  readonly #wallNow: () => number;
  readonly #views = new Map<string, PendingView>();
  #revision = 0;

  constructor({ slots, slotId, wallNow }: QueueOptions) {
    this.#slots = slots;
    this.#slotId = slotId;
    this.#wallNow = wallNow;
  }

  /** Grows whenever there is something new to send. */
  get revision(): number {
    return this.#revision;
  }

  pending(): PendingView[] {
    return [...this.#views.values()].filter((view) => this.#isAlive(view));
  }

  put(token: string, spans: Span[], signals: Signals): void {
    this.#merge({ t: token, at: this.#wallNow(), g: signals, s: spans });
    this.#save();
  }

  /** Takes over what closed tabs left, and drops what the server would no longer accept. */
  adopt(): void {
    const now = this.#wallNow();
    const adopted: string[] = [];
    for (const id of this.#slots.ids()) {
      if (id === this.#slotId) continue;
      const slot = this.#slots.read(id);
      if (slot && Math.abs(now - slot.at) <= ABANDONED_AFTER_MS) continue;
      for (const view of slot?.views ?? []) this.#merge(view);
      adopted.push(id);
    }
    for (const view of this.#views.values()) if (!this.#isAlive(view)) this.#views.delete(view.t);
    if (adopted.length === 0) return;
    // Own slot first: a crash in between leaves the spans twice, never nowhere.
    if (this.#save()) for (const id of adopted) this.#slots.remove(id);
  }

  /** The server has committed these; later totals of the same spans stay. */
  acknowledge(token: string, sent: Span[]): void {
    const view = this.#views.get(token);
    if (!view) return;
    const committed = new Map(sent.map((span) => [span.i, span.q]));
    view.s = view.s.filter((span) => span.q > (committed.get(span.i) ?? 0));
    if (view.s.length === 0) this.#views.delete(token);
    this.#save();
  }

  forget(token: string): void {
    this.#views.delete(token);
    this.#save();
  }

  /** The page goes: whoever comes next may adopt at once. */
  release(): void {
    this.#save(0);
  }

  /** Deletes everything queued in this browser, other tabs' slots too. */
  erase(): void {
    this.#views.clear();
    eraseQueued(this.#slots);
  }

  #merge(view: PendingView): void {
    const known = this.#views.get(view.t);
    const spans = new Map(known?.s.map((span) => [span.i, span]));
    for (const span of view.s) if (span.q > (spans.get(span.i)?.q ?? 0)) spans.set(span.i, span);
    this.#views.set(view.t, {
      t: view.t,
      at: Math.min(view.at, known?.at ?? view.at),
      // Visible time only grows, so the longer one is the later report.
      g: known && known.g.vis > view.g.vis ? known.g : view.g,
      s: [...spans.values()],
    });
    this.#revision += 1;
    this.#keepWithinLimit();
  }

  /** What was looked at least goes first; a page's span outlasts its units. */
  #keepWithinLimit(): void {
    const all = [...this.#views.values()].flatMap((view) => view.s);
    if (all.length <= MAX_QUEUED_SPANS) return;
    const kept = new Set(all.sort((a, b) => b.a - a.a).slice(0, MAX_QUEUED_SPANS));
    for (const view of this.#views.values()) {
      view.s = view.s.filter((span) => kept.has(span));
      if (view.s.length === 0) this.#views.delete(view.t);
    }
  }

  /** Also false for a view from the far future: the clock was set back, and its age is unknown. */
  #isAlive(view: PendingView): boolean {
    return Math.abs(this.#wallNow() - view.at) <= TOKEN_LIFE_MS;
  }

  /** True once nothing of this page load exists in memory only. */
  #save(at = this.#wallNow()): boolean {
    if (this.#views.size > 0) return this.#slots.write(this.#slotId, at, this.pending());
    this.#slots.remove(this.#slotId);
    return true;
  }
}
