import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import type { Row } from "../ingest/bench";
import type { Report, Started } from "./import-server";

const MAX_EXTRA_MB = 150;
const MAX_P99_MS = 100;
const PROBE_EVERY_MS = 20;

/**
 * A file of 100,000 contacts in Shift_JIS is uploaded and imported by a running server, while /healthz is asked all the
 * time from outside. Half-way the server is killed and started again: nothing may be taken twice or left out.
 */
export async function benchImport(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-bench-"));
  try {
    const whole = await importOnce(folder, "whole");
    const killed = await importOnce(folder, "killed", { killAt: 0.5 });
    return [
      row("rows imported", whole.report.doneRows, "rows"),
      row("upload and first look", whole.report.uploadMs / 1000, "s"),
      row("import", whole.importMs / 1000, "s"),
      row("rows per second", (whole.report.doneRows / whole.importMs) * 1000, "rows/s"),
      row("memory before", whole.report.beforeMb, "MB"),
      row("extra memory at its highest", whole.report.extraMb, "MB", {
        limit: `≤ ${MAX_EXTRA_MB}`,
        ok: whole.report.extraMb <= MAX_EXTRA_MB,
      }),
      row("/healthz meanwhile, median", quantile(whole.probes, 0.5), "ms"),
      row("/healthz meanwhile, p99", quantile(whole.probes, 0.99), "ms", {
        limit: `< ${MAX_P99_MS}`,
        ok: quantile(whole.probes, 0.99) < MAX_P99_MS,
      }),
      row("/healthz meanwhile, longest", Math.max(...whole.probes), "ms"),
      row("contacts after kill -9 half-way", killed.report.contacts, "rows", {
        limit: String(killed.report.expected),
        ok: killed.report.contacts === killed.report.expected,
      }),
      row("rows accounted for after kill -9", killed.report.doneRows, "rows", {
        limit: String(killed.report.expected),
        ok: killed.report.doneRows === killed.report.expected,
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Run = { report: Report; importMs: number; probes: number[] };

async function importOnce(folder: string, name: string, { killAt = 0 } = {}): Promise<Run> {
  const dataDir = path.join(folder, name);
  let server = start(dataDir, "begin");
  const { port } = await server.started;
  const probing = probe(port);
  const startedAt = performance.now();
  server.child.send("import");
  if (killAt > 0) {
    await reaches(server.child, killAt);
    server.child.kill("SIGKILL");
    await once(server.child, "exit");
    server = start(dataDir, "go on");
    await server.started;
    server.child.send("import");
  }
  const report = await reportOf(server.child);
  const importMs = performance.now() - startedAt - report.uploadMs;
  const probes = await probing.stop();
  server.child.kill("SIGKILL");
  return { report, importMs, probes };
}

function start(dataDir: string, how: "begin" | "go on") {
  const child = fork(fileURLToPath(new URL("import-server.ts", import.meta.url)), [how], {
    execArgv: ["--import", "tsx", "--expose-gc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: `file:${path.join(dataDir, "import.db")}`,
      DATA_DIR: dataDir,
      APP_URL: "http://localhost:3000",
      SECRET_KEY: "bench-bench-bench-bench-bench-bench-bench",
      LOG_LEVEL: "error",
    },
  });
  return { child, started: first<Started>(child, "started") };
}

function reportOf(child: ChildProcess): Promise<Report> {
  return first<Report>(child, "done");
}

async function reaches(child: ChildProcess, share: number): Promise<void> {
  await first(child, "moved", (message) => Number(message.share) >= share);
}

type Message = { type: string } & Record<string, unknown>;

function first<T>(child: ChildProcess, type: string, isIt: (message: Message) => boolean = () => true) {
  return new Promise<T>((resolve, reject) => {
    const hear = (message: Message) => {
      if (message.type !== type || !isIt(message)) return;
      child.off("message", hear);
      resolve(message as T);
    };
    child.on("message", hear);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

/** Asks for /healthz from outside, one after the other, until stopped. Times in milliseconds. */
function probe(port: number) {
  const times: number[] = [];
  let isOn = true;
  const loop = (async () => {
    while (isOn) {
      const at = performance.now();
      const isAnswered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
        (response) => response.arrayBuffer().then(() => response.ok),
        () => false,
      );
      // A server that was killed on purpose answers nothing.
      if (isAnswered) times.push(performance.now() - at);
      await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS));
    }
  })();
  return {
    stop: async () => {
      isOn = false;
      await loop;
      return times;
    },
  };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function row(
  name: string,
  value: number,
  unit: string,
  judged: { limit?: string; ok: boolean } = { ok: true },
): Row {
  return { name, value: Math.round(value * 100) / 100, unit, ...judged };
}
