import { db } from "@db/client";
import { documents, documentVersions, uploads } from "@db/schema/library";
import { pages, rooms } from "@db/schema/rooms";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull, lt, max, ne, sum } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now, nowMs } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { enqueue } from "~/platform/jobs.server";
import { publish } from "~/platform/realtime.server";
import { storage } from "~/platform/storage.server";
import { deriveDocumentJob } from "../jobs.server";
import { canEditDocument } from "../policy";
import { DOCUMENT_CHANGED, libraryTopic } from "../topics";
import { titleFromFileName, UPLOAD_EXPIRES_MS } from "../utils";
import type { Uploader, UploadWish } from "./schema";
import { receivedBytes, receivedPath, removeReceived } from "./service.server";

type Upload = typeof uploads.$inferSelect;

/** What one workspace may have under way at a time. */
const MAX_UNFINISHED = 40;
const MAX_UNFINISHED_BYTES = 4 * 1024 * 1024 * 1024;
/** Room between pages, as the rooms themselves leave it. */
const PAGE_STEP = 10;

/** Notes an upload before its first byte. NOT_FOUND for a room or document elsewhere; RATE_LIMITED past the caps. */
export async function beginUpload({ scope, sessionId }: Uploader, wish: UploadWish): Promise<void> {
  const { workspaceId, memberId } = scope;
  await expireUploads();
  await db.transaction(async (tx) => {
    // One at a time in a workspace, or two starts at once would pass the caps together.
    await tx
      .select({ id: workspaces.id })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId))
      .for("update");
    await requireTargets(tx, scope, wish);
    const receiving = and(eq(uploads.workspaceId, workspaceId), eq(uploads.state, "receiving"));
    const count = await tx.$count(uploads, receiving);
    const [total] = await tx
      .select({ bytes: sum(uploads.sizeBytes).mapWith(Number) })
      .from(uploads)
      .where(receiving);
    if (count >= MAX_UNFINISHED || (total?.bytes ?? 0) + wish.sizeBytes > MAX_UNFINISHED_BYTES) {
      throw new AppError("RATE_LIMITED", { retryAfterSeconds: 60 });
    }
    await tx
      .insert(uploads)
      .values({ ...wish, workspaceId, memberId, sessionId, state: "receiving", createdAt: now() });
  });
}

/**
 * Turns a file whose last byte has come into a version of a document, exactly once, however often it is called: the
 * file moves under a key made from the upload's id, then one transaction claims the upload and writes the rows.
 */
export async function finishUpload(uploadId: string): Promise<void> {
  const [upload] = await db.select().from(uploads).where(eq(uploads.id, uploadId));
  if (!upload || upload.state === "stored") return;
  const fileKey = originalKey(uploadId);
  const received = await receivedBytes(uploadId);
  if (received !== null && received !== upload.sizeBytes) throw new AppError("CONFLICT");
  await storage().adopt(fileKey, receivedPath(uploadId));
  const isNew = await db.transaction((tx) => storeVersion(tx, upload, fileKey));
  await removeReceived(uploadId);
  if (!isNew) return;
  publish(libraryTopic(upload.workspaceId), DOCUMENT_CHANGED);
  if (upload.roomId) publish(`room:${upload.roomId}`, { type: "page" });
}

/** After the client ended it itself. */
export async function forgetUpload(uploadId: string): Promise<void> {
  await removeReceived(uploadId);
  await db.delete(uploads).where(and(eq(uploads.id, uploadId), eq(uploads.state, "receiving")));
}

/** At start: files that were complete when the process died become documents, and the old ones go. */
export async function reconcileUploads(): Promise<void> {
  const receiving = await db.select().from(uploads).where(eq(uploads.state, "receiving"));
  for (const upload of receiving) {
    if (await isComplete(upload)) await finishUpload(upload.id);
  }
  await expireUploads();
}

/** Whether every byte is here, in the upload's folder or already in the store. */
export async function isComplete(upload: Pick<Upload, "id" | "sizeBytes">): Promise<boolean> {
  const bytes = (await receivedBytes(upload.id)) ?? (await storage().stat(originalKey(upload.id)))?.size;
  return bytes === upload.sizeBytes;
}

/** Ends uploads nobody continued for a day. Of those that became documents only the note is forgotten. */
async function expireUploads(): Promise<void> {
  const expired = lt(uploads.createdAt, new Date(nowMs() - UPLOAD_EXPIRES_MS));
  for (const upload of await db.select().from(uploads).where(expired)) {
    if (upload.state === "receiving" && (await isComplete(upload))) await finishUpload(upload.id);
    else await removeReceived(upload.id);
    await db.delete(uploads).where(eq(uploads.id, upload.id));
  }
}

function originalKey(uploadId: string): string {
  return `originals/${uploadId}.pdf`;
}

async function requireTargets(tx: Tx, scope: Uploader["scope"], wish: UploadWish): Promise<void> {
  if (wish.documentId) {
    const document = found(await findDocument(tx, scope.workspaceId, wish.documentId));
    assertCan(canEditDocument(scope, document));
  }
  if (wish.roomId) found(await findOpenRoom(tx, scope.workspaceId, wish.roomId));
}

/** False when the upload had become a version before. */
async function storeVersion(tx: Tx, upload: Upload, fileKey: string): Promise<boolean> {
  const [claimed] = await tx
    .update(uploads)
    .set({ state: "stored" })
    .where(and(eq(uploads.id, upload.id), ne(uploads.state, "stored")))
    .returning();
  if (!claimed) return false;
  const { workspaceId, memberId } = upload;
  const at = now();
  const documentId = await touchOrMakeDocument(tx, upload, at);
  const [last] = await tx
    .select({ number: max(documentVersions.number) })
    .from(documentVersions)
    .where(eq(documentVersions.documentId, documentId));
  const versionId = newId();
  const { id: uploadId, fileName, sizeBytes } = upload;
  const number = (last?.number ?? 0) + 1;
  await tx.insert(documentVersions).values({
    id: versionId,
    workspaceId,
    documentId,
    number,
    uploadId,
    fileKey,
    fileName,
    sizeBytes,
    createdAt: at,
  });
  await recordEvent(tx, { workspaceId, memberId }, { type: "document.uploaded", documentId, versionId });
  if (upload.roomId) await appendPage(tx, upload, { roomId: upload.roomId, documentId, at });
  await enqueue(tx, deriveDocumentJob, { versionId }, { key: `${deriveDocumentJob.kind}:${versionId}` });
  return true;
}

/** A document that is gone by now doesn't swallow the file: it becomes one of its own. */
async function touchOrMakeDocument(tx: Tx, upload: Upload, at: Date): Promise<string> {
  const { workspaceId, memberId, documentId } = upload;
  const existing = documentId ? await findDocument(tx, workspaceId, documentId) : undefined;
  if (existing) {
    await tx.update(documents).set({ updatedAt: at }).where(eq(documents.id, existing.id));
    return existing.id;
  }
  const id = newId();
  const title = titleFromFileName(upload.fileName);
  await tx
    .insert(documents)
    .values({ id, workspaceId, title, createdById: memberId, createdAt: at, updatedAt: at });
  return id;
}

/** At the end of the room, unless the room was archived meanwhile: then the document stays in the library only. */
async function appendPage(
  tx: Tx,
  upload: Upload,
  { roomId, documentId, at }: { roomId: string; documentId: string; at: Date },
): Promise<void> {
  const { workspaceId, memberId } = upload;
  const room = await findOpenRoom(tx, workspaceId, roomId);
  if (!room) return;
  const [last] = await tx
    .select({ position: max(pages.position) })
    .from(pages)
    .where(eq(pages.roomId, roomId));
  const pageId = newId();
  const position = (last?.position ?? 0) + PAGE_STEP;
  const title = titleFromFileName(upload.fileName);
  await tx.insert(pages).values({
    id: pageId,
    workspaceId,
    roomId,
    kind: "document",
    title,
    documentId,
    position,
    createdAt: at,
    updatedAt: at,
  });
  await tx.update(rooms).set({ updatedAt: at }).where(eq(rooms.id, roomId));
  await recordEvent(tx, { workspaceId, memberId }, { type: "page.added", roomId, pageId });
}

async function findDocument(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.id, id), eq(documents.workspaceId, workspaceId), isNull(documents.archivedAt)))
    .for("update");
  return row;
}

async function findOpenRoom(tx: Tx, workspaceId: string, id: string) {
  const [row] = await tx
    .select({ id: rooms.id })
    .from(rooms)
    .where(and(eq(rooms.id, id), eq(rooms.workspaceId, workspaceId), isNull(rooms.archivedAt)))
    .for("update");
  return row;
}
