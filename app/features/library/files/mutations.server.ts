import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { db } from "@db/client";
import { documentVersions, pageTexts } from "@db/schema/library";
import { pages } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import { publish } from "~/platform/realtime.server";
import { storage } from "~/platform/storage.server";
import type { VersionFailure } from "../schema";
import { DOCUMENT_CHANGED, libraryTopic, readersTopic } from "../topics";
import type { PdfReading } from "./schema";
import { pdfReader, type ReadResult } from "./service.server";

type Version = typeof documentVersions.$inferSelect;

const TEXT_ROWS_A_STATEMENT = 200;

/**
 * Reads a version's file and makes it ready, or failed with the reason. Repeating changes nothing. What is wrong with
 * the file never throws; what is wrong with us throws to be tried again, and on the last try ends as broken, so that
 * no version stays in processing for ever.
 */
export async function deriveDocument(versionId: string, { isLastTry = true } = {}): Promise<void> {
  const version = await findProcessing(versionId);
  if (!version) return;
  try {
    const result = await readStored(version);
    if (result.ok) await keepReading(version, result.reading);
    else await failVersion(version, result.failure);
  } catch (error) {
    if (!isLastTry) throw error;
    log.error({ err: error, versionId }, "a document could not be read");
    await failVersion(version, "broken");
  }
  publish(libraryTopic(version.workspaceId), DOCUMENT_CHANGED);
  await tellReaders(version);
}

/** Whoever has a room with this document open sees it without reloading. */
async function tellReaders({ workspaceId, documentId }: Version): Promise<void> {
  const rooms = await db
    .selectDistinct({ id: pages.roomId })
    .from(pages)
    .where(
      and(eq(pages.documentId, documentId), eq(pages.workspaceId, workspaceId), isNull(pages.archivedAt)),
    );
  for (const { id } of rooms) publish(readersTopic(id), DOCUMENT_CHANGED);
}

async function findProcessing(versionId: string): Promise<Version | undefined> {
  const [row] = await db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.state, "processing")));
  return row;
}

/** The reader needs a path; from a store elsewhere the file is fetched for the time of reading. */
async function readStored({ fileKey }: Version): Promise<ReadResult> {
  const local = storage().localPath(fileKey);
  if (local !== null) return pdfReader().read(local);
  const folder = await mkdtemp(path.join(tmpdir(), "engawa-read-"));
  try {
    const copy = path.join(folder, "file.pdf");
    await pipeline(storage().get(fileKey), createWriteStream(copy));
    return await pdfReader().read(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Pictures first: a ready version always has them. */
async function keepReading(version: Version, reading: PdfReading): Promise<void> {
  const thumbKey = `thumbs/${version.id}.webp`;
  const previewKey = `previews/${version.id}.webp`;
  await storage().put(thumbKey, reading.thumb);
  await storage().put(previewKey, reading.preview);
  await db.transaction(async (tx) => {
    const { sha256, pageCount, pageSizes } = reading;
    const isMine = await settle(tx, version.id, {
      state: "ready",
      failure: null,
      readyAt: now(),
      sha256,
      pageCount,
      pageSizes,
      thumbKey,
      previewKey,
    });
    if (!isMine) return;
    await replaceTexts(tx, version.id, reading.texts);
  });
}

async function failVersion(version: Version, failure: VersionFailure): Promise<void> {
  await db.transaction((tx) => settle(tx, version.id, { state: "failed", failure }));
}

/** False when the version was settled by someone else. */
async function settle(tx: Tx, versionId: string, fields: Partial<Version>): Promise<boolean> {
  const settled = await tx
    .update(documentVersions)
    .set(fields)
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.state, "processing")))
    .returning({ id: documentVersions.id });
  return settled.length === 1;
}

async function replaceTexts(tx: Tx, versionId: string, texts: readonly string[]): Promise<void> {
  await tx.delete(pageTexts).where(eq(pageTexts.versionId, versionId));
  const rows = texts.flatMap((text, index) => (text ? [{ versionId, pageNumber: index + 1, text }] : []));
  for (let at = 0; at < rows.length; at += TEXT_ROWS_A_STATEMENT) {
    await tx.insert(pageTexts).values(rows.slice(at, at + TEXT_ROWS_A_STATEMENT));
  }
}
