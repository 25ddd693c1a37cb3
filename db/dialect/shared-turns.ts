const GIVEN = 0;
const SERVING = 1;

/** Holds the turns of `SharedTurns`; hand it to every thread that writes the same file. */
export function newTurns(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
}

/**
 * One writer at a time among the threads of this process, first come, first served. SQLite's own lock would make the
 * others wait by blocking their event loop, and serve whoever asks at the right moment.
 */
export class SharedTurns {
  readonly #cells: Int32Array;

  constructor(turns: SharedArrayBuffer) {
    this.#cells = new Int32Array(turns);
  }

  /** Resolves when it is this caller's turn. Whoever never calls the answer stops all others. */
  async enter(): Promise<() => void> {
    const mine = Atomics.add(this.#cells, GIVEN, 1);
    for (;;) {
      const serving = Atomics.load(this.#cells, SERVING);
      if (serving === mine) break;
      const { async: isWaiting, value } = Atomics.waitAsync(this.#cells, SERVING, serving);
      if (isWaiting) await value;
    }
    return () => {
      Atomics.add(this.#cells, SERVING, 1);
      Atomics.notify(this.#cells, SERVING);
    };
  }
}
