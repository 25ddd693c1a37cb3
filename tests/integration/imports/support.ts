import { Readable } from "node:stream";
import { db } from "@db/client";
import { imports } from "@db/schema/imports";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { openRun, readFileRows, toImport } from "~/features/accounts/imports/data.server";
import type { ImportKind, Mapping, OnDuplicate } from "~/features/accounts/imports/fields/schema";
import { importJobs } from "~/features/accounts/imports/jobs.server";
import { receiveImport, startImport } from "~/features/accounts/imports/mutations.server";
import type { FileRow } from "~/features/accounts/imports/rows/schema";
import { guessMapping } from "~/features/accounts/imports/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";

for (const job of importJobs) registerJob(job);

type Content = string | Uint8Array;

/** As the upload screen does it. */
export function receive(scope: WorkspaceScope, kind: ImportKind, content: Content) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return receiveImport(scope, kind, async (key) => {
    await storage().put(key, Readable.from([bytes]));
    return { fileName: "list.csv", sizeBytes: bytes.byteLength };
  });
}

export async function receiveOk(scope: WorkspaceScope, kind: ImportKind, content: Content): Promise<string> {
  const received = await receive(scope, kind, content);
  if (!received.ok) throw new Error(`refused: ${received.problem}`);
  return received.importId;
}

type Options = { onDuplicate?: OnDuplicate; mapping?: Mapping };

/** Uploads, starts with the guessed columns, and lets every due job run. */
export async function importAll(
  scope: WorkspaceScope,
  kind: ImportKind,
  content: Content,
  options: Options = {},
) {
  const importId = await receiveOk(scope, kind, content);
  await start(scope, importId, options);
  await runDueJobs();
  return importOf(importId);
}

export async function start(
  scope: WorkspaceScope,
  importId: string,
  { onDuplicate = "skip", mapping }: Options = {},
) {
  const { kind, columns } = await importOf(importId);
  return startImport(scope, { importId, onDuplicate, mapping: mapping ?? guessMapping(kind, columns) });
}

export async function importOf(importId: string) {
  const [row] = await db.select().from(imports).where(eq(imports.id, importId));
  if (!row) throw new Error("there is no such import");
  return row;
}

/** A started import as the job has it before it takes its first batch, and all rows of the file. */
export async function opened(importId: string) {
  const one = toImport(await importOf(importId));
  const [row] = await db.select().from(members).where(eq(members.id, one.memberId));
  if (!row) throw new Error("there is no such member");
  const importer = { workspaceId: one.workspaceId, memberId: one.memberId, role: row.role };
  const rows: FileRow[] = [];
  for await (const fileRow of readFileRows(one)) rows.push(fileRow);
  return { run: await openRun(one, importer, one.mapping ?? {}), rows };
}
