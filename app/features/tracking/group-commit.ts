export type GroupCommitOptions<Item, Result> = {
  /** How long the first item of a batch waits for company. */
  windowMs: number;
  maxBatch: number;
  /** From this many on, a batch waits no longer once nothing more arrives. */
  enough: number;
  /** Items that may wait; more are refused. */
  maxWaiting: number;
  /** Commits all or throws; one result for each item, in order. */
  commit: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Resolves when what was committed so far is durable; meanwhile the next batch is taken. */
  durable: () => Promise<void>;
  /** True when trying the items one by one would fail the same way. */
  isHopeless: (error: unknown) => boolean;
};

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Gathers items that arrive together into one commit. `push` resolves once that is durable. An item that breaks its
 * batch is found by halving, so that its neighbours are kept.
 */
export class GroupCommit<Item, Result> {
  readonly #options: GroupCommitOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  #running: Promise<void> | null = null;
  readonly #settling = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #isWatching = false;

  constructor(options: GroupCommitOptions<Item, Result>) {
    this.#options = options;
  }

  get isFull(): boolean {
    return this.#waiting.length >= this.#options.maxWaiting;
  }

  /** Rejects with what the commit of this very item failed with, or its way to the disk. Ask `isFull` first. */
  push(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#running !== null) return;
      this.#startSoon();
    });
  }

  /** Commits what waits and resolves when all of it is answered. */
  async drain(): Promise<void> {
    while (this.#waiting.length > 0 || this.#running !== null) {
      this.#start();
      await this.#running;
    }
    await Promise.all(this.#settling);
  }

  #startSoon(): void {
    const { maxBatch, enough, windowMs } = this.#options;
    if (this.#waiting.length >= maxBatch) this.#start();
    else this.#timer ??= setTimeout(() => this.#start(), windowMs);
    if (this.#waiting.length >= enough && !this.#isWatching) this.#watch(this.#waiting.length);
  }

  /** Looks once each turn of the event loop whether anything came since. */
  #watch(seen: number): void {
    this.#isWatching = true;
    setImmediate(() => {
      this.#isWatching = false;
      if (this.#running !== null || this.#waiting.length < this.#options.enough) return;
      if (this.#waiting.length === seen) this.#start();
      else this.#watch(this.#waiting.length);
    });
  }

  #start(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#running !== null || this.#waiting.length === 0) return;
    const batch = this.#waiting.splice(0, this.#options.maxBatch);
    this.#running = this.#commit(batch).finally(() => {
      this.#running = null;
      if (this.#waiting.length > 0) this.#startSoon();
    });
  }

  async #commit(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.commit(batch.map(({ item }) => item));
      this.#answer(batch, results);
    } catch (error) {
      if (batch.length > 1 && !this.#options.isHopeless(error)) {
        const middle = batch.length >> 1;
        await this.#commit(batch.slice(0, middle));
        await this.#commit(batch.slice(middle));
        return;
      }
      for (const { reject } of batch) reject(error);
    }
  }

  #answer(batch: Waiting<Item, Result>[], results: readonly Result[]): void {
    const settling = this.#options.durable().then(
      () => {
        for (const [index, result] of results.entries()) batch[index]?.resolve(result);
      },
      (error: unknown) => {
        for (const { reject } of batch) reject(error);
      },
    );
    this.#settling.add(settling);
    void settling.then(() => this.#settling.delete(settling));
  }
}
