import type { Refusal, SaveReply } from "./schema";

export type SaveState =
  | { kind: "saved" | "unsaved" | "saving" | "offline" }
  | { kind: "refused"; reason: Refusal }
  | { kind: "conflict"; version: number; editorName: string | null; body: unknown };

type Send = (save: { version: number; body: unknown }) => Promise<SaveReply>;

const QUIET_MS = 800;
const RETRY_MS = 5_000;

/** Saves the newest text a moment after typing stops, one request at a time; never over somebody else's text. */
export class Autosave {
  #state: SaveState = { kind: "saved" };
  #version: number;
  #pending: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();

  constructor(version: number, send: Send) {
    this.#version = version;
    this.#send = send;
  }

  get state(): SaveState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  changed(body: unknown): void {
    this.#pending = body;
    if (this.#state.kind === "conflict") return;
    this.#become({ kind: "unsaved" });
    this.#schedule(QUIET_MS);
  }

  /** Sends at once what waits, for example when the page is being left. */
  flush(): void {
    if (this.#pending !== undefined && this.#state.kind !== "conflict") void this.#save();
  }

  /** After a conflict: my text goes on top of theirs, or theirs takes the place of mine. */
  resolve(choice: { keep: "mine"; body: unknown } | { keep: "theirs" }): void {
    if (this.#state.kind !== "conflict") return;
    this.#version = this.#state.version;
    this.#pending = undefined;
    this.#become({ kind: "saved" });
    if (choice.keep === "mine") {
      this.changed(choice.body);
      this.flush();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#pending === undefined) return;
    const body = this.#pending;
    this.#pending = undefined;
    this.#isSending = true;
    this.#become({ kind: "saving" });
    const reply = await this.#send({ version: this.#version, body }).catch(() => null);
    this.#isSending = false;
    this.#take(reply, body);
  }

  #take(reply: SaveReply | null, body: unknown): void {
    if (reply?.kind === "saved") {
      this.#version = reply.version;
      this.#become({ kind: this.#pending === undefined ? "saved" : "unsaved" });
      if (this.#pending !== undefined) this.#schedule(QUIET_MS);
    } else if (reply) {
      this.#become(reply);
    } else {
      this.#pending ??= body;
      this.#become({ kind: "offline" });
      this.#schedule(RETRY_MS);
    }
  }

  #schedule(waitMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), waitMs);
  }

  #become(state: SaveState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
