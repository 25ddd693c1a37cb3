import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPdfReader } from "~/features/library/files/service.server";
import { plainPdf } from "./pdf-fixtures";

const MIB = 1024 * 1024;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "engawa-limits-"));
  file = path.join(folder, "plain.pdf");
  await writeFile(file, await plainPdf(2));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the PDF reader", () => {
  test("ends a reading that takes too long and goes on with the next", async () => {
    const reader = openPdfReader({ timeMs: 1 });
    expect(await reader.read(file)).toEqual({ ok: false, failure: "timeout" });
    expect(await reader.read(file)).toEqual({ ok: false, failure: "timeout" });
    reader.close();
  });

  test("ends a reading that takes too much memory", async () => {
    const reader = openPdfReader({ memoryBytes: 60 * MIB });
    expect(await reader.read(file)).toEqual({ ok: false, failure: "memory" });
    reader.close();
  });

  test("reads one after the other, whatever comes at once", async () => {
    const reader = openPdfReader();
    const results = await Promise.all([reader.read(file), reader.read(file), reader.read(file)]);
    expect(results.map((result) => result.ok)).toEqual([true, true, true]);
    expect(childrenOf(process.pid)).toHaveLength(existsSync("/proc/self/task") ? 1 : 0);
    reader.close();
  });

  test("keeps no process when there is nothing to do", async () => {
    const reader = openPdfReader({ idleMs: 50 });
    await reader.read(file);
    await expect.poll(() => childrenOf(process.pid), { timeout: 5_000 }).toHaveLength(0);
    reader.close();
  });

  test("hands none of our secrets to the process that reads", async () => {
    const reader = openPdfReader();
    await reader.read(file);
    for (const pid of childrenOf(process.pid)) {
      expect(readFileSync(`/proc/${pid}/environ`, "utf8")).not.toMatch(/SECRET_KEY|DATABASE_URL/);
    }
    reader.close();
  });

  test("throws for a file that is not there", async () => {
    const reader = openPdfReader();
    await expect(reader.read(path.join(folder, "none.pdf"))).rejects.toThrow("ENOENT");
    reader.close();
  });
});

/** None where the system has no /proc. */
function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  return existsSync(list) ? readFileSync(list, "utf8").split(" ").filter(Boolean).map(Number) : [];
}
