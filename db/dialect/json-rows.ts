import type { Row, Tx } from "../types";
import { type NativeSql, native } from "./native";

type Kind = "text" | "int" | "bigint" | "real" | "bool" | "time";
export type Columns = Readonly<Record<string, Kind>>;

/** Writes one statement for both dialects. In it, `i` is the JSON parameter as a table of `columns`. */
export function both(name: string, columns: Columns, write: (say: Say) => string): NativeSql {
  const entries = Object.entries(columns);
  const lite = entries.map(([column], index) => `value->>${index} AS ${column}`);
  const pg = entries.map(([column, kind], index) => `${PG_CAST[kind](`value->>${index}`)} AS ${column}`);
  return {
    name,
    sqlite: `WITH i AS (SELECT ${lite.join(", ")} FROM json_each(?))${write(SAY_LITE)}`,
    pg: `WITH i AS (SELECT ${pg.join(", ")} FROM jsonb_array_elements($1::jsonb))${write(SAY_PG)}`,
  };
}

export type Say = {
  /** A column of time in milliseconds. */
  moment(column: string): string;
  greatest(a: string, b: string): string;
  /** The value false. */
  no: string;
};
const SAY_LITE: Say = { moment: (column) => column, greatest: (a, b) => `max(${a}, ${b})`, no: "0" };
const SAY_PG: Say = {
  moment: (column) => `(extract(epoch FROM ${column}) * 1000)::float8`,
  greatest: (a, b) => `greatest(${a}, ${b})`,
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

/** Runs a statement over rows given as arrays in the order of its columns; none, no statement. */
export async function withRows(
  tx: Tx,
  statement: NativeSql,
  rows: readonly (readonly unknown[])[],
): Promise<Row[]> {
  return rows.length > 0 ? native(tx, statement, [JSON.stringify(rows)]) : [];
}

export const textOf = (value: unknown): string => value as string;
export const textOrNull = (value: unknown): string | null => value as string | null;
export const numberOrNull = (value: unknown): number | null => (value === null ? null : Number(value));
