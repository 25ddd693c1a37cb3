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
  /** Reads the text as it is when it is sent: nothing is copied while somebody types. */
  #pending: (() => unknown) | undefined;
  #base: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSending = false;
  readonly #send: Send;
  readonly #listeners = new Set<() => void>();

  constructor(stored: { version: number; body: unknown }, send: Send) {
    this.#version = stored.version;
    this.#base = stored.body;
    this.#send = send;
  }

  get state(): SaveState {
    return this.#state;
  }

  /** The text as the server last had it from here: what both sides of a conflict grew from. */
  get base(): unknown {
    return this.#base;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  changed(read: () => unknown): void {
    this.#pending = read;
    if (this.#state.kind === "conflict") return;
    if (this.#state.kind !== "unsaved") this.#become({ kind: "unsaved" });
    this.#schedule(QUIET_MS);
  }

  /** Sends at once what waits, for example when the page is being left. */
  flush(): void {
    if (this.#pending !== undefined && this.#state.kind !== "conflict") void this.#save();
  }

  /** After a conflict: my text goes on top of theirs, or theirs takes the place of mine. */
  resolve(choice: { keep: "mine"; read: () => unknown } | { keep: "theirs" }): void {
    if (this.#state.kind !== "conflict") return;
    this.#version = this.#state.version;
    this.#base = this.#state.body;
    this.#pending = undefined;
    this.#become({ kind: "saved" });
    if (choice.keep === "mine") {
      this.changed(choice.read);
      this.flush();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #save(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isSending || this.#pending === undefined) return;
    const read = this.#pending;
    const body = read();
    this.#pending = undefined;
    this.#isSending = true;
    this.#become({ kind: "saving" });
    const reply = await this.#send({ version: this.#version, body }).catch(() => null);
    this.#isSending = false;
    this.#take(reply, { read, body });
  }

  #take(reply: SaveReply | null, { read, body }: { read: () => unknown; body: unknown }): void {
    if (reply?.kind === "saved") {
      this.#version = reply.version;
      this.#base = body;
      this.#become({ kind: this.#pending === undefined ? "saved" : "unsaved" });
      if (this.#pending !== undefined) this.#schedule(QUIET_MS);
    } else if (reply) {
      this.#become(reply);
    } else {
      this.#pending ??= read;
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
