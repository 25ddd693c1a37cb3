import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bundle, placeOf } from "./bundle";
import type { Measured, Order, Sender } from "./load";
import { CONNECTIONS } from "./load-shape";
import type { Verified } from "./verify";

export type Row = { name: string; value: number; unit: string; limit?: string; ok: boolean };

const ORIGIN = "http://localhost:3000";
const WARM_UP = { beacons: 20_000, maxMs: 15_000 };
const MEASURE_MS = 8_000;
const KILL_AFTER_MS = 3_000;
const RATIO = 0.5;
/** Both sides of the comparison run as a production build does. */
const BUNDLED = ["bare-server.ts", "ingest-server.ts", "../../../server/ingest-thread.ts"];
/** The flag of `npm start`; the bare server gets the room that our ingest thread gives itself. */
const flagsOf = (script: string) => [`--max-semi-space-size=${script.startsWith("bare") ? 32 : 8}`];

/** Durable beacons per second, against the bare yardstick of the same run, and what a kill -9 under load leaves. */
export async function benchIngest(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-bench-"));
  try {
    for (const script of BUNDLED) await bundle(script);
    const tokens = await firstTokens(folder);
    const bare = await measure(startBare(path.join(folder, "bare.db")), { sender: "standard", tokens });
    const real = await measure(startIngest(path.join(folder, "speed.db")), { sender: "standard" });
    const leanBare = await measure(startBare(path.join(folder, "lean-bare.db")), { sender: "lean", tokens });
    const lean = await measure(startIngest(path.join(folder, "lean.db")), { sender: "lean" });
    const killed = await killUnderLoad(path.join(folder, "killed.db"));
    const ratio = real.acknowledged / bare.acknowledged;
    return [
      row("bare server", bare.acknowledged / bare.seconds, "beacons/s"),
      row("bare server p50", bare.p50Ms, "ms"),
      row("bare server p99", bare.p99Ms, "ms"),
      row("bare server CPU", bare.cpuMicroseconds, "µs/beacon"),
      row("ingest", real.acknowledged / real.seconds, "beacons/s"),
      row("ingest p50", real.p50Ms, "ms"),
      row("ingest p99", real.p99Ms, "ms"),
      row("ingest CPU", real.cpuMicroseconds, "µs/beacon"),
      row("ingest refused", real.refused, "beacons", { limit: "0", ok: real.refused === 0 }),
      row(`ingest ÷ bare at ${CONNECTIONS} connections`, ratio, "×", {
        limit: `≥ ${RATIO}`,
        ok: ratio >= RATIO,
      }),
      row("lean sender: bare server", leanBare.acknowledged / leanBare.seconds, "beacons/s"),
      row("lean sender: ingest", lean.acknowledged / lean.seconds, "beacons/s"),
      row("acknowledged before kill -9", killed.acknowledged, "beacons", {
        limit: "> 0",
        ok: killed.acknowledged > 0,
      }),
      row("lost after kill -9", killed.lost, "spans", { limit: "0", ok: killed.lost === 0 }),
      row("doubled after kill -9", killed.doubled, "spans", { limit: "0", ok: killed.doubled === 0 }),
      row("roll-ups unlike the raw spans", killed.wrongTotals, "rows", {
        limit: "0",
        ok: killed.wrongTotals === 0,
      }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function row(
  name: string,
  value: number,
  unit: string,
  judged: { limit?: string; ok: boolean } = { ok: true },
): Row {
  return { name, value: Math.round(value * 100) / 100, unit, ...judged };
}

type Server = { child: ChildProcess; ready: Promise<{ port: number; tokens?: string[][] }> };

const startBare = (file: string) => start("bare-server.ts", [file]);
const startIngest = (file: string) => start("ingest-server.ts", [], file);

function start(script: string, args: string[], databaseFile?: string): Server {
  const isBundled = BUNDLED.includes(script);
  const file = isBundled ? placeOf(script) : fileURLToPath(new URL(script, import.meta.url));
  const child = fork(file, args, {
    execArgv: isBundled ? flagsOf(script) : ["--import", "tsx"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: "error",
      APP_URL: ORIGIN,
      SECRET_KEY: "bench-bench-bench-bench-bench-bench-bench",
      DATABASE_URL: databaseFile ? `file:${databaseFile}` : undefined,
      DATA_DIR: databaseFile ? path.dirname(databaseFile) : undefined,
    },
    serialization: "advanced",
  });
  const ready = once(child, "message").then(([message]) => message as { port: number; tokens?: string[][] });
  return { child, ready };
}

/** The bare server needs bodies of the same size: the same tokens, of a database that is thrown away. */
async function firstTokens(folder: string): Promise<string[][]> {
  const { child, ready } = startIngest(path.join(folder, "tokens.db"));
  const { tokens } = await ready;
  await kill(child, "SIGTERM");
  return tokens ?? [];
}

type Speed = Measured & { cpuMicroseconds: number };

async function measure(
  { child, ready }: Server,
  given: { sender: Sender; tokens?: string[][] },
): Promise<Speed> {
  const { port, tokens } = await ready;
  const loading = load({
    port,
    tokens: given.tokens ?? tokens ?? [],
    warmUp: WARM_UP,
    measureMs: MEASURE_MS,
    sender: given.sender,
  });
  await loading.warm;
  const before = await usageOf(child);
  const measured = await loading.done;
  const after = await usageOf(child);
  await kill(child, "SIGTERM");
  return { ...measured, cpuMicroseconds: (after - before) / measured.acknowledged };
}

async function usageOf(child: ChildProcess): Promise<number> {
  const answer = once(child, "message");
  child.send("usage");
  const [{ user, system }] = (await answer) as [{ user: number; system: number }];
  return user + system;
}

async function killUnderLoad(file: string): Promise<Verified> {
  const { child, ready } = startIngest(file);
  const { port, tokens } = await ready;
  const loading = load({
    port,
    tokens: tokens ?? [],
    warmUp: { beacons: 0, maxMs: 0 },
    measureMs: KILL_AFTER_MS * 3,
    sender: "lean",
  });
  await new Promise((resolve) => setTimeout(resolve, KILL_AFTER_MS));
  await kill(child, "SIGKILL");
  const { progress } = await loading.done;
  const verifier = start("verify.ts", [], file);
  verifier.child.send(progress);
  return (await verifier.ready) as unknown as Verified;
}

type Loading = { warm: Promise<void>; done: Promise<Measured> };

function load(order: Omit<Order, "origin">): Loading {
  const { child, ready } = start("load.ts", []);
  child.send({ ...order, origin: ORIGIN });
  const done = new Promise<Measured>((resolve) => {
    child.on("message", (message: { type: string }) => {
      if (message.type === "measured") resolve(message as Measured);
    });
  });
  return { warm: ready.then(() => {}), done };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
