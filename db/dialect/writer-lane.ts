/** First come, first served: one holder at a time. */
export class WriterLane {
  #tail: Promise<void> = Promise.resolve();

  async enter(): Promise<() => void> {
    let leave: () => void = () => {};
    const turn = this.#tail;
    this.#tail = new Promise<void>((resolve) => {
      leave = resolve;
    });
    await turn;
    return leave;
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
