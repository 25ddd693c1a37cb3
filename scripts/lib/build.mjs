import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root, runNode } from "./run.mjs";

const INPUTS = [
  "app",
  "db",
  "server",
  "public",
  "scripts/build.mjs",
  "scripts/lib",
  "vite.config.ts",
  "remix.config.js",
  "tsconfig.json",
  "package-lock.json",
];
const MARK = path.join(root, "build/inputs.sha256");

/** Builds unless the last build was made from exactly these inputs. Resolves with the exit code. */
export async function ensureBuilt() {
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === hashInputs()) return 0;
  console.log("Building");
  return runNode(path.join(root, "scripts/build.mjs"));
}

export function markBuilt() {
  writeFileSync(MARK, hashInputs());
}

function hashInputs() {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    for (const file of filesUnder(input))
      hash.update(`${file}\0`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

function filesUnder(input) {
  const place = path.join(root, input);
  if (!existsSync(place)) return [];
  let entries;
  try {
    entries = readdirSync(place, { withFileTypes: true, recursive: true });
  } catch {
    return [input];
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}
