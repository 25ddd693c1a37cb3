import { existsSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type BoundedProcess, peakMemoryOf, startBoundedProcess } from "~/platform/bounded-process.server";
import { log } from "~/platform/log.server";
import type { VersionFailure } from "../schema";
import { type PdfReading, type ReadLimits, readReply } from "./schema";
import { MAGIC_WINDOW_BYTES, MAX_PAGES, startsLikePdf } from "./utils";

export type ReadResult = { ok: true; reading: PdfReading } | { ok: false; failure: VersionFailure };

export type ReaderOptions = {
  /** Wall clock for one file, start of the process included. */
  timeMs: number;
  /** Resident memory of the process, beside the file itself. */
  memoryBytes: number;
  /** A process without work ends after this long. */
  idleMs: number;
};

const MIB = 1024 * 1024;
const DEFAULTS: ReaderOptions = { timeMs: 60_000, memoryBytes: 512 * MIB, idleMs: 20_000 };
/** Above what the watch allows, since reserved memory counts here too. */
const KERNEL_BOUNDS = {
  dataBytes: 1280 * MIB,
  cpuSeconds: 300,
  heapMegabytes: 384,
  // The canvas's allocator would else reserve a whole GiB at once.
  environment: { MIMALLOC_ARENA_EAGER_COMMIT: "0" },
};
const LIMITS: ReadLimits = {
  maxPages: MAX_PAGES,
  maxTextLength: 5_000_000,
  maxPageTextLength: 100_000,
  textUntilMs: 40_000,
};
const WATCH_EVERY_MS = 50;
/** A process that had to work hard isn't used again: it keeps its memory and has spent its CPU allowance. */
const REUSE = { memoryBytes: 220 * MIB, workMs: 10_000, readings: 25 };
/** Dying by a signal with this share of the memory taken is running out of memory. */
const MEMORY_SHARE = 0.6;

export type PdfReader = {
  /** Never throws for what is in the file; throws when the file can't be opened or no process can be started. */
  read(file: string): Promise<ReadResult>;
  close(): void;
};

/**
 * Judges PDFs by pdf.js in a child process, one at a time. The process is bounded from outside: by the kernel where
 * `prlimit` exists, and everywhere by a watch on its memory and a clock, both of which kill.
 */
export function openPdfReader(overrides: Partial<ReaderOptions> = {}): PdfReader {
  const options = { ...DEFAULTS, ...overrides };
  let child: BoundedProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let idleTimer: NodeJS.Timeout | undefined;
  let readings = 0;
  let isClosed = false;

  function dropChild() {
    child?.kill();
    child = null;
    readings = 0;
  }

  async function readNext(file: string): Promise<ReadResult> {
    const refused = await refuseByFirstBytes(file);
    if (refused) return refused;
    clearTimeout(idleTimer);
    const memoryBytes = options.memoryBytes + (await stat(file)).size;
    let outcome = await readOnce(file, memoryBytes);
    // A crash without a reason may be the process's fault, so a fresh one gets the last word.
    if (outcome === "crashed") outcome = await readOnce(file, memoryBytes);
    idleTimer = setTimeout(dropChild, options.idleMs).unref();
    return outcome === "crashed" ? { ok: false, failure: "broken" } : outcome;
  }

  async function readOnce(file: string, memoryBytes: number): Promise<ReadResult | "crashed"> {
    if (isClosed) throw new Error("the PDF reader is closed");
    if (!child?.isAlive()) dropChild();
    child ??= await startBoundedProcess(workerFile(), KERNEL_BOUNDS);
    const used = child;
    const startedAt = performance.now();
    const outcome = await askChild(used, { file, memoryBytes, timeMs: options.timeMs });
    const ms = Math.round(performance.now() - startedAt);
    const peakBytes = await peakMemoryOf(used.pid);
    readings += 1;
    log.debug(
      { ms, peakBytes, outcome: outcome === "crashed" || outcome.ok ? "read" : outcome.failure },
      "pdf read",
    );
    const isSpent = (peakBytes ?? 0) > REUSE.memoryBytes || ms > REUSE.workMs || readings >= REUSE.readings;
    if (isSpent || !used.isAlive()) dropChild();
    return outcome;
  }

  return {
    read(file) {
      const turn = queue.then(() => readNext(file));
      queue = turn.catch(() => undefined);
      return turn;
    },
    close() {
      isClosed = true;
      clearTimeout(idleTimer);
      dropChild();
    },
  };
}

let shared: PdfReader | null = null;

/** The reader of this process. */
export function pdfReader(): PdfReader {
  shared ??= openPdfReader();
  return shared;
}

export function closePdfReader(): void {
  shared?.close();
  shared = null;
}

async function refuseByFirstBytes(path: string): Promise<ReadResult | null> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(
      new Uint8Array(MAGIC_WINDOW_BYTES),
      0,
      MAGIC_WINDOW_BYTES,
      0,
    );
    if (bytesRead === 0) return { ok: false, failure: "empty" };
    return startsLikePdf(buffer.subarray(0, bytesRead)) ? null : { ok: false, failure: "not_pdf" };
  } finally {
    await file.close();
  }
}

type Question = { file: string; memoryBytes: number; timeMs: number };

let lastId = 0;

function askChild(child: BoundedProcess, question: Question): Promise<ReadResult | "crashed"> {
  const { file, memoryBytes, timeMs } = question;
  return new Promise((resolve) => {
    const id = ++lastId;
    let peakBytes = 0;
    const settle = (outcome: ReadResult | "crashed") => {
      clearTimeout(clock);
      clearInterval(watch);
      child.rest();
      resolve(outcome);
    };
    const stop = (failure: VersionFailure) => {
      child.kill();
      settle({ ok: false, failure });
    };
    const clock = setTimeout(() => stop("timeout"), timeMs);
    const watch = setInterval(async () => {
      peakBytes = (await peakMemoryOf(child.pid)) ?? peakBytes;
      if (peakBytes > memoryBytes) stop("memory");
    }, WATCH_EVERY_MS);
    child.ask(
      { id, path: file, limits: LIMITS },
      {
        onReply: (message) => settle(resultOf(message, id)),
        onExit({ bySignal, outOfMemory, outOfCpu }) {
          const isFull = outOfMemory || (bySignal && peakBytes > memoryBytes * MEMORY_SHARE);
          const failure = outOfCpu ? "timeout" : isFull ? "memory" : null;
          settle(failure ? { ok: false, failure } : "crashed");
        },
      },
    );
  });
}

function resultOf(message: unknown, id: number): ReadResult | "crashed" {
  const reply = readReply.safeParse(message);
  if (!reply.success || reply.data.id !== id) return "crashed";
  return reply.data.ok
    ? { ok: true, reading: reply.data.reading }
    : { ok: false, failure: reply.data.failure };
}

/** Built: beside the server's bundle. From source: a boot file that loads TypeScript. */
function workerFile(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const built = [here, path.dirname(here)].map((folder) => path.join(folder, "pdf-worker.js"));
  return built.find((file) => existsSync(file)) ?? path.join(here, "../../../../server/worker-boot.mjs");
}
