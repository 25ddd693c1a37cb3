/**
 * `npm run demo`: installs and builds what is lacking, fills ./data/demo on the first run, and serves it.
 * PORT chooses the port; Ctrl-C ends everything. Delete ./data/demo to start over.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled, requireNode } from "./lib/install.mjs";
import { fail, root, runNode } from "./lib/run.mjs";

const STOP_MS = 12_000;
const PLACE_OF_ADDRESS = "{address}";

const port = readPort();
const address = `http://localhost:${port}`;
const folder = path.join(root, "data/demo");
const guide = path.join(folder, "guide.txt");

// The demo's own data, whatever the shell is set to.
const environment = {
  NODE_ENV: "production",
  PORT: String(port),
  HOST: process.env.HOST || "127.0.0.1",
  APP_URL: address,
  DATA_DIR: folder,
  DATABASE_URL: `file:${path.join(folder, "engawa.db")}`,
  SMTP_URL: "",
};

requireNode();
await ensureInstalled();
if ((await ensureBuilt()) !== 0) fail("The build failed: see the lines above.");
if (!existsSync(guide)) await fillFolder();
else if ((await runNode("build/server/migrate.js", [], { env: environment })) !== 0)
  fail("The migration failed.");
serve();

function readPort() {
  const given = process.env.PORT || "3000";
  if (!/^\d+$/.test(given) || Number(given) < 1 || Number(given) > 65_535)
    fail(`PORT is ${given}: 1 to 65535 is possible.`);
  return Number(given);
}

/** The guide is written last: a folder without one was left half filled and is made anew. */
async function fillFolder() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  if ((await runNode("build/server/migrate.js", [], { env: environment })) !== 0)
    fail("The migration failed.");
  console.log("Filling the demo: accounts, rooms, documents and sixty days of visits");
  const text = await outputOf("build/server/seed.js");
  writeFileSync(guide, text.replaceAll(address, PLACE_OF_ADDRESS));
}

/** The seed says on its standard output what a person may open and with which password. */
function outputOf(script) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      text += part;
    });
    child.once("close", (code) =>
      code === 0 ? resolve(text) : fail("Filling the demo failed: see the lines above."),
    );
  });
}

function serve() {
  const server = spawn(process.execPath, ["--max-semi-space-size=8", "build/server/index.js"], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let isStopping = false;
  server.stdout.pipe(process.stdout);
  server.once("exit", (code) => process.exit(isStopping ? 0 : (code ?? 1)));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  void announce();

  function stop() {
    if (isStopping) return;
    isStopping = true;
    server.kill("SIGTERM");
    setTimeout(() => server.kill("SIGKILL"), STOP_MS).unref();
  }
}

async function announce() {
  while (!(await isUp())) await new Promise((resolve) => setTimeout(resolve, 100));
  console.log(`\n${readFileSync(guide, "utf8").replaceAll(PLACE_OF_ADDRESS, address).trim()}\n`);
  console.log(`Engawa is at ${address}. Ctrl-C ends it; the data stays in ${path.relative(root, folder)}.`);
}

function isUp() {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}
