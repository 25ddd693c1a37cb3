import type BetterSqlite3 from "better-sqlite3";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { migrationsFolder } from "./migrations-folder";

/**
 * Runs what is missing in one transaction. Foreign keys are off meanwhile: SQLite ignores the pragma inside a
 * transaction, and a table rebuilt with keys on would fire ON DELETE actions when the old table is dropped.
 */
export function migrateSqlite(connection: BetterSqlite3.Database): void {
  connection.pragma("foreign_keys = OFF");
  try {
    connection.exec(
      "CREATE TABLE IF NOT EXISTS __migrations (created_at INTEGER PRIMARY KEY, hash TEXT NOT NULL)",
    );
    connection.transaction(() => applyMissing(connection)).immediate();
  } finally {
    connection.pragma("foreign_keys = ON");
  }
}

function applyMissing(connection: BetterSqlite3.Database): void {
  const last = connection.prepare("SELECT max(created_at) FROM __migrations").pluck().get();
  for (const migration of readMigrationFiles({ migrationsFolder: migrationsFolder("sqlite") })) {
    if (typeof last === "number" && last >= migration.folderMillis) continue;
    for (const statement of migration.sql) {
      if (!/^\s*PRAGMA\s+foreign_keys/i.test(statement)) connection.exec(statement);
    }
    connection
      .prepare("INSERT INTO __migrations (created_at, hash) VALUES (?, ?)")
      .run(migration.folderMillis, migration.hash);
  }
  const dangling = connection.pragma("foreign_key_check") as unknown[];
  if (dangling.length > 0) throw new Error(`the migration leaves ${dangling.length} dangling foreign keys`);
}
