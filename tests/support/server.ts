import { type ChildProcess, execFile, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const START_MS = 30_000;
const SET_UP_MS = 5_000;

export interface RunningServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly pid: number;
  /** The one-time address that the first run prints. */
  setUpUrl(): Promise<string>;
  /** What the server has printed until now. */
  output(): string;
  /** Ends the process, then starts another on the same port and data. */
  restart(signal?: NodeJS.Signals): Promise<RunningServer>;
  /** Ends the process and removes its data. */
  stop(): Promise<void>;
}

interface ServerOptions {
  /** Settings of the server, for example SMTP_URL. */
  env?: Record<string, string>;
}

/** The production build on a free port, with an empty, migrated database in a folder of its own. */
export async function startServer({ env = {} }: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "engawa-server-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    NODE_ENV: "production" as const,
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: url,
    DATA_DIR: dataDir,
    DATABASE_URL: `file:${path.join(dataDir, "engawa.db")}`,
    LOG_LEVEL: "warn",
    ...env,
  };
  await run(process.execPath, ["build/server/migrate.js"], {
    cwd: root,
    env: { ...process.env, ...settings },
  });
  return launch({ url, dataDir, settings });
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const place = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (place === null || typeof place === "string") throw new Error("no free port");
  return place.port;
}

interface Launch {
  url: string;
  dataDir: string;
  settings: Record<string, string> & { NODE_ENV: "production" };
}

async function launch(options: Launch): Promise<RunningServer> {
  const { url, dataDir, settings } = options;
  const child = spawn(process.execPath, ["--max-semi-space-size=8", "build/server/index.js"], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  const killWithUs = () => {
    child.kill("SIGKILL");
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once("exit", killWithUs);
  child.once("exit", () => process.off("exit", killWithUs));
  await untilReady(child, url, lines);

  return {
    url,
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? "",
    pid: child.pid ?? 0,
    setUpUrl: () => findSetUpUrl(lines),
    output: () => lines.join("\n"),
    async restart(signal = "SIGTERM") {
      await end(child, signal);
      return launch(options);
    },
    async stop() {
      await end(child, "SIGTERM");
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilReady(child: ChildProcess, url: string, lines: string[]): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await isReady(url)) || !lines.some((line) => line.includes("listens on"))) {
    if (child.exitCode !== null)
      throw new Error(`the server ended with ${child.exitCode}:\n${lines.join("\n")}`);
    if (Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`the server was not ready within ${START_MS} ms:\n${lines.join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`).catch(() => null);
  return response?.ok ?? false;
}

async function findSetUpUrl(lines: string[]): Promise<string> {
  const deadline = Date.now() + SET_UP_MS;
  for (;;) {
    const found = /https?:\/\/\S+\/setup\?token=\S+/.exec(lines.join("\n"))?.[0];
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`the server printed no set-up address:\n${lines.join("\n")}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}
