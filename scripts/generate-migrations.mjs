/**
 * Writes the migrations that the schema lacks, for both dialects. With --check it writes nothing and fails if one is
 * lacking. `--name add_tasks` names the files.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { root, runBin } from "./lib/run.mjs";

const dialects = {
  sqlite: { kind: "sqlite", url: "file::memory:" },
  pg: { kind: "postgresql", url: "postgres://localhost/engawa" },
};
const isCheck = process.argv.includes("--check");
const name = process.argv[process.argv.indexOf("--name") + 1];
const nameOptions = process.argv.includes("--name") && name ? ["--name", name] : [];

let failed = false;
for (const [dialect, { kind, url }] of Object.entries(dialects)) {
  const complete = isCheck
    ? await check(dialect, kind, url)
    : (await generate(kind, url, `db/migrations/${dialect}`)) === 0;
  if (!complete) failed = true;
}
process.exit(failed ? 1 : 0);

/** DATABASE_URL chooses the dialect in which the schema files declare their tables. */
function generate(kind, url, out) {
  const options = ["--dialect", kind, "--schema", "db/schema/*.ts", "--out", out, "--casing", "snake_case"];
  return runBin("drizzle-kit", ["generate", ...options, ...nameOptions], { env: { DATABASE_URL: url } });
}

async function check(dialect, kind, url) {
  mkdirSync(path.join(root, "node_modules/.cache"), { recursive: true });
  const copy = mkdtempSync(path.join(root, "node_modules/.cache/migrations-"));
  try {
    cpSync(path.join(root, "db/migrations", dialect), copy, { recursive: true });
    const before = readdirSync(copy).length;
    const code = await generate(kind, url, path.relative(root, copy));
    const isComplete = code === 0 && readdirSync(copy).length === before;
    if (!isComplete)
      console.error(`The ${dialect} migrations lack a change of db/schema: run npm run db:generate.`);
    return isComplete;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
