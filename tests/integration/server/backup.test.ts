import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { db } from "@db/client";
import { dialect } from "@db/kit";
import { accounts } from "@db/schema/accounts";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { env } from "~/platform/env.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeMember, makeRoom } from "../../support/factories";

useDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "engawa-backup-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = promisify(execFile);
const backUp = (...args: string[]) =>
  run(process.execPath, ["--import", "tsx", "server/backup.ts", ...args], {
    env: { ...process.env, DATABASE_URL: process.env.DATABASE_URL, DATA_DIR: env().dataDir },
  });

describe.runIf(dialect === "sqlite")("a backup while the server writes", () => {
  test("is a sound database with every file, and never goes over another", async () => {
    const { scope } = await makeMember();
    await makeRoom(scope);
    await storage().put("kept", new TextEncoder().encode("file bytes"));
    const before = await db.$count(accounts);
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await makeAccount(scope, { notes: "x".repeat(20_000) });
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    })();
    const target = path.join(folder, "first");
    const { stdout } = await backUp(target).finally(() => {
      isOver = true;
    });
    await writing;
    expect(stdout).toContain('"rooms":1');

    const copy = new BetterSqlite3(path.join(target, "engawa.db"), { readonly: true });
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.pragma("foreign_key_check")).toEqual([]);
    const copied = copy.prepare("SELECT count(*) FROM accounts").pluck().get();
    copy.close();
    expect(copied).toBeGreaterThan(before);
    expect(copied).toBeLessThanOrEqual(await db.$count(accounts));
    expect(await readFile(path.join(target, "files/kept"), "utf8")).toBe("file bytes");
    expect((await stat(target)).mode & 0o077).toBe(0);

    const names = await readdir(target);
    await expect(backUp(target)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("exists already"),
    });
    expect(await readdir(target)).toEqual(names);
  });
});

test.runIf(dialect === "pg")(
  "a backup of PostgreSQL is refused with the name of the tool that makes one",
  async () => {
    const target = path.join(folder, "pg");
    await expect(backUp(target)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("pg_dump"),
    });
    await expect(stat(target)).rejects.toThrow("ENOENT");
  },
);
