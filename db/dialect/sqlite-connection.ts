import BetterSqlite3 from "better-sqlite3";

const STATEMENT_CACHE = 500;
/** better-sqlite3 waits by blocking the event loop, so the wait is short and callers try again. */
const BUSY_TIMEOUT_MS = 60;
const WAL_LIMIT_BYTES = 64 * 1024 * 1024;
/** 32 MiB. Ingest writes the same pages over and over; copying them back less often writes each of them once. */
const WAL_CHECKPOINT_PAGES = 8_000;

/** One connection with its prepared statements. */
export class SqliteConnection {
  readonly raw: BetterSqlite3.Database;
  #statements = new Map<string, BetterSqlite3.Statement>();

  constructor(file: string, options: { readonly: boolean; syncsLater?: boolean }) {
    this.raw = new BetterSqlite3(file, { readonly: options.readonly, timeout: BUSY_TIMEOUT_MS });
    // better-sqlite3 is FULL on the first boot of a file and NORMAL after: set it every time.
    for (const pragma of [
      `synchronous = ${options.syncsLater ? "NORMAL" : "FULL"}`,
      "foreign_keys = ON",
      "temp_store = MEMORY",
      "cache_size = -16000",
    ]) {
      this.raw.pragma(pragma);
    }
    if (!options.readonly) {
      this.raw.pragma("journal_mode = WAL");
      this.raw.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`);
      this.raw.pragma(`wal_autocheckpoint = ${WAL_CHECKPOINT_PAGES}`);
    }
  }

  prepare(sql: string): BetterSqlite3.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.raw.prepare(sql);
    const oldest =
      this.#statements.size >= STATEMENT_CACHE ? this.#statements.keys().next().value : undefined;
    if (oldest !== undefined) this.#statements.delete(oldest);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Rows as arrays, the form Drizzle's proxy driver expects. */
  rows(statement: BetterSqlite3.Statement, params: unknown[], method: string): unknown[] {
    if (!statement.reader) {
      statement.run(...params);
      return [];
    }
    statement.raw(true);
    return (method === "get" ? statement.get(...params) : statement.all(...params)) as unknown[];
  }
}
