import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const script = fileURLToPath(new URL("./migrate.ts", import.meta.url));

/** In a process of its own: a process has one dialect, and the test runner serves both. */
export async function migrateDatabase(databaseUrl: string): Promise<void> {
  await run(process.execPath, ["--import", "tsx", script], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
}
