// node build/server/backup.js FOLDER: a consistent copy of database, files and key while the server runs.
import { cp, mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { connect, database } from "@db/client";
import { dialect } from "@db/kit";
import BetterSqlite3 from "better-sqlite3";
import { env } from "~/platform/env.server";

const [target] = process.argv.slice(2);
if (!target) stop("name a folder that does not exist yet");
if (dialect === "pg")
  stop("this server uses PostgreSQL: back it up with pg_dump, and copy DATA_DIR for files and key");
if (
  await stat(target).then(
    () => true,
    () => false,
  )
)
  stop(`${target} exists already: a backup never overwrites another`);

await connect(env().databaseUrl);
await mkdir(target, { recursive: true, mode: 0o700 });
const copy = path.join(target, "engawa.db");
// Files first would miss those uploaded meanwhile; a file without a row is harmless, a row without its file is not.
await database?.backup(copy);
for (const name of ["files", "secret.key"]) {
  await cp(path.join(env().dataDir, name), path.join(target, name), { recursive: true, force: false }).catch(
    ignoreMissing,
  );
}
const check = new BetterSqlite3(copy, { readonly: true });
const verdict = check.pragma("integrity_check", { simple: true });
const rows = check
  .prepare("SELECT (SELECT count(*) FROM rooms) AS rooms, (SELECT count(*) FROM spans) AS spans")
  .get();
check.close();
await database?.close();
if (verdict !== "ok") stop(`the copy is damaged: ${String(verdict)}`);
process.stdout.write(`Backed up to ${target}: ${JSON.stringify(rows)}\n`);

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

function stop(reason: string): never {
  process.stderr.write(`No backup was made: ${reason}\n`);
  process.exit(1);
}
