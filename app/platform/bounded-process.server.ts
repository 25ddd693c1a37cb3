import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Bounds the kernel keeps where `prlimit` exists (Linux); elsewhere the caller's own watch is the only one. */
export type ProcessBounds = {
  /** Private writable memory, counted when reserved: a backstop above what the caller watches. */
  dataBytes: number;
  cpuSeconds: number;
  heapMegabytes: number;
  /** Beside the few variables that every process needs. */
  environment?: Record<string, string>;
};

export type BoundedProcess = {
  readonly pid: number;
  isAlive(): boolean;
  kill(): void;
  /** One question at a time; `onExit` may follow `onReply`. */
  ask(
    question: object,
    listeners: { onReply(message: unknown): void; onExit(exit: ProcessExit): void },
  ): void;
  /** Until the next question the process doesn't keep ours alive. */
  rest(): void;
};

export type ProcessExit = { bySignal: boolean; outOfMemory: boolean; outOfCpu: boolean };

const STDERR_KEPT = 4_000;
const LOW_PRIORITY = 10;
const OUT_OF_MEMORY = /out of memory|allocation failed|bad_alloc|memory allocation of/i;

/** Starts `node file` with little environment (no secret of ours), low priority and the bounds, and an IPC channel. */
export async function startBoundedProcess(file: string, bounds: ProcessBounds): Promise<BoundedProcess> {
  const node = [process.execPath, `--max-old-space-size=${bounds.heapMegabytes}`, file];
  const limits = [`--data=${bounds.dataBytes}`, `--cpu=${bounds.cpuSeconds}`, "--core=0"];
  const { PATH, HOME, TZ, NODE_ENV } = process.env;
  const [command = "", ...args] = (await hasPrlimit()) ? ["prlimit", ...limits, ...node] : node;
  const child = spawn(command, args, {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    serialization: "advanced",
    env: { PATH, HOME, TZ, NODE_ENV, ...bounds.environment },
  });
  await started(child);
  return controlsOf(child);
}

function controlsOf(child: ChildProcess): BoundedProcess {
  const { pid } = child;
  if (pid === undefined) throw new Error("the process has no id");
  let isAlive = true;
  let lastWords = "";
  let onReply: (message: unknown) => void = () => undefined;
  let onExit: (exit: ProcessExit) => void = () => undefined;

  child.stderr?.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString("utf8")).slice(-STDERR_KEPT);
  });
  child.on("message", (message) => onReply(message));
  child.on("error", () => undefined);
  child.once("close", (_code, signal) => {
    isAlive = false;
    onExit({
      bySignal: signal !== null,
      outOfMemory: OUT_OF_MEMORY.test(lastWords),
      outOfCpu: signal === "SIGXCPU",
    });
  });

  return {
    pid,
    isAlive: () => isAlive && child.connected,
    kill() {
      isAlive = false;
      child.kill("SIGKILL");
    },
    ask(question, listeners) {
      onReply = listeners.onReply;
      onExit = listeners.onExit;
      setReferenced(child, true);
      // A process that is gone tells so by its end.
      child.send(question, () => undefined);
    },
    rest() {
      setReferenced(child, false);
    },
  };
}

/** Resident bytes of a process, highest so far where the system tells it; null when it is gone or nobody can say. */
export async function peakMemoryOf(pid: number): Promise<number | null> {
  try {
    if (process.platform === "linux")
      return kilobytes(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8")));
    if (process.platform === "win32") return null;
    return kilobytes(/(\d+)/.exec((await run("ps", ["-o", "rss=", "-p", String(pid)])).stdout));
  } catch {
    return null;
  }
}

function kilobytes(match: RegExpExecArray | null): number | null {
  return match ? Number(match[1]) * 1024 : null;
}

let prlimit: Promise<boolean> | null = null;

function hasPrlimit(): Promise<boolean> {
  prlimit ??= run("prlimit", ["--version"]).then(
    () => true,
    () => false,
  );
  return prlimit;
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("spawn", () => {
      child.off("error", reject);
      lowerPriority(child.pid);
      resolve();
    });
  });
}

/** Reading a file can wait; answering people can't. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, LOW_PRIORITY);
  } catch {
    // Not every system allows it, and nothing depends on it.
  }
}

function setReferenced(child: ChildProcess, isReferenced: boolean): void {
  const turn = isReferenced ? "ref" : "unref";
  child[turn]();
  child.channel?.[turn]();
  const { stderr } = child;
  if (stderr && turn in stderr) Reflect.apply(Reflect.get(stderr, turn), stderr, []);
}
