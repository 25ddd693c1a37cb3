import { SharedTurns } from "./shared-turns";

/** First come, first served: one holder at a time, in this thread and among those that share its turns. */
export class WriterLane {
  readonly #turns: SharedTurns | null;
  #tail: Promise<void> = Promise.resolve();

  constructor(turns?: SharedArrayBuffer) {
    this.#turns = turns ? new SharedTurns(turns) : null;
  }

  async enter(): Promise<() => void> {
    let open: () => void = () => {};
    const turn = this.#tail;
    this.#tail = new Promise<void>((resolve) => {
      open = resolve;
    });
    await turn;
    if (!this.#turns) return open;
    const leave = await this.#turns.enter();
    return () => {
      leave();
      open();
    };
  }

  async run<T>(work: () => T | Promise<T>): Promise<T> {
    const leave = await this.enter();
    try {
      return await work();
    } finally {
      leave();
    }
  }
}
