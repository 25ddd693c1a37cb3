import type { Readable } from "node:stream";
import { db } from "@db/client";
import { imports } from "@db/schema/imports";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, inArray } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now, nowMs } from "~/platform/clock.server";
import { assertCan } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { enqueue } from "~/platform/jobs.server";
import { publish } from "~/platform/realtime.server";
import { storage } from "~/platform/storage.server";
import { cleanLine } from "~/platform/text";
import { CsvError, type CsvFormat, type FileProblem } from "./csv/schema";
import { detectFormat, readRows } from "./csv/service.server";
import { findImportForUpdate, getImport, type Import } from "./data.server";
import {
  type ImportKind,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_COLUMNS,
  MAX_IMPORT_ROWS,
  MAX_OPEN_IMPORTS,
  type Mapping,
  type OnDuplicate,
  OPEN_STATES,
} from "./fields/schema";
import { runImport, tidyImport } from "./jobs.server";
import { canMapImport, canSteerImport } from "./policy";
import { importMoved, importTopic } from "./topics";
import { missingFields } from "./utils";

const DAY_MS = 86_400_000;
/** A file that nobody went on with is removed after this. */
const KEPT_UNSTARTED_DAYS = 7;
const MAX_FILE_NAME_CHARS = 200;
const MAX_HEADING_CHARS = 200;

export type Refused = { ok: false; problem: FileProblem; line: number | null };
type Received = { ok: true; importId: string } | Refused;

/**
 * Takes in a file that `receive` writes to the store, and looks through all of it: what can't be read as a table is
 * told at once and not kept.
 */
export async function receiveImport(
  scope: WorkspaceScope,
  kind: ImportKind,
  receive: (key: string) => Promise<{ fileName: string; sizeBytes: number } | FileProblem>,
): Promise<Received> {
  const id = newId();
  const fileKey = `imports/${id}.csv`;
  const received = await receive(fileKey);
  if (typeof received === "string") return { ok: false, problem: received, line: null };
  const { fileName, sizeBytes } = received;
  const open = () => storage().get(fileKey);
  try {
    if (sizeBytes > MAX_IMPORT_BYTES) throw new CsvError("too_large");
    const format = await detectFormat(open);
    const facts = await measure(open, format);
    await db.transaction(async (tx) => {
      await requireRoomForOne(tx, scope);
      await tx.insert(imports).values({
        id,
        workspaceId: scope.workspaceId,
        memberId: scope.memberId,
        kind,
        fileKey,
        fileName: cleanLine(fileName).slice(0, MAX_FILE_NAME_CHARS),
        sizeBytes,
        ...format,
        ...facts,
        createdAt: now(),
      });
      const runAt = new Date(nowMs() + KEPT_UNSTARTED_DAYS * DAY_MS);
      await enqueue(tx, tidyImport, { importId: id }, { runAt });
    });
    return { ok: true, importId: id };
  } catch (error) {
    await storage().remove(fileKey);
    return refusedBy(error);
  }
}

/** Held, so that of two files at the same moment the second counts the first. */
async function requireRoomForOne(tx: Tx, { memberId }: WorkspaceScope): Promise<void> {
  await tx.select({ id: members.id }).from(members).where(eq(members.id, memberId)).for("update");
  const isOpen = and(eq(imports.memberId, memberId), inArray(imports.state, [...OPEN_STATES]));
  if ((await tx.$count(imports, isOpen)) >= MAX_OPEN_IMPORTS) throw new CsvError("too_many_open");
}

/** Reads the file anew in another encoding or with another separator. */
export async function changeFormat(
  scope: WorkspaceScope,
  { importId, ...format }: CsvFormat & { importId: string },
): Promise<{ ok: true } | Refused> {
  const one = await getImport(scope, importId);
  assertCan(canMapImport(scope, one));
  try {
    const facts = await measure(() => storage().get(one.fileKey), format);
    await db
      .update(imports)
      .set({ ...format, ...facts, mapping: null })
      .where(and(eq(imports.id, importId), eq(imports.state, "mapping")));
    return { ok: true };
  } catch (error) {
    return refusedBy(error);
  }
}

function refusedBy(error: unknown): Refused {
  if (!(error instanceof CsvError)) throw error;
  return { ok: false, problem: error.problem, line: error.line };
}

/** Heading and number of rows; throws CsvError for what can't be imported. */
async function measure(open: () => Readable, format: CsvFormat) {
  let columns: string[] | null = null;
  let totalRows = 0;
  for await (const cells of readRows(open(), format)) {
    if (columns === null) {
      if (cells.length > MAX_IMPORT_COLUMNS) throw new CsvError("too_many_columns");
      columns = cells.map((cell) => cleanLine(cell).slice(0, MAX_HEADING_CHARS));
    } else totalRows += 1;
    if (totalRows > MAX_IMPORT_ROWS) throw new CsvError("too_many_rows");
  }
  if (columns === null) throw new CsvError("empty");
  if (totalRows === 0) throw new CsvError("no_rows");
  return { columns, totalRows };
}

type Choice = { importId: string; mapping: Mapping; onDuplicate: OnDuplicate };

export function saveMapping(scope: WorkspaceScope, choice: Choice): Promise<void> {
  return db.transaction(async (tx) => {
    const one = await findOwn(tx, scope, choice.importId);
    if (one.state === "mapping") await keepChoice(tx, one, choice);
  });
}

/** Begins to take rows. What the file needs and nobody mapped comes back by field; pressing twice starts once. */
export function startImport(
  scope: WorkspaceScope,
  choice: Choice,
): Promise<{ ok: true } | { ok: false; missing: readonly string[] }> {
  return db.transaction(async (tx) => {
    const one = await findOwn(tx, scope, choice.importId);
    if (one.state !== "mapping") return { ok: true };
    await keepChoice(tx, one, choice);
    const missing = missingFields(one.kind, choice.mapping);
    if (missing.length > 0) return { ok: false, missing };
    await tx.update(imports).set({ state: "running" }).where(eq(imports.id, one.id));
    await recordEvent(tx, scope, { type: "import.started", importId: one.id, kind: one.kind });
    await enqueue(tx, runImport, { importId: one.id });
    return { ok: true };
  });
}

/** A column that the file does not have is no column. */
async function keepChoice(tx: Tx, one: Import, { mapping, onDuplicate }: Choice): Promise<void> {
  const real = Object.fromEntries(Object.entries(mapping).filter(([, index]) => index < one.columns.length));
  await tx.update(imports).set({ mapping: real, onDuplicate }).where(eq(imports.id, one.id));
}

async function findOwn(tx: Tx, scope: WorkspaceScope, importId: string): Promise<Import> {
  const one = await findImportForUpdate(tx, scope, importId);
  assertCan(canMapImport(scope, one));
  return one;
}

/** Stops after the batch under way; the rows taken stay. */
export function pauseImport(scope: WorkspaceScope, importId: string): Promise<void> {
  return steer(scope, importId, async (tx, one) => {
    if (one.state === "running")
      await tx.update(imports).set({ state: "paused" }).where(eq(imports.id, one.id));
  });
}

export function resumeImport(scope: WorkspaceScope, importId: string): Promise<void> {
  return steer(scope, importId, async (tx, one) => {
    if (one.state !== "paused") return;
    await tx.update(imports).set({ state: "running" }).where(eq(imports.id, one.id));
    await enqueue(tx, runImport, { importId });
  });
}

/** Ends it for good; what was taken so far stays. */
export function cancelImport(scope: WorkspaceScope, importId: string): Promise<void> {
  return steer(scope, importId, async (tx, one) => {
    if (!OPEN_STATES.some((state) => state === one.state)) return;
    await tx.update(imports).set({ state: "cancelled", finishedAt: now() }).where(eq(imports.id, one.id));
    await recordEvent(tx, scope, { type: "import.cancelled", importId, kind: one.kind });
    await enqueue(tx, tidyImport, { importId });
  });
}

async function steer(
  scope: WorkspaceScope,
  importId: string,
  change: (tx: Tx, one: Import) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const one = await findImportForUpdate(tx, scope, importId);
    assertCan(canSteerImport(scope, one));
    await change(tx, one);
  });
  publish(importTopic(scope.workspaceId), importMoved(importId));
}
