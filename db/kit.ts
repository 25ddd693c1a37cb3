/**
 * Column kit: tables are declared once with it and built for the dialect of this process.
 * PostgreSQL's column types are the static types of both dialects; SQLite's tables are cast to them here, once.
 */
import { type SQL, sql } from "drizzle-orm";
import * as pg from "drizzle-orm/pg-core";
import * as lite from "drizzle-orm/sqlite-core";

const pgBytes = pg.customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
  fromDriver: (value) => new Uint8Array(value),
});
const liteBytes = lite.customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "blob",
  fromDriver: (value) => new Uint8Array(value),
});

const pgKit = {
  table: pg.pgTable,
  id: () => pg.text().primaryKey(),
  text: () => pg.text(),
  oneOf: <const T extends readonly [string, ...string[]]>(values: T) =>
    pg.text({ enum: values as never as T & [string, ...string[]] }),
  int: () => pg.integer(),
  /** Whole numbers past 2^31: milliseconds, bytes, minor units of money. */
  bigint: () => pg.bigint({ mode: "number" }),
  real: () => pg.doublePrecision(),
  bool: () => pg.boolean(),
  /** Millisecond precision in both dialects, so a Date survives the round trip. */
  time: () => pg.timestamp({ withTimezone: true, mode: "date", precision: 3 }),
  json: <T>() => pg.jsonb().$type<T>(),
  bytes: () => pgBytes(),
  index: pg.index,
  /** In an index: text in the order of its bytes, whatever the database's collation. */
  bytewise: (column: pg.PgColumn): SQL => sql`${column} collate "C"`,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  check: pg.check,
};
type Kit = typeof pgKit;

const sqliteKit = {
  table: lite.sqliteTable,
  id: () => lite.text().primaryKey(),
  text: () => lite.text(),
  oneOf: (values: readonly [string, ...string[]]) => lite.text({ enum: values as [string, ...string[]] }),
  int: () => lite.integer(),
  bigint: () => lite.integer({ mode: "number" }),
  real: () => lite.real(),
  bool: () => lite.integer({ mode: "boolean" }),
  time: () => lite.integer({ mode: "timestamp_ms" }),
  json: <T>() => lite.text({ mode: "json" }).$type<T>(),
  bytes: () => liteBytes(),
  index: lite.index,
  bytewise: (column: unknown) => column,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  check: lite.check,
} as unknown as Kit;

export type Dialect = "sqlite" | "pg";

export function dialectOf(databaseUrl: string | undefined): Dialect {
  return databaseUrl && /^postgres(ql)?:/.test(databaseUrl) ? "pg" : "sqlite";
}

/** The dialect of this process, fixed by DATABASE_URL before the first table is imported. */
export const dialect: Dialect = dialectOf(process.env.DATABASE_URL);
export const k: Kit = dialect === "pg" ? pgKit : sqliteKit;
