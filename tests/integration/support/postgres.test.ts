import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { postgresAt, startPostgres } from "../../support/postgres";

// The server is the same whichever database the project tests: once is enough.
const isOwn = process.env.DATABASE_URL?.startsWith("postgres") && !process.env.TEST_DATABASE_URL;

describe.runIf(isOwn)("the tests' own PostgreSQL", () => {
  test("takes new databases and gives up its address when stopped", async () => {
    const server = await startPostgres();
    await server.createDatabase("one");
    const client = new pg.Client({ connectionString: server.urlOf("one") });
    await client.connect();
    expect((await client.query("SELECT current_database() AS name")).rows).toEqual([{ name: "one" }]);
    await client.end();
    await server.dropDatabase("one");
    await server.stop();
    await expect(postgresAt(server.url).createDatabase("two")).rejects.toThrow();
  });

  test("ends and leaves no files when the process that asked for it is killed", async () => {
    const program = `
      import { spawn } from "node:child_process";
      const options = { stdio: ["pipe", "inherit", "inherit"], detached: true };
      spawn(process.execPath, ["tests/support/postgres-keeper.mjs"], options);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise<string>((resolve) =>
      createInterface({ input: parent.stdout }).once("line", resolve),
    );
    const folder = await dataFolderOf(url);
    expect(existsSync(folder)).toBe(true);
    parent.kill("SIGKILL");
    await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
  });
});

async function dataFolderOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query("SHOW data_directory");
  await client.end();
  return String(rows[0].data_directory);
}
