import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Row } from "../ingest/bench";

const MAX_IDLE_MIB = 180;
const SETTLE_MS = 5_000;
const GIVE_UP_MS = 30_000;

/** How long the built server takes from its start to its first page, and what it weighs when nobody is there. */
export async function benchStart(): Promise<Row[]> {
  if (!existsSync("build/server/index.js")) throw new Error("build first: npm run build");
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-bench-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const server = spawn(process.execPath, ["--max-semi-space-size=8", "build/server/index.js"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      APP_URL: url,
      DATA_DIR: folder,
      DATABASE_URL: "",
      LOG_LEVEL: "error",
    },
    stdio: "ignore",
  });
  try {
    await firstAnswer(`${url}/sign-in`);
    const startMs = performance.now() - started;
    for (let visit = 0; visit < 5; visit++) await (await fetch(`${url}/sign-in`)).text();
    await pause(SETTLE_MS);
    const idleMib = residentMib(server.pid ?? 0);
    return [
      { name: "cold start to first page", value: Math.round(startMs), unit: "ms", ok: true },
      {
        name: "idle server, resident memory",
        value: Math.round(idleMib),
        unit: "MiB",
        limit: `≤ ${MAX_IDLE_MIB}`,
        ok: idleMib > 0 && idleMib <= MAX_IDLE_MIB,
      },
    ];
  } finally {
    const gone = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstAnswer(url: string): Promise<void> {
  for (let waited = 0; waited < GIVE_UP_MS; waited += 10) {
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await pause(10);
  }
  throw new Error("the server did not start");
}

/** From /proc, so on Linux only; 0 elsewhere. */
function residentMib(pid: number): number {
  if (!existsSync(`/proc/${pid}/status`)) return 0;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}
