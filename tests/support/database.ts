import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "@db/client";
import { dialect } from "@db/kit";
import type { Database } from "@db/types";
import { afterAll, beforeAll, inject } from "vitest";
import { postgresAt } from "./postgres";

interface FreshDatabase {
  url: string;
  remove(): Promise<void>;
}

/** Gives the calling test file a migrated, empty database of its own and connects `db` to it. */
export function useDatabase(): { readonly current: Database } {
  let fresh: FreshDatabase | undefined;
  let database: Database | undefined;

  beforeAll(async () => {
    fresh = await createFreshDatabase();
    process.env.DATABASE_URL = fresh.url;
    database = await connect(fresh.url);
  });
  afterAll(async () => {
    await database?.close();
    await fresh?.remove();
  });

  return {
    get current() {
      if (!database) throw new Error("the database exists only while tests run");
      return database;
    },
  };
}

/** For tests that need a second database, or one that another process opens. */
export function createFreshDatabase(): Promise<FreshDatabase> {
  return dialect === "pg" ? copyPostgres() : copySqlite();
}

async function copySqlite(): Promise<FreshDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-db-"));
  const file = path.join(folder, "test.db");
  await copyFile(inject("sqliteTemplate"), file);
  return { url: `file:${file}`, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function copyPostgres(): Promise<FreshDatabase> {
  const server = postgresAt(inject("postgresUrl"));
  const name = `engawa_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await server.createDatabase(name, inject("postgresTemplate"));
  return { url: server.urlOf(name), remove: () => server.dropDatabase(name) };
}
