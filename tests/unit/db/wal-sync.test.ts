import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { WalSync } from "@db/dialect/wal-sync";
import BetterSqlite3 from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "engawa-wal-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

function database(): { file: string; write: () => void; close: () => void } {
  const file = path.join(folder, "app.db");
  const opened = new BetterSqlite3(file);
  opened.pragma("journal_mode = WAL");
  opened.exec("CREATE TABLE kept (id INTEGER PRIMARY KEY)");
  return {
    file,
    write: () => void opened.exec("INSERT INTO kept DEFAULT VALUES"),
    close: () => void opened.close(),
  };
}

describe("what was committed", () => {
  test("is durable after a sync of the log, one for all that came before it began", async () => {
    const { file, write, close } = database();
    const onFailure = vi.fn();
    const sync = new WalSync(file, onFailure);
    write();
    const first = sync.durable();
    write();
    const [second, third] = [sync.durable(), sync.durable()];
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    await Promise.all([first, second]);
    expect(sync.durable()).not.toBe(second);
    await sync.close();
    close();
    expect(onFailure).not.toHaveBeenCalled();
  });

  test("is found where SQLite keeps it when the file is opened by a link", async () => {
    const { file, write, close } = database();
    const link = path.join(folder, "link.db");
    await symlink(file, link);
    const sync = new WalSync(link, (error) => expect.unreachable(String(error.cause)));
    write();
    await sync.durable();
    await sync.close();
    close();
  });

  test("is promised never again once the disk has failed, even if it would answer now", async () => {
    const file = path.join(folder, "app.db");
    await writeFile(file, "");
    const onFailure = vi.fn();
    const sync = new WalSync(file, onFailure);
    const [first, second] = [sync.durable(), sync.durable()];
    await expect(first).rejects.toThrow("could not be synced");
    await expect(second).rejects.toThrow("could not be synced");
    await writeFile(`${file}-wal`, "");
    await expect(sync.durable()).rejects.toThrow("could not be synced");
    expect(onFailure).toHaveBeenCalledOnce();
    await sync.close();
  });
});
