import { IDLE_CUT_MS, type Span, type Target } from "./wire";

/** Longest step between two looks at the clock that still counts; beyond it the machine slept or the page was frozen. */
const MAX_STEP_MS = 5_000;

type AttentionOptions = {
  /** Monotonic milliseconds. */
  now: () => number;
  page: Target;
  newSpanId: () => string;
  idleCutMs?: number;
  maxStepMs?: number;
};

type Clock = {
  id: string;
  target: Target;
  activeMs: number;
  maxScroll: number;
  seq: number;
  changed: boolean;
};

/** Of a film: `seen` is the number of its seconds that were played, divided by its length. */
export type VideoState = { isPlaying: boolean; seen: number };

/**
 * Decides which clocks run: the page's, and that of the one unit shown, only while the page is visible and focused and
 * the last input is at most IDLE_CUT_MS old. The page being shown counts as the first input; coming back to it later
 * does not. Call `tick` at least every second. Pure: knows no DOM.
 */
export class Attention {
  readonly #now: () => number;
  readonly #newSpanId: () => string;
  readonly #idleCutMs: number;
  readonly #maxStepMs: number;
  readonly #page: Clock;
  readonly #clocks = new Map<string, Clock>();
  #unit: Clock | null = null;
  #video: Clock | null = null;
  #visible = false;
  #focused = false;
  #playing = false;
  #lastLookAt: number;
  /** Null until the page is shown. */
  #lastInputAt: number | null = null;
  #visibleMs = 0;

  constructor({ now, page, newSpanId, idleCutMs = IDLE_CUT_MS, maxStepMs = MAX_STEP_MS }: AttentionOptions) {
    // Whole milliseconds throughout: sums stay exact, so units can never exceed their page by a rounding.
    this.#now = () => Math.floor(now());
    this.#newSpanId = newSpanId;
    this.#idleCutMs = idleCutMs;
    this.#maxStepMs = maxStepMs;
    this.#page = this.#clockOf(page);
    this.#lastLookAt = this.#now();
  }

  get visibleMs(): number {
    return this.#visibleMs;
  }

  /** Of the page, its units included. */
  get activeMs(): number {
    return this.#page.activeMs;
  }

  tick(): void {
    const now = this.#now();
    const from = this.#lastLookAt;
    this.#lastLookAt = now;
    if (!this.#visible || now <= from || now - from > this.#maxStepMs) return;
    this.#visibleMs += now - from;
    if (!this.#focused || this.#lastInputAt === null) return;
    if (this.#playing) this.#lastInputAt = Math.max(this.#lastInputAt, now);
    const until = Math.min(now, this.#lastInputAt + this.#idleCutMs);
    if (until <= from) return;
    for (const clock of this.#running()) {
      clock.activeMs += until - from;
      clock.changed = true;
    }
  }

  setVisible(visible: boolean): void {
    this.tick();
    this.#visible = visible;
    if (visible) this.#lastInputAt ??= this.#now();
  }

  setFocused(focused: boolean): void {
    this.tick();
    this.#focused = focused;
  }

  /** `at` on the clock of `now`; nothing from the future. */
  input(at: number): void {
    this.tick();
    const heard = Math.min(Math.floor(at), this.#now());
    this.#lastInputAt = Math.max(heard, this.#lastInputAt ?? heard);
  }

  /** Null while no unit is mostly in view: then only the page's clock runs. */
  setTarget(target: Target | null): void {
    this.tick();
    const clock = target && this.#clockOf(target);
    this.#unit = clock === this.#page ? null : clock;
  }

  /** A playing video counts as input. */
  videoPlaying(playing: boolean): void {
    this.tick();
    this.#playing = playing;
  }

  /**
   * A film has a clock of its own beside the unit it stands in, running while it plays. `seen`, 0 to 1, is the part of
   * it that was played at least once; it never falls.
   */
  video(target: Target, { isPlaying, seen }: VideoState): void {
    this.videoPlaying(isPlaying);
    const clock = this.#clockOf(target);
    if (isPlaying) this.#video = clock;
    else if (this.#video === clock) this.#video = null;
    const part = Math.round(Math.min(Math.max(seen, 0), 1) * 1_000) / 1_000;
    if (!this.#visible || part <= clock.maxScroll) return;
    clock.maxScroll = part;
    clock.changed = true;
  }

  /** 0 to 1, of the page; scrolling nobody can see is not counted. */
  scrolledTo(fraction: number): void {
    if (!this.#visible || !(fraction > 0)) return;
    const seen = Math.round(Math.min(fraction, 1) * 100) / 100;
    if (seen <= this.#page.maxScroll) return;
    this.#page.maxScroll = seen;
    this.#page.changed = true;
  }

  /** The page is shown anew, as after the back button: that counts as the first input again. */
  restart(): void {
    this.tick();
    this.#lastInputAt = null;
  }

  /** Spans that changed since the last call, with their totals so far; the page's span comes with the first call in any case. */
  takeChanged(): Span[] {
    this.tick();
    const changed = [...this.#clocks.values()].filter((clock) => clock.changed);
    for (const clock of changed) {
      clock.changed = false;
      clock.seq += 1;
    }
    return changed.map(toSpan);
  }

  #running(): Clock[] {
    return [this.#page, this.#unit, this.#video].filter((clock) => clock !== null);
  }

  #clockOf(target: Target): Clock {
    const key = `${target.kind} ${target.unit ?? ""} ${target.targetId}`;
    const known = this.#clocks.get(key);
    if (known) return known;
    const isPage = this.#clocks.size === 0;
    const clock = { id: this.#newSpanId(), target, activeMs: 0, maxScroll: 0, seq: 0, changed: isPage };
    this.#clocks.set(key, clock);
    return clock;
  }
}

function toSpan({ id, target, activeMs, maxScroll, seq }: Clock): Span {
  const span: Span = { i: id, k: target.kind, d: target.targetId, a: activeMs, m: maxScroll, q: seq };
  return target.unit === undefined ? span : { ...span, u: target.unit };
}
