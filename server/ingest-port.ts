import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { Arrival, Receipt } from "~/features/tracking/ingest.server";
import { type LiveMessage, publish } from "~/platform/realtime.server";

/** MiB of room for what lives shortly, as a batch of beacons does: fewer collections while many people read. */
const YOUNG_SPACE_MIB = 32;
/** Beacons on their way; more are refused, as the queue behind would. */
const MAX_WAITING = 8_192;

/** An arrival as it crosses to the other thread. */
export type Crossing = { id: number; text: string; userAgent: string; address: string };
export type ToIngest = { type: "beacons"; beacons: Crossing[] } | { type: "close" };
/** All that became known in one turn of the event loop. */
export type FromIngest = {
  /** Beacons that were kept, by their number. */
  kept: Float64Array;
  others: { id: number; receipt: Receipt }[];
  live: { topic: string; message: LiveMessage }[];
};

export type IngestOptions = {
  /** The built `ingest-thread`. */
  file: string;
  /** From `newTurns`, shared with this thread's own database. */
  turns: SharedArrayBuffer;
  /** The thread ended by itself: what it had not acknowledged will come again. */
  onCrash: (error: Error) => void;
};

export type Ingest = {
  receive(arrival: Arrival): Promise<Receipt>;
  /** Commits what was received. */
  close(): Promise<void>;
};

/**
 * Ingest in a thread of its own: pages stay quick however much is being read. The thread starts with the first beacon,
 * so that an idle server is small. Beacons of one turn of the event loop cross together.
 */
export function openIngest(options: IngestOptions): Ingest {
  const waiting = new Map<number, (receipt: Receipt) => void>();
  let thread: Worker | null = null;
  let leaving: Crossing[] = [];
  let lastId = 0;
  let closing: Promise<void> | null = null;

  const start = (): Worker => {
    // The flag of the process goes before a limit of the thread; of this thread it changes nothing any more.
    setFlagsFromString(`--max-semi-space-size=${YOUNG_SPACE_MIB}`);
    const started = new Worker(options.file, { workerData: { turns: options.turns } });
    started.on("message", (message: FromIngest) => {
      settle(waiting, message);
      for (const { topic, message: what } of message.live) publish(topic, what);
    });
    started.on("error", options.onCrash);
    started.on("exit", (code) => {
      if (!closing) options.onCrash(new Error(`the ingest thread ended with ${code}`));
    });
    return started;
  };
  const send = () => {
    const beacons = leaving;
    leaving = [];
    thread ??= start();
    thread.postMessage({ type: "beacons", beacons } satisfies ToIngest);
  };
  const end = async () => {
    if (leaving.length > 0) send();
    if (!thread) return;
    const ended = new Promise((resolve) => thread?.once("exit", resolve));
    thread.postMessage({ type: "close" } satisfies ToIngest);
    await ended;
    for (const resolve of waiting.values()) resolve("busy");
  };

  return {
    receive({ text, userAgent, address }) {
      if (closing || waiting.size >= MAX_WAITING) return Promise.resolve("busy");
      const id = ++lastId;
      if (leaving.length === 0) setImmediate(send);
      leaving.push({ id, text, userAgent, address: address() });
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    close: () => (closing ??= end()),
  };
}

function settle(waiting: Map<number, (receipt: Receipt) => void>, { kept, others }: FromIngest): void {
  const answer = (id: number, receipt: Receipt) => {
    waiting.get(id)?.(receipt);
    waiting.delete(id);
  };
  for (const id of kept) answer(id, "kept");
  for (const { id, receipt } of others) answer(id, receipt);
}
