import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { currentTx, OutsideTransactionError } from "../guard";
import type { Database, Db, Row, Tx } from "../types";
import { migrationsFolder } from "./migrations-folder";

const POOL_SIZE = 10;
const POOL_WAIT_MS = 2_000;
/** Any number, the same in every process: lets one process migrate at a time. */
const MIGRATION_LOCK = 7_236_951;

/** Opens a pool on any engine that speaks PostgreSQL's protocol. */
export function openPg(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: POOL_WAIT_MS,
    application_name: "engawa",
  });
  // An idle connection that breaks is replaced by the pool; the next query tells if the server is gone.
  pool.on("error", () => {});
  // One that breaks between two queries of a transaction must not end the process; the next query fails.
  pool.on("connect", (client) => client.on("error", () => {}));
  refuseInsideTransactions(pool);
  const base = drizzle(pool, { casing: "snake_case" });
  const begin = base.transaction.bind(base);
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    if (currentTx.getStore()) return Promise.reject(new OutsideTransactionError());
    return begin((tx) => currentTx.run({}, () => work(tx as unknown as Tx)));
  };
  return {
    dialect: "pg",
    db: Object.assign(base as unknown as Db, { transaction }),
    migrate: () => migrateLocked(url),
    durable: async () => {},
    ping: async () => void (await pool.query("SELECT 1")),
    check: async () => {},
    backup: () => Promise.reject(new Error("use pg_dump to back up PostgreSQL")),
    raw: async (sql) => (await pool.query(sql)).rows as Row[],
    close: () => pool.end(),
  };
}

async function migrateLocked(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder: migrationsFolder("pg") });
  } finally {
    await client.end();
  }
}

/** The same rule as on SQLite, where it would wait for itself for ever. */
function refuseInsideTransactions(pool: pg.Pool): void {
  const query = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  Object.assign(pool, {
    query(...args: unknown[]) {
      if (currentTx.getStore()) throw new OutsideTransactionError();
      return query(...args);
    },
  });
}
