import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Dialect } from "./kit";

/** A write without `.returning()` resolves to nothing that both dialects agree on. */
interface NoResult extends PgQueryResultHKT {
  type: undefined;
}
type NoSchema = Record<string, never>;
type Full = PgDatabase<NoResult, NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** The subset of Drizzle that behaves alike on both dialects: no raw statements, no driver results. */
type Queries = Pick<
  Full,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "$with" | "with" | "$count"
>;

export interface Tx extends Queries {
  /** Nested: a savepoint. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface Db extends Queries {
  /** Inside `work` await only the database, through `tx` only. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export type Row = Record<string, unknown>;

export interface Database {
  readonly dialect: Dialect;
  readonly db: Db;
  /** Brings the tables up to this version; safe to repeat. */
  migrate(): Promise<void>;
  /** Resolves when all that was committed would survive a loss of power: at once, unless opened to sync later. */
  durable(): Promise<void>;
  /** Throws when the database can't answer. */
  ping(): Promise<void>;
  /** Throws when the file is damaged (SQLite; PostgreSQL guards itself). */
  check(): Promise<void>;
  /** A consistent copy while the server runs (SQLite only). */
  backup(file: string): Promise<void>;
  /** Tests and operations only. */
  raw(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}
