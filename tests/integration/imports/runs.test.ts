import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import { importRefusals, imports } from "@db/schema/imports";
import { jobs } from "@db/schema/instance";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { openImports } from "~/features/accounts/imports/jobs.server";
import {
  cancelImport,
  changeFormat,
  pauseImport,
  resumeImport,
} from "~/features/accounts/imports/mutations.server";
import { takeRows } from "~/features/accounts/imports/rows/mutations.server";
import { setClock } from "~/platform/clock.server";
import { runDueJobs } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import { makeMember } from "../../support/factories";
import { encodeAs } from "./encode";
import { importAll, importOf, opened, receive, receiveOk, start } from "./support";

useDatabase();
afterEach(() => setClock(null));

const JAPANESE = "会社名,備考\r\n檜食品株式会社,ヒノキ、ソース表\r\n杉本商店,一行目\r\n";
const fileOf = (rows: number) =>
  `name,notes\n${Array.from({ length: rows }, (_, n) => `Company ${n + 1},note ${n + 1}`).join("\n")}\n`;
const namesOf = async (workspaceId: string) =>
  (await db.select({ name: accounts.name }).from(accounts).where(eq(accounts.workspaceId, workspaceId)))
    .map(({ name }) => name)
    .sort();

describe("how a file is written is recognised", () => {
  const bom = (bytes: Uint8Array, ...mark: number[]) => Buffer.concat([Uint8Array.from(mark), bytes]);
  const written: [string, Uint8Array, string][] = [
    ["UTF-8", new TextEncoder().encode(JAPANESE), "utf-8"],
    ["UTF-8 with a mark", new TextEncoder().encode(`\uFEFF${JAPANESE}`), "utf-8"],
    ["Shift_JIS", encodeAs(JAPANESE, "shift_jis"), "shift_jis"],
    ["EUC-JP", encodeAs(JAPANESE, "euc-jp"), "euc-jp"],
    ["UTF-16 LE with a mark", bom(encodeAs(JAPANESE, "utf-16le"), 0xff, 0xfe), "utf-16le"],
    ["UTF-16 BE with a mark", bom(encodeAs(JAPANESE, "utf-16be"), 0xfe, 0xff), "utf-16be"],
    ["UTF-16 LE without one", encodeAs("name,notes\nHinoki,big\nSugi,small\n", "utf-16le"), "utf-16le"],
    ["Western European", Buffer.from("name,notes\nCaf\xe9 M\xfcller,\xa9 2026\n", "latin1"), "windows-1252"],
  ];
  test.each(written)("%s", async (_name, bytes, encoding) => {
    const { scope, member } = await makeMember();
    const done = await importAll(scope, "accounts", bytes);
    expect(done).toMatchObject({ encoding, delimiter: ",", state: "done", refusedRows: 0 });
    const [first] = await namesOf(member.workspaceId);
    expect(["杉本商店", "Hinoki", "Café Müller"]).toContain(first);
  });

  test("Japanese that comes only after thousands of plain rows decides too", async () => {
    const { scope, member } = await makeMember();
    const text = `name\n${"Plain\n".repeat(30_000)}檜食品\n`;
    const id = await receiveOk(scope, "accounts", encodeAs(text, "shift_jis"));
    expect(await importOf(id)).toMatchObject({ encoding: "shift_jis", totalRows: 30_001 });
    expect(await namesOf(member.workspaceId)).toEqual([]);
  });

  test.each([
    ["\t", "a tab"],
    [";", "a semicolon"],
  ])("%j between the cells (%s)", async (delimiter) => {
    const { scope, member } = await makeMember();
    const file = `name${delimiter}notes\n"Hinoki, Foods"${delimiter}"two\nlines, and a ""quote"""\n`;
    const done = await importAll(scope, "accounts", file);
    expect(done).toMatchObject({ delimiter, createdRows: 1 });
    const [row] = await db.select().from(accounts).where(eq(accounts.workspaceId, member.workspaceId));
    expect(row).toMatchObject({ name: "Hinoki, Foods", notes: 'two\nlines, and a "quote"' });
  });

  test("a wrong guess can be corrected, and the columns are read anew", async () => {
    const { scope } = await makeMember();
    const importId = await receiveOk(scope, "accounts", "name;a,b,c\nHinoki;1,2,3\n");
    await changeFormat(scope, { importId, encoding: "utf-8", delimiter: ";" });
    expect(await importOf(importId)).toMatchObject({ columns: ["name", "a,b,c"], delimiter: ";" });
  });
});

describe("a file that is no table gets a clear answer and is not kept", () => {
  const files: [string, string | Uint8Array, string][] = [
    ["nothing in it", "", "empty"],
    ["only blank lines", "\n\n  \n", "empty"],
    ["only headings", "name,notes\n", "no_rows"],
    ["a spreadsheet", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), "spreadsheet"],
    ["an old spreadsheet", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), "spreadsheet"],
    ["a picture", Buffer.concat([Buffer.from("\x89PNG\r\n"), Buffer.alloc(100)]), "binary"],
    ["an open quotation mark", `name,notes\n"Hinoki,big\n${"Sugi,small\n".repeat(100)}`, "broken_quotes"],
    ["too many rows", `n\n${"x\n".repeat(200_001)}`, "too_many_rows"],
    ["too many columns", `${"a,".repeat(300)}a\n1\n`, "too_many_columns"],
  ];
  test.each(files)("%s", async (_name, content, problem) => {
    const { scope } = await makeMember();
    expect(await receive(scope, "accounts", content)).toMatchObject({ ok: false, problem });
    expect(await db.$count(imports, eq(imports.memberId, scope.memberId))).toBe(0);
  });

  test("without the needed columns nothing starts, and what is missing is named", async () => {
    const { scope } = await makeMember();
    const importId = await receiveOk(scope, "deals", "foo,bar\n1,2\n");
    expect(await start(scope, importId)).toEqual({ ok: false, missing: ["name", "account"] });
    expect(await importOf(importId)).toMatchObject({ state: "mapping" });
  });
});

describe("an import that is interrupted", () => {
  test("goes on where it was: no row is taken twice and none is left out", async () => {
    const { scope, member } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(1_100));
    await start(scope, importId);
    const stop = openImports();
    stop();
    // Each run ends after its first batch, as on a stop of the server.
    await runOneJob(importId);
    expect(await importOf(importId)).toMatchObject({ state: "running", doneRows: 50, createdRows: 50 });
    // Killed in the middle of the next: its job is still marked as running, its lease is over.
    await db
      .update(jobs)
      .set({ state: "running", leaseUntil: new Date(0) })
      .where(eq(jobs.state, "queued"));
    openImports();
    await runDueJobs();
    expect(await importOf(importId)).toMatchObject({ state: "done", doneRows: 1_100, createdRows: 1_100 });
    const names = await namesOf(member.workspaceId);
    expect(names).toHaveLength(1_100);
    expect(new Set(names).size).toBe(1_100);
  });

  test("a batch whose transaction fails leaves nothing behind", async () => {
    const { scope, member } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(3));
    await start(scope, importId);
    const { run, rows } = await opened(importId);
    const broken = { ...run, importer: { ...run.importer, memberId: "no-such-member" } };
    await expect(takeRows({ importId, run: broken, rows })).rejects.toThrow();
    expect(await importOf(importId)).toMatchObject({ doneRows: 0, createdRows: 0 });
    expect(await namesOf(member.workspaceId)).toEqual([]);
  });

  test("two workers with the same batch take it once", async () => {
    const { scope, member } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(5));
    await start(scope, importId, { onDuplicate: "create" });
    const { run, rows } = await opened(importId);
    const taken = await Promise.all([
      takeRows({ importId, run, rows }),
      takeRows({ importId, run: (await opened(importId)).run, rows }),
    ]);
    expect(taken.sort()).toEqual(["stopped", "taken"]);
    expect(await namesOf(member.workspaceId)).toHaveLength(5);
  });

  test("paused it takes nothing, resumed it finishes, cancelled it keeps what it took and drops the file", async () => {
    const { scope, member } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(600));
    await start(scope, importId);
    await pauseImport(scope, importId);
    await runDueJobs();
    expect(await importOf(importId)).toMatchObject({ state: "paused", doneRows: 0 });
    await resumeImport(scope, importId);
    const stop = openImports();
    stop();
    await runOneJob(importId);
    openImports();
    await cancelImport(scope, importId);
    await runDueJobs();
    const ended = await importOf(importId);
    expect(ended).toMatchObject({ state: "cancelled", doneRows: 50 });
    expect(await namesOf(member.workspaceId)).toHaveLength(50);
    expect(await storage().stat(ended.fileKey)).toBeNull();
  });

  test("whoever left the team brings nothing more in", async () => {
    const { scope, member } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(3));
    await start(scope, importId);
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, member.id));
    await runDueJobs();
    expect(await importOf(importId)).toMatchObject({ state: "failed", failure: "member_left", doneRows: 0 });
  });

  test("a file that is gone ends it with a reason", async () => {
    const { scope } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(3));
    await start(scope, importId);
    await storage().remove((await importOf(importId)).fileKey);
    await runDueJobs();
    expect(await importOf(importId)).toMatchObject({ state: "failed", failure: "file_gone" });
  });

  test("one that fails for no known reason is tried again, and ends with a word about it after the last try", async () => {
    const { scope } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(3));
    await start(scope, importId);
    await db.update(imports).set({ encoding: "unheard-of" }).where(eq(imports.id, importId));
    let time = Date.now();
    setClock(() => time);
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await importOf(importId)).toMatchObject({ state: "running", failure: null });
      await runDueJobs();
      time += 2 * 60 * 60_000;
    }
    const ended = await importOf(importId);
    expect(ended).toMatchObject({ state: "failed", failure: "other", doneRows: 0 });
    expect(ended.finishedAt).not.toBeNull();
    expect((await eventsOf(scope)).at(-1)).toMatchObject({ type: "import.finished" });
    await runDueJobs();
    expect(await storage().stat(ended.fileKey)).toBeNull();
  });

  test("one whose worker died at every try ends as well", async () => {
    const { scope } = await makeMember();
    const importId = await receiveOk(scope, "accounts", fileOf(3));
    await start(scope, importId);
    await db
      .update(jobs)
      .set({ state: "running", attempts: 5, leaseUntil: new Date(0) })
      .where(eq(jobs.kind, "import.run"));
    await runDueJobs();
    expect(await importOf(importId)).toMatchObject({ state: "failed", failure: "other", doneRows: 0 });
  });

  test("a long cell of a refused row is cut without leaving half a character", async () => {
    const { scope } = await makeMember();
    const done = await importAll(scope, "accounts", `name,notes\n,${"x".repeat(1_999)}🌲\n,🌲\n`);
    expect(done).toMatchObject({ state: "done", refusedRows: 2 });
    const kept = await db
      .select()
      .from(importRefusals)
      .where(eq(importRefusals.importId, done.id))
      .orderBy(importRefusals.rowNumber);
    expect(kept.map(({ cells }) => cells[1])).toEqual([`${"x".repeat(1_999)}\uFFFD`, "🌲"]);
  });

  test("refused rows are kept as they were", async () => {
    const { scope } = await makeMember();
    const done = await importAll(scope, "accounts", "name,notes\n,=1+1\n");
    const [kept] = await db.select().from(importRefusals).where(eq(importRefusals.importId, done.id));
    expect(kept).toMatchObject({ rowNumber: 1, field: "name", reason: "required", cells: ["", "=1+1"] });
  });
});

/** Runs what is due for one import once, not what that asks for next. */
async function runOneJob(importId: string) {
  const { importJobs } = await import("~/features/accounts/imports/jobs.server");
  const [job] = importJobs;
  await job?.run({ importId }, { jobId: "test", attempt: 1 });
  await db.delete(jobs).where(eq(jobs.state, "done"));
}
