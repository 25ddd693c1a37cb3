import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";

export interface PostgresServer {
  /** Address of the maintenance database. */
  url: string;
  urlOf(database: string): string;
  createDatabase(name: string, template?: string): Promise<void>;
  dropDatabase(name: string): Promise<void>;
}

const keeper = fileURLToPath(new URL("./postgres-keeper.mjs", import.meta.url));
const CREATE_ATTEMPTS = 20;
const OBJECT_IN_USE = "55006";

/** TEST_DATABASE_URL if set, else a real server on a free loopback port that ends with this process. */
export async function startPostgres(): Promise<PostgresServer & { stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { ...postgresAt(given), stop: async () => {} };
  const { url, stop } = await startKeeper();
  return { ...postgresAt(url), stop };
}

export function postgresAt(url: string): PostgresServer {
  return {
    url,
    urlOf(database) {
      const address = new URL(url);
      address.pathname = `/${database}`;
      return address.href;
    },
    createDatabase: (name, template = "template0") => createDatabase(url, name, template),
    dropDatabase: (name) => execute(url, `DROP DATABASE IF EXISTS ${quote(name)} WITH (FORCE)`),
  };
}

async function createDatabase(url: string, name: string, template: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await execute(url, `CREATE DATABASE ${quote(name)} TEMPLATE ${quote(template)}`);
    } catch (error) {
      // A connection to the template may take a moment to end.
      const inUse = error instanceof pg.DatabaseError && error.code === OBJECT_IN_USE;
      if (!inUse || attempt === CREATE_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * attempt));
    }
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The keeper stops the server when its standard input closes, so no way of ending leaves one behind. */
async function startKeeper(): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [keeper], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await Promise.race([
    new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve)),
    ended.then((code) => Promise.reject(new Error(`PostgreSQL did not start (exit code ${code})`))),
  ]);
  return {
    url,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
