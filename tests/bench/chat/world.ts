import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../support/server";
import type { Prepared } from "./prepare";

const GIVE_UP_MS = 60_000;

export type World = Prepared & {
  origin: string;
  /** What the server's process has worked so far, over all its threads. */
  cpuMs: () => Promise<number>;
};

/** The built server over a filled database of its own, for as long as the work takes. */
export async function inWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
  if (!existsSync("build/server/index.js")) throw new Error("build first: npm run build");
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-bench-"));
  let server: ChildProcess | undefined;
  try {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const settings = settingsOf(folder, port);
    const prepared = await prepare(settings);
    const running = spawn(process.execPath, ["--import", CPU, "build/server/index.js"], {
      env: settings,
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    server = running;
    await firstAnswer(`${origin}/healthz`);
    return await work({ ...prepared, origin, cpuMs: () => askCpu(running) });
  } finally {
    if (server && server.exitCode === null) {
      const gone = once(server, "exit");
      server.kill("SIGTERM");
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  }
}

// Answers each message with what its process has worked, in milliseconds.
const CPU = `data:text/javascript,${encodeURIComponent(
  'process.on("message", () => { const { user, system } = process.cpuUsage(); process.send((user + system) / 1000); }); process.channel?.unref();',
)}`;

async function askCpu(server: ChildProcess): Promise<number> {
  const answer = once(server, "message");
  server.send("cpu");
  const [ms] = await answer;
  return Number(ms);
}

export function p95Of(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

async function prepare(settings: NodeJS.ProcessEnv): Promise<Prepared> {
  const file = fileURLToPath(new URL("prepare.ts", import.meta.url));
  const child = fork(file, [], { execArgv: ["--import", "tsx"], env: settings });
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`ended with ${code}`)));
  const [prepared] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  return prepared as Prepared;
}

function settingsOf(folder: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: `file:${path.join(folder, "chat.db")}`,
    DATA_DIR: folder,
    SECRET_KEY: "bench-bench-bench-bench-bench-bench-bench",
    LOG_LEVEL: "error",
  };
}

async function firstAnswer(url: string): Promise<void> {
  for (let waited = 0; waited < GIVE_UP_MS; waited += 50) {
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await pause(50);
  }
  throw new Error(`no answer from ${url}`);
}
