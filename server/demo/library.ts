import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { db } from "@db/client";
import { documents, documentVersions } from "@db/schema/library";
import { eq } from "drizzle-orm";
import { beginUpload, finishUpload } from "~/features/library/uploads/mutations.server";
import { receivedPath } from "~/features/library/uploads/service.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { runDueJobs } from "~/platform/jobs.server";
import { DEMO_DECKS } from "../../db/seed/demo-content";
import { drawDeck } from "../../db/seed/pdf";

export type DemoDocument = { documentId: string; versionId: string; pageCount: number };
export type Shelves = Record<"ja" | "en", DemoDocument[]>;

/** Draws each deck and takes it in the way an upload is taken in: stored, then read by the PDF process. */
export async function seedLibrary(scope: WorkspaceScope): Promise<Shelves> {
  const shelves: Shelves = { ja: [], en: [] };
  for (const language of ["ja", "en"] as const) {
    for (const deck of DEMO_DECKS[language]) {
      shelves[language].push(await takeIn(scope, `${deck.title}.pdf`, await drawDeck(deck)));
    }
  }
  return shelves;
}

async function takeIn(scope: WorkspaceScope, fileName: string, bytes: Uint8Array): Promise<DemoDocument> {
  const id = newId();
  await beginUpload(
    { scope, sessionId: "demo" },
    { id, fileName, sizeBytes: bytes.byteLength, roomId: null, documentId: null },
  );
  await mkdir(path.dirname(receivedPath(id)), { recursive: true });
  await writeFile(receivedPath(id), bytes);
  await finishUpload(id);
  await runDueJobs();
  const [row] = await db
    .select({
      documentId: documents.id,
      versionId: documentVersions.id,
      pageCount: documentVersions.pageCount,
      state: documentVersions.state,
    })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(eq(documentVersions.uploadId, id));
  if (row?.state !== "ready" || !row.pageCount)
    throw new Error(`${fileName} could not be read: ${row?.state}`);
  return { documentId: row.documentId, versionId: row.versionId, pageCount: row.pageCount };
}
