import { currentTx } from "../guard";
import type { Row, Tx } from "../types";

/** One statement in the SQL of each dialect; `?` on SQLite, `$1` on PostgreSQL. */
export type NativeSql = {
  readonly name: string;
  readonly sqlite: string;
  readonly pg: string;
  /** Tried first on SQLite; `sqlite` then takes only the rows for which it changed nothing. */
  readonly sqliteFirst?: string;
};
type Run = (sql: NativeSql, params: unknown[]) => Promise<Row[]>;

/** Runs one statement for each row of parameters, in order. */
type RunEach = (sql: NativeSql, rows: readonly (readonly unknown[])[]) => Promise<Row[]>;

const runners = new WeakMap<object, { run: Run; runEach: RunEach }>();

/** Ties runners to the session object that every transaction of a database shares. */
export function bindNative(base: object, bound: { run: Run; runEach: RunEach }): void {
  runners.set(sessionOf(base), bound);
}

/** Runs a prepared statement of the current dialect inside `tx`: for set-based hot paths that Drizzle can't say. */
export function native(tx: Tx, sql: NativeSql, params: unknown[]): Promise<Row[]> {
  if (!currentTx.getStore()) throw new Error("native() needs a transaction");
  const session = sessionOf(tx);
  const run = runners.get(session)?.run ?? pgRunner(session);
  return run(sql, params);
}

/** The same for many rows of parameters at once, on SQLite only: there a round trip costs nothing. */
export function nativeEach(tx: Tx, sql: NativeSql, rows: readonly (readonly unknown[])[]): Promise<Row[]> {
  if (!currentTx.getStore()) throw new Error("nativeEach() needs a transaction");
  const bound = runners.get(sessionOf(tx));
  if (!bound) throw new Error("nativeEach() is for SQLite");
  return bound.runEach(sql, rows);
}

function sessionOf(base: object): object {
  const inner =
    (base as { session?: object; _?: { session?: object } }).session ??
    (base as { _?: { session?: object } })._?.session;
  if (!inner) throw new Error("not a Drizzle database");
  return inner;
}

type PgSession = {
  client?: { query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: Row[] }> };
};

function pgRunner(session: object): Run {
  const client = (session as PgSession).client;
  if (!client) throw new Error("native() needs a transaction");
  return async (sql, params) => (await client.query({ name: sql.name, text: sql.pg, values: params })).rows;
}
