import { SQLiteSelectBase } from "drizzle-orm/sqlite-core";
import { type AsyncBatchRemoteCallback, type AsyncRemoteCallback, drizzle } from "drizzle-orm/sqlite-proxy";
import { currentTx, OutsideTransactionError, StaleTransactionError } from "../guard";
import type { Database, Db, Row, Tx } from "../types";
import { migrateSqlite } from "./migrate-sqlite";
import { bindNative, type NativeSql } from "./native";
import { SqliteConnection } from "./sqlite-connection";
import { WalSync } from "./wal-sync";
import { WriterLane } from "./writer-lane";

const BUSY_RETRIES = 8;
const BUSY_PAUSE_MS = 40;

// A transaction here is BEGIN IMMEDIATE in the one writer lane: a row lock is implied.
Object.defineProperty(SQLiteSelectBase.prototype, "for", {
  value() {
    return this;
  },
  configurable: true,
});

export type SqliteOptions = {
  /** From `newTurns`, when more than one thread of this process writes the file. */
  turns?: SharedArrayBuffer;
  /** A commit here is durable only after `durable()`: for a thread that answers many at once and must not wait idly. */
  syncsLater?: { onFailure: (error: Error) => void };
};

/** Opens the file with one writing and one reading connection; reads never wait for the writer. */
export function openSqlite(file: string, { turns, syncsLater }: SqliteOptions = {}): Database {
  const writer = new SqliteConnection(file, { readonly: false, syncsLater: syncsLater !== undefined });
  const reader = new SqliteConnection(file, { readonly: true });
  const lane = new WriterLane(turns);
  const sync = syncsLater ? new WalSync(file, syncsLater.onFailure) : null;
  let active: object | null = null;

  const outside: AsyncRemoteCallback = async (sql, params, method) => {
    if (currentTx.getStore()) throw new OutsideTransactionError();
    const statement = reader.prepare(sql);
    if (statement.readonly) return { rows: reader.rows(statement, params, method) };
    return lane.run(() => retryBusy(() => ({ rows: writer.rows(writer.prepare(sql), params, method) })));
  };
  const inside: AsyncRemoteCallback = async (sql, params, method) => {
    if (!active || currentTx.getStore() !== active) throw new StaleTransactionError();
    const run = () => ({ rows: writer.rows(writer.prepare(sql), params, method) });
    return /^begin/i.test(sql) ? retryBusy(run) : run();
  };
  const base = proxied(outside);
  const txBase = proxied(inside);
  const runEach = async (sql: NativeSql, rows: readonly (readonly unknown[])[]) => {
    if (!active || currentTx.getStore() !== active) throw new StaleTransactionError();
    const statement = writer.prepare(sql.sqlite);
    const found: Row[] = [];
    if (statement.reader) {
      statement.raw(false);
      for (const row of rows) for (const one of statement.all(...row) as Row[]) found.push(one);
      return found;
    }
    const first = sql.sqliteFirst === undefined ? null : writer.prepare(sql.sqliteFirst);
    for (const row of rows) if (!first || first.run(...row).changes === 0) statement.run(...row);
    return found;
  };
  bindNative(txBase, { run: (sql, params) => runEach(sql, [params]), runEach });

  const transaction = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    if (currentTx.getStore()) throw new OutsideTransactionError();
    const leave = await lane.enter();
    const token = {};
    active = token;
    try {
      return await currentTx.run(
        token,
        () => txBase.transaction((tx) => work(tx as unknown as Tx), { behavior: "immediate" }) as Promise<T>,
      );
    } finally {
      active = null;
      leave();
    }
  };

  return {
    dialect: "sqlite",
    db: Object.assign(base as unknown as Db, { transaction }),
    ...upkeep({ writer, reader, lane, sync }),
  };
}

type Parts = {
  writer: SqliteConnection;
  reader: SqliteConnection;
  lane: WriterLane;
  sync: WalSync | null;
};

function upkeep({ writer, reader, lane, sync }: Parts): Omit<Database, "dialect" | "db"> {
  return {
    migrate: () => lane.run(() => migrateSqlite(writer.raw)),
    durable: async () => sync?.durable(),
    ping: async () => void reader.raw.prepare("SELECT 1").get(),
    async check() {
      const verdict = reader.raw.pragma("quick_check(1)", { simple: true });
      if (verdict !== "ok")
        throw new Error(`the database file is damaged (${verdict}): restore the last backup`);
    },
    backup: async (target) => void (await writer.raw.backup(target)),
    raw: (sql) =>
      lane.run(() => {
        const statement = writer.raw.prepare(sql);
        if (statement.reader) return statement.all() as Row[];
        statement.run();
        return [];
      }),
    close: () =>
      lane.run(async () => {
        await sync?.close();
        reader.raw.close();
        writer.raw.close();
      }),
  };
}

const noBatch: AsyncBatchRemoteCallback = () => Promise.reject(new Error("batch() is not portable"));

function proxied(remote: AsyncRemoteCallback) {
  // drizzle-orm 0.45 honours `casing` only in the three-argument form.
  return drizzle(remote, noBatch, { casing: "snake_case" });
}

/** Another process may hold the file for a moment: waits without blocking the event loop, under a second in all. */
async function retryBusy<T>(run: () => T): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return run();
    } catch (error) {
      const isBusy = error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
      if (!isBusy || attempt > BUSY_RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS));
    }
  }
}
