import { db } from "@db/client";
import { imports } from "@db/schema/imports";
import { members } from "@db/schema/workspaces";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { recordEvent } from "~/features/activity/events.server";
import { now, nowMs } from "~/platform/clock.server";
import { defineJob, enqueue, type Job } from "~/platform/jobs.server";
import { publish } from "~/platform/realtime.server";
import { storage } from "~/platform/storage.server";
import { CsvError } from "./csv/schema";
import { type Import, openRun, readFileRows, toImport } from "./data.server";
import type { Importer, Mapping } from "./fields/schema";
import { type Taking, takeRows } from "./rows/mutations.server";
import type { FileRow } from "./rows/schema";
import { importMoved, importTopic } from "./topics";

/** Few enough that a batch, which runs in one go on SQLite, keeps nobody waiting. */
const ROWS_AT_ONCE = 50;
const SLICE_MS = 10_000;
const TELL_EVERY_MS = 400;

const importSchema = z.object({ importId: z.string() }).strict();
type ImportJob = Job<z.infer<typeof importSchema>>;

/** Takes rows for a few seconds, then asks to go on, so that other work of the house gets its turn in between. */
export const runImport: ImportJob = defineJob({
  kind: "import.run",
  schema: importSchema,
  run: ({ importId }) => takeSlice(importId),
  async giveUp({ importId }) {
    const found = await findRunning(importId);
    if (found) await endImport(found.one, found.importer, { state: "failed", failure: "other" });
  },
});

/** Removes the file of an import that has ended; one that nobody started by then ends here. */
export const tidyImport: ImportJob = defineJob({
  kind: "import.tidy",
  schema: importSchema,
  async run({ importId }) {
    const [row] = await db
      .update(imports)
      .set({ state: "cancelled", finishedAt: now() })
      .where(and(eq(imports.id, importId), eq(imports.state, "mapping")))
      .returning();
    const [current] = row ? [row] : await db.select().from(imports).where(eq(imports.id, importId));
    if (current && ["done", "failed", "cancelled"].includes(current.state))
      await storage().remove(current.fileKey);
  },
});

export const importJobs = [runImport, tidyImport];

let isStopping = false;

/** Returns what ends the slice under way after its batch; the next start goes on from there. */
export function openImports(): () => void {
  isStopping = false;
  return () => {
    isStopping = true;
  };
}

async function takeSlice(importId: string): Promise<void> {
  const begun = await begin(importId);
  if (!begun) return;
  const { one, importer, mapping } = begun;
  try {
    const end = await takeBatches(one, importer, mapping);
    if (end === "through") await endImport(one, importer, { state: "done", failure: null });
    if (end === "member_left") await endImport(one, importer, { state: "failed", failure: end });
    if (end === "slice_over") await db.transaction((tx) => enqueue(tx, runImport, { importId }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    await endImport(one, importer, { state: "failed", failure: error.problem });
  }
}

type Running = { one: Import; importer: Importer; hasLeft: boolean };

async function findRunning(importId: string): Promise<Running | null> {
  const [row] = await db
    .select({ row: imports, role: members.role, deactivatedAt: members.deactivatedAt })
    .from(imports)
    .innerJoin(members, eq(members.id, imports.memberId))
    .where(eq(imports.id, importId));
  if (row?.row.state !== "running") return null;
  const one = toImport(row.row);
  const { workspaceId, memberId } = one;
  const importer = { workspaceId, memberId, role: row.role };
  return { one, importer, hasLeft: row.deactivatedAt !== null };
}

type Begun = { one: Import; importer: Importer; mapping: Mapping };

/** The import as it stands; null when there is nothing to do. Whoever left the team brings nothing more in. */
async function begin(importId: string): Promise<Begun | null> {
  const found = await findRunning(importId);
  if (!found) return null;
  const { one, importer, hasLeft } = found;
  const { mapping } = one;
  if (mapping && !hasLeft && (await storage().stat(one.fileKey))) return { one, importer, mapping };
  const failure = hasLeft ? "member_left" : "file_gone";
  await endImport(one, importer, { state: "failed", failure });
  return null;
}

type End = "through" | "slice_over" | Exclude<Taking, "taken">;

async function takeBatches(one: Import, importer: Importer, mapping: Mapping): Promise<End> {
  const run = await openRun(one, importer, mapping);
  const until = nowMs() + SLICE_MS;
  let toldAt = 0;
  let batch: FileRow[] = [];
  const take = async () => {
    const taking = await takeRows({ importId: one.id, run, rows: batch });
    batch = [];
    if (nowMs() - toldAt < TELL_EVERY_MS) return taking;
    toldAt = nowMs();
    publish(importTopic(one.workspaceId), importMoved(one.id));
    return taking;
  };
  for await (const row of readFileRows(one, one.doneRows)) {
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    const taking = await take();
    if (taking !== "taken") return taking;
    if (isStopping || nowMs() > until) return "slice_over";
    // Requests that came meanwhile are answered before the next batch.
    await new Promise(setImmediate);
  }
  const last = batch.length === 0 ? "taken" : await take();
  return last === "taken" ? "through" : last;
}

type Ending = { state: "done" | "failed"; failure: string | null };

function endImport(one: Import, importer: Importer, ending: Ending): Promise<void> {
  return db
    .transaction(async (tx) => {
      const isRunning = and(eq(imports.id, one.id), eq(imports.state, "running"), isNull(imports.finishedAt));
      const [ended] = await tx
        .update(imports)
        .set({ ...ending, finishedAt: now() })
        .where(isRunning)
        .returning();
      if (!ended) return;
      const { id: importId, kind } = ended;
      await recordEvent(tx, importer, { type: "import.finished", importId, kind });
      await enqueue(tx, tidyImport, { importId });
    })
    .then(() => publish(importTopic(one.workspaceId), importMoved(one.id)));
}
