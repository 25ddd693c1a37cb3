import { db } from "@db/client";
import { documents, documentVersions } from "@db/schema/library";
import type { Tx } from "@db/types";
import { and, desc, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { EngawaEvent } from "~/features/activity/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now, nowMs } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { enqueue } from "~/platform/jobs.server";
import { publish } from "~/platform/realtime.server";
import { findDocumentForUpdate } from "./data.server";
import { deriveDocumentJob } from "./jobs.server";
import { canEditDocument, canRetry } from "./policy";
import { DOCUMENT_CHANGED, libraryTopic } from "./topics";

type Document = typeof documents.$inferSelect;

/** Pages that already show the document keep their own titles. */
export function renameDocument(
  scope: WorkspaceScope,
  { documentId, title }: { documentId: string; title: string },
): Promise<void> {
  return changeDocument(scope, documentId, async (tx, document) => {
    if (document.title === title) return;
    await save(tx, document, { title });
    await recordEvent(tx, scope, { type: "document.renamed", documentId });
  });
}

/** Takes it out of the library's list; rooms that show it go on showing it. */
export function archiveDocument(scope: WorkspaceScope, documentId: string): Promise<void> {
  return setArchived(scope, documentId, { archivedAt: now(), type: "document.archived" });
}

export function restoreDocument(scope: WorkspaceScope, documentId: string): Promise<void> {
  return setArchived(scope, documentId, { archivedAt: null, type: "document.restored" });
}

/** Reads the newest file once more, for one that failed or has been under way too long. CONFLICT otherwise. */
export function retryDocument(scope: WorkspaceScope, documentId: string): Promise<void> {
  return changeDocument(scope, documentId, async (tx, document) => {
    const [newest] = await tx
      .select()
      .from(documentVersions)
      .where(eq(documentVersions.documentId, document.id))
      .orderBy(desc(documentVersions.number))
      .limit(1)
      .for("update");
    if (!newest || !canRetry(newest, nowMs())) throw new AppError("CONFLICT");
    await tx
      .update(documentVersions)
      .set({ state: "processing", failure: null })
      .where(eq(documentVersions.id, newest.id));
    await enqueue(tx, deriveDocumentJob, { versionId: newest.id });
  });
}

type Archiving = { archivedAt: Date | null; type: "document.archived" | "document.restored" };

function setArchived(
  scope: WorkspaceScope,
  documentId: string,
  { archivedAt, type }: Archiving,
): Promise<void> {
  return changeDocument(scope, documentId, async (tx, document) => {
    if ((document.archivedAt === null) === (archivedAt === null)) return;
    await save(tx, document, { archivedAt });
    await recordEvent(tx, scope, { type, documentId } satisfies EngawaEvent);
  });
}

async function changeDocument(
  scope: WorkspaceScope,
  documentId: string,
  change: (tx: Tx, document: Document) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const document = await findDocumentForUpdate(tx, scope, documentId);
    assertCan(canEditDocument(scope, document));
    await change(tx, document);
  });
  publish(libraryTopic(scope.workspaceId), DOCUMENT_CHANGED);
}

async function save(tx: Tx, document: Document, fields: Partial<Document>): Promise<void> {
  await tx
    .update(documents)
    .set({ ...fields, updatedAt: now() })
    .where(and(eq(documents.id, document.id), eq(documents.workspaceId, document.workspaceId)));
}
