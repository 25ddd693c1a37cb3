import { realpathSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";

/**
 * Makes durable what a connection at synchronous=NORMAL has committed: one sync of the write-ahead log, off this thread,
 * for all commits that were made before it began.
 */
export class WalSync {
  readonly #file: string;
  readonly #onFailure: (error: Error) => void;
  #log: FileHandle | null = null;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #failure: Error | null = null;

  /** `onFailure` is told once: from then on nothing can be promised any more. */
  constructor(databaseFile: string, onFailure: (error: Error) => void) {
    this.#file = databaseFile;
    this.#onFailure = onFailure;
  }

  /** Resolves when every commit made so far would survive a loss of power. Rejects for ever after one failure. */
  durable(): Promise<void> {
    if (this.#next !== null) return this.#next;
    if (this.#running === null) return this.#start();
    // The sync under way may have begun before the last commit.
    const next = this.#running.then(() => {
      this.#next = null;
      return this.#start();
    });
    this.#next = next;
    return next;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#next, this.#running]);
    await this.#log?.close();
  }

  #start(): Promise<void> {
    this.#running = this.#sync().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #sync(): Promise<void> {
    // What the kernel has failed to write once it may report as written the next time: never ask again.
    if (this.#failure) throw this.#failure;
    try {
      this.#log ??= await this.#open();
      await this.#log.datasync();
    } catch (cause) {
      this.#failure = new Error("the write-ahead log could not be synced", { cause });
      this.#onFailure(this.#failure);
      throw this.#failure;
    }
  }

  /** SQLite names the log after the file itself, not after a link to it. The log's own name must survive too. */
  async #open(): Promise<FileHandle> {
    const file = realpathSync(this.#file);
    const log = await open(`${file}-wal`, "r+");
    const folder = await open(path.dirname(file), "r");
    await folder.sync();
    await folder.close();
    return log;
  }
}
