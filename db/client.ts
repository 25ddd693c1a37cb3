import type { SqliteOptions } from "./dialect/sqlite";
import { dialect, dialectOf } from "./kit";
import type { Database, Db } from "./types";

/** The open database of this thread; set by connect(). */
export let db: Db = unopened();
export let database: Database | null = null;

/** Opens `file:/path/app.db` (SQLite) or `postgres://…` and makes it this thread's `db`. PostgreSQL needs no turns. */
export async function connect(url: string, options: SqliteOptions = {}): Promise<Database> {
  if (dialectOf(url) !== dialect) {
    throw new Error(
      `DATABASE_URL chose ${dialect} when the tables were declared; it can't change to ${dialectOf(url)}`,
    );
  }
  const opened =
    dialect === "pg"
      ? (await import("./dialect/pg")).openPg(url)
      : (await import("./dialect/sqlite")).openSqlite(url.replace(/^file:/, ""), options);
  db = opened.db;
  database = opened;
  return opened;
}

function unopened(): Db {
  return new Proxy({} as Db, {
    get() {
      throw new Error("the database is not open: call connect() first");
    },
  });
}
