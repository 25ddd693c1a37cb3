import { db } from "@db/client";
import { importRefusals, imports } from "@db/schema/imports";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, desc, eq, gt } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { assertCan, found } from "~/platform/errors";
import { storage } from "~/platform/storage.server";
import { isEncoding } from "./csv/schema";
import { readRows } from "./csv/service.server";
import { openDirectory, readStages, readVocabulary } from "./directory/data.server";
import { type Importer, isImportField, type Mapping } from "./fields/schema";
import { canSeeImport } from "./policy";
import { judgeRows } from "./rows/data.server";
import type { Run } from "./rows/plan";
import { type FileRow, type Judgement, rowSchemas } from "./rows/schema";

const LISTED = 50;
const PREVIEW_ROWS = 12;
const REFUSALS_AT_ONCE = 500;

export type ImportRow = typeof imports.$inferSelect;
export type Import = Omit<ImportRow, "mapping"> & { mapping: Mapping | null };

/** The member's own, newest first; managers and admins see everybody's. */
export async function listImports(scope: WorkspaceScope): Promise<(Import & { memberName: string })[]> {
  const mine = scope.role === "rep" ? eq(imports.memberId, scope.memberId) : undefined;
  const rows = await db
    .select({ row: imports, memberName: users.name })
    .from(imports)
    .innerJoin(members, eq(members.id, imports.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(imports.workspaceId, scope.workspaceId), mine))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(LISTED);
  return rows.map(({ row, memberName }) => ({ ...toImport(row), memberName }));
}

export async function getImport(scope: WorkspaceScope, importId: string): Promise<Import> {
  const [row] = await db.select().from(imports).where(isImport(scope, importId));
  const one = toImport(found(row));
  assertCan(canSeeImport(scope, one));
  return one;
}

/** Locks the import until the transaction ends. */
export async function findImportForUpdate(tx: Tx, scope: WorkspaceScope, importId: string): Promise<Import> {
  const [row] = await tx.select().from(imports).where(isImport(scope, importId)).for("update");
  return toImport(found(row));
}

function isImport(scope: WorkspaceScope, importId: string) {
  return and(eq(imports.id, importId), eq(imports.workspaceId, scope.workspaceId));
}

export function toImport(row: ImportRow): Import {
  if (row.mapping === null) return { ...row, mapping: null };
  const mapping: Partial<Record<keyof Mapping, number>> = {};
  for (const [field, index] of Object.entries(row.mapping)) if (isImportField(field)) mapping[field] = index;
  return { ...row, mapping };
}

/** All that the rows of an import are judged by, as things stand now. */
export async function openRun(one: Import, importer: Importer, mapping: Mapping): Promise<Run> {
  const [words, stages, directory] = await Promise.all([
    readVocabulary(importer),
    readStages(importer),
    openDirectory(importer),
  ]);
  const { kind, onDuplicate, columns } = one;
  const schemas = rowSchemas(words);
  return { importer, kind, mapping, onDuplicate, columns: columns.length, words, stages, schemas, directory };
}

export async function* readFileRows(one: Import, skipping = 0): AsyncGenerator<FileRow> {
  const { encoding, delimiter, fileKey } = one;
  if (!isEncoding(encoding)) throw new Error(`no such encoding: ${encoding}`);
  let number = 0;
  for await (const cells of readRows(storage().get(fileKey), { encoding, delimiter })) {
    if (number > skipping) yield { number, cells };
    number += 1;
  }
}

/** The first rows of the file and what would become of each if it started now; nothing is written. */
export async function previewImport(
  scope: WorkspaceScope,
  one: Import,
  mapping: Mapping,
): Promise<Judgement[]> {
  const rows: FileRow[] = [];
  for await (const row of readFileRows(one)) {
    rows.push(row);
    if (rows.length >= PREVIEW_ROWS) break;
  }
  const run = await openRun(one, scope, mapping);
  return (await judgeRows(db, run, rows)).judgements;
}

type StoredRefusal = typeof importRefusals.$inferSelect;

/** The refused rows in the order of the file, a page of them at a time. */
export async function* readRefusals(one: Import): AsyncGenerator<StoredRefusal[]> {
  for (let after = 0; ; ) {
    const page = await db
      .select()
      .from(importRefusals)
      .where(and(eq(importRefusals.importId, one.id), gt(importRefusals.rowNumber, after)))
      .orderBy(asc(importRefusals.rowNumber))
      .limit(REFUSALS_AT_ONCE);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < REFUSALS_AT_ONCE) return;
    after = last.rowNumber;
  }
}
