/** The longest step between two reports that still counts as played through. */
const MAX_STEP_SECONDS = 3;

/** Which seconds of one film were played: played twice they count once. */
export class SeenSeconds {
  readonly #seen = new Set<number>();
  #length = 0;
  #last: number | null = null;

  /** The part of the film that was played, 0 to 1. */
  get part(): number {
    return this.#length > 0 ? Math.min(1, this.#seen.size / this.#length) : 0;
  }

  /** Told often while it plays; a jump begins anew where it lands. */
  at(seconds: number, { length, isPlaying }: { length: number; isPlaying: boolean }): void {
    if (Number.isFinite(length) && length > 0) this.#length = Math.max(1, Math.floor(length));
    if (!Number.isFinite(seconds) || !isPlaying) {
      this.#last = null;
      return;
    }
    const now = Math.floor(seconds);
    const from =
      this.#last !== null && now >= this.#last && now - this.#last <= MAX_STEP_SECONDS ? this.#last : now;
    for (let second = from; second <= now; second++)
      if (second >= 0 && second < this.#length) this.#seen.add(second);
    this.#last = now;
  }
}
