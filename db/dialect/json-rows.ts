import { dialect } from "../kit";
import type { Row, Tx } from "../types";
import { type NativeSql, native, nativeEach } from "./native";

type Kind = "text" | "int" | "bigint" | "real" | "bool" | "time";
export type Columns = Readonly<Record<string, Kind>>;

/**
 * One statement over rows for both dialects. In it, `i` is the table of the given rows: all of them on PostgreSQL, one
 * at a time on SQLite. `lite` says it for SQLite without `i`, with a `?` for each column in order, where that is faster.
 */
export function both(name: string, columns: Columns, write: (say: Say) => string, lite?: string): NativeSql {
  const entries = Object.entries(columns);
  const one = entries.map(([column]) => `? AS ${column}`);
  const many = entries.map(([column, kind], index) => `${PG_CAST[kind](`value->>${index}`)} AS ${column}`);
  return {
    name,
    sqlite: lite ?? `WITH i AS (SELECT ${one.join(", ")})${write(SAY_LITE)}`,
    pg: `WITH i AS (SELECT ${many.join(", ")} FROM jsonb_array_elements($1::jsonb))${write(SAY_PG)}`,
  };
}

/** The plain INSERT of one row, for `both`. */
export function insertInto(table: string, columns: readonly string[], conflict = ""): string {
  return `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")}) ${conflict}`;
}

export type Say = {
  /** A column of time in milliseconds. */
  moment(column: string): string;
  greatest(a: string, b: string): string;
  /** A column whose value SQLite may not look for in an index. */
  plain(column: string): string;
  /** A join that SQLite takes in the order it is written. */
  inOrder: string;
  /** The value false. */
  no: string;
};
const SAY_LITE: Say = {
  moment: (column) => column,
  greatest: (a, b) => `max(${a}, ${b})`,
  plain: (column) => `+${column}`,
  inOrder: "CROSS JOIN",
  no: "0",
};
const SAY_PG: Say = {
  moment: (column) => `(extract(epoch FROM ${column}) * 1000)::float8`,
  greatest: (a, b) => `greatest(${a}, ${b})`,
  plain: (column) => column,
  inOrder: "JOIN",
  no: "false",
};

const PG_CAST: Record<Kind, (value: string) => string> = {
  text: (value) => value,
  int: (value) => `(${value})::int`,
  bigint: (value) => `(${value})::bigint`,
  real: (value) => `(${value})::float8`,
  bool: (value) => `(${value})::int = 1`,
  time: (value) => `to_timestamp((${value})::float8 / 1000)`,
};

/**
 * Runs a statement over rows given as arrays in the order of its columns. PostgreSQL takes all in one round trip;
 * SQLite takes them one by one, which costs it half of what reading them out of JSON does.
 */
export async function withRows(
  tx: Tx,
  statement: NativeSql,
  rows: readonly (readonly unknown[])[],
): Promise<Row[]> {
  if (rows.length === 0) return [];
  if (dialect === "pg") return native(tx, statement, [JSON.stringify(rows)]);
  return nativeEach(tx, statement, rows);
}

export const textOf = (value: unknown): string => value as string;
export const textOrNull = (value: unknown): string | null => value as string | null;
export const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));
