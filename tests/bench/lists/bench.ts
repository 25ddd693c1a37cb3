import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../support/server";
import type { Row } from "../ingest/bench";
import type { Prepared } from "./prepare";

const MAX_RATIO = 3;
const MAX_NAVIGATION_MS = 100;
const WARM_UPS = 10;
const ROUNDS = 60;
const GIVE_UP_MS = 60_000;
const numbered = (mark: string) => `01bench${mark}${String(7).padStart(18, "0")}`;

/** Pages of the list of 20,000 contacts, by the name that the yardstick knows them by. */
const PAGES = {
  first: "/contacts",
  deep: "/contacts?page=399",
  updated: "/contacts?sort=updated",
  account: "/contacts?sort=account",
  search: `/contacts?q=${encodeURIComponent("佐藤 19")}`,
} as const;

/** What people go to and fro between. */
const NAVIGATION = [
  ["accounts", "/accounts", "routes/app/accounts"],
  ["contacts", "/contacts", "routes/app/contacts"],
  ["deals", "/deals", "routes/app/deals"],
  ["rooms", "/rooms", "routes/app/rooms"],
  ["account", `/accounts/${numbered("a")}`, "routes/app/account"],
  ["deal", `/deals/${numbered("d")}`, "routes/app/deal"],
  ["room", `/rooms/${numbered("r")}`, "routes/app/room"],
] as const;

/**
 * Lists over the demonstration a hundred times over: what the built server needs for the data of a page of contacts,
 * against a bare server with the same queries, in turns; and every step between lists and what they list.
 */
export async function benchLists(): Promise<Row[]> {
  if (!existsSync("build/server/index.js")) throw new Error("build first: npm run build");
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-bench-"));
  const running: ChildProcess[] = [];
  try {
    const file = path.join(folder, "lists.db");
    const port = await freePort();
    const settings = settingsOf(file, port);
    const { cookie, workspaceId } = await prepare(settings);
    const server = spawn(process.execPath, ["build/server/index.js"], { env: settings, stdio: "ignore" });
    running.push(server);
    const bare = forkFile("bare-server.ts", [file, workspaceId]);
    running.push(bare);
    const [listening] = await once(bare, "message");
    const barePort = portOf(listening);
    const ours = `http://127.0.0.1:${port}`;
    await firstAnswer(`${ours}/healthz`);
    const ask = { ours, bare: `http://127.0.0.1:${barePort}`, cookie };
    return [...(await benchPages(ask)), ...(await benchNavigation(ask))];
  } finally {
    await Promise.all(running.map(stop));
    await rm(folder, { recursive: true, force: true });
  }
}

type Ask = { ours: string; bare: string; cookie: string };

async function benchPages({ ours, bare, cookie }: Ask): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, address] of Object.entries(PAGES)) {
    const [own, yardstick, document] = await timed([
      () => get(dataOf(ours, address, "routes/app/contacts"), cookie),
      () => get(`${bare}/${name}`, ""),
      () => get(ours + address, cookie),
    ]);
    if (own === undefined || yardstick === undefined || document === undefined) continue;
    const ratio = own / yardstick;
    rows.push(
      { name: `contacts, ${name}: bare query, p95`, value: rounded(yardstick), unit: "ms", ok: true },
      { name: `contacts, ${name}: data of the page, p95`, value: rounded(own), unit: "ms", ok: true },
      { name: `contacts, ${name}: whole page as HTML, p95`, value: rounded(document), unit: "ms", ok: true },
      {
        name: `contacts, ${name}: data ÷ bare query`,
        value: rounded(ratio),
        unit: "×",
        limit: `≤ ${MAX_RATIO}`,
        ok: ratio <= MAX_RATIO,
      },
    );
  }
  return rows;
}

async function benchNavigation({ ours, cookie }: Ask): Promise<Row[]> {
  const times = await timed(
    NAVIGATION.map(
      ([, address, route]) =>
        () =>
          get(dataOf(ours, address, route), cookie),
    ),
  );
  return NAVIGATION.map(([name], index) => {
    const p95 = times[index] ?? Number.POSITIVE_INFINITY;
    return {
      name: `going to ${name}: data, p95`,
      value: rounded(p95),
      unit: "ms",
      limit: `< ${MAX_NAVIGATION_MS}`,
      ok: p95 < MAX_NAVIGATION_MS,
    };
  });
}

/** 95th percentiles. In turns, so that whatever else the machine does falls on each alike. */
async function timed(works: readonly (() => Promise<void>)[]): Promise<number[]> {
  const times = works.map((): number[] => []);
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    for (const [index, work] of works.entries()) {
      const startedAt = performance.now();
      await work();
      if (round >= 0) times[index]?.push(performance.now() - startedAt);
    }
  }
  return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(some.length * 0.95)] ?? 0);
}

async function get(url: string, cookie: string): Promise<void> {
  const response = await fetch(url, { headers: { cookie, "accept-language": "en" }, redirect: "manual" });
  const body = await response.text();
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 200)}`);
}

/** What the browser asks for when somebody follows a link inside the app. */
function dataOf(origin: string, address: string, route: string): string {
  const url = new URL(address, origin);
  url.pathname += ".data";
  url.searchParams.set("_routes", route);
  return url.href;
}

function settingsOf(file: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    PORT: String(port),
    HOST: "127.0.0.1",
    APP_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: `file:${file}`,
    DATA_DIR: path.dirname(file),
    SECRET_KEY: "bench-bench-bench-bench-bench-bench-bench",
    LOG_LEVEL: "error",
  };
}

async function prepare(settings: NodeJS.ProcessEnv): Promise<Prepared> {
  const child = forkFile("prepare.ts", [], settings);
  const ended = once(child, "exit").then(([code]) => Promise.reject(new Error(`ended with ${code}`)));
  const [prepared] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  return prepared as Prepared;
}

function forkFile(name: string, args: string[], env: NodeJS.ProcessEnv = process.env): ChildProcess {
  const file = fileURLToPath(new URL(name, import.meta.url));
  return fork(file, args, { execArgv: ["--import", "tsx"], env });
}

function portOf(message: unknown): number {
  return (message as { port: number }).port;
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

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
