import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { jobs } from "@db/schema/instance";
import { documents, documentVersions, pageTexts } from "@db/schema/library";
import { eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { listDocuments } from "~/features/library/data.server";
import { deriveDocument } from "~/features/library/files/mutations.server";
import { closePdfReader } from "~/features/library/files/service.server";
import {
  archiveDocument,
  renameDocument,
  restoreDocument,
  retryDocument,
} from "~/features/library/mutations.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { makeDocument, makeDocumentVersion, makeMember } from "../../support/factories";
import { plainPdf } from "./pdf-fixtures";

useDatabase();
afterAll(() => closePdfReader());

const eventsOf = async (workspaceId: string) =>
  (await db.select().from(events).where(eq(events.workspaceId, workspaceId))).map((event) => event.type);

describe("the list", () => {
  test("shows the newest file and what readers see, apart from the archive", async () => {
    const { scope } = await makeMember({ name: "Aoi Mori" });
    const { document, version } = await makeDocument(scope, { title: "Terms" });
    const failed = await makeDocumentVersion(scope, {
      documentId: document.id,
      number: 2,
      state: "failed",
      failure: "broken",
    });
    const { document: old } = await makeDocument(scope, { title: "Old" });
    await archiveDocument(scope, old.id);
    const { rows } = await listDocuments(scope);
    expect(rows.map((row) => row.title)).toEqual(["Terms"]);
    expect(rows[0]).toMatchObject({
      uploaderName: "Aoi Mori",
      newest: { id: failed.id },
      shown: { id: version?.id },
    });
    expect((await listDocuments(scope, { archived: true })).rows.map((row) => row.title)).toEqual(["Old"]);
  });

  test("comes in pages of forty", async () => {
    const { scope } = await makeMember();
    for (let count = 0; count < 41; count++) await makeDocument(scope, { version: null });
    const first = await listDocuments(scope);
    const second = await listDocuments(scope, { page: 2 });
    expect([first.rows.length, first.hasMore, second.rows.length, second.hasMore]).toEqual([
      40,
      true,
      1,
      false,
    ]);
  });

  test("never shows another workspace's", async () => {
    const { scope } = await makeMember();
    await makeDocument((await makeMember()).scope);
    expect((await listDocuments(scope)).rows).toEqual([]);
  });
});

describe("changes", () => {
  test("rename, archive and restore leave one event each, and none when nothing changes", async () => {
    const { scope } = await makeMember();
    const { document } = await makeDocument(scope, { title: "Terms" });
    await renameDocument(scope, { documentId: document.id, title: "Terms 2026" });
    await renameDocument(scope, { documentId: document.id, title: "Terms 2026" });
    await archiveDocument(scope, document.id);
    await archiveDocument(scope, document.id);
    await restoreDocument(scope, document.id);
    const told = await eventsOf(scope.workspaceId);
    expect(told.sort()).toEqual(["document.archived", "document.renamed", "document.restored"]);
    const [row] = await db.select().from(documents).where(eq(documents.id, document.id));
    expect(row).toMatchObject({ title: "Terms 2026", archivedAt: null });
  });

  test("are refused to a colleague without the right and unknown to another workspace", async () => {
    const { scope } = await makeMember();
    const { document } = await makeDocument(scope);
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    const manager = await makeMember({ workspaceId: scope.workspaceId, role: "manager" });
    const stranger = await makeMember({ role: "admin" });
    const attempts = [
      (by: typeof scope) => renameDocument(by, { documentId: document.id, title: "Mine" }),
      (by: typeof scope) => archiveDocument(by, document.id),
      (by: typeof scope) => restoreDocument(by, document.id),
      (by: typeof scope) => retryDocument(by, document.id),
    ];
    for (const attempt of attempts) {
      await expect(attempt(colleague.scope)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(attempt(stranger.scope)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    await archiveDocument(manager.scope, document.id);
  });

  test("a file is read again only where that may end otherwise", async () => {
    const { scope } = await makeMember();
    const { document, version } = await makeDocument(scope);
    const set = (fields: Partial<typeof documentVersions.$inferInsert>) =>
      db
        .update(documentVersions)
        .set(fields)
        .where(eq(documentVersions.id, version?.id ?? ""));
    await expect(retryDocument(scope, document.id)).rejects.toMatchObject({ code: "CONFLICT" });
    await set({ state: "failed", failure: "encrypted" });
    await expect(retryDocument(scope, document.id)).rejects.toMatchObject({ code: "CONFLICT" });
    await set({ state: "failed", failure: "timeout" });
    await retryDocument(scope, document.id);
    const [again] = await db
      .select()
      .from(documentVersions)
      .where(eq(documentVersions.documentId, document.id));
    expect(again).toMatchObject({ state: "processing", failure: null });
    expect((await db.select().from(jobs)).map((job) => job.payload)).toContainEqual({
      versionId: version?.id,
    });
  });
});

describe("reading", () => {
  test("keeps each page's words, and repeating changes nothing", async () => {
    const { scope } = await makeMember();
    const version = await makeProcessing(scope);
    await storage().put(version.fileKey, await plainPdf(3, "Chapter"));
    await deriveDocument(version.id);
    await deriveDocument(version.id);
    const texts = await db
      .select()
      .from(pageTexts)
      .where(eq(pageTexts.versionId, version.id))
      .orderBy(pageTexts.pageNumber);
    expect(texts.map((row) => row.text)).toEqual(["Chapter 1", "Chapter 2", "Chapter 3"]);
  });

  test("gives up in the open when the file is lost, so that nothing spins for ever", async () => {
    const { scope } = await makeMember();
    const version = await makeProcessing(scope);
    await expect(deriveDocument(version.id, { isLastTry: false })).rejects.toThrow("ENOENT");
    await deriveDocument(version.id, { isLastTry: true });
    const [row] = await db.select().from(documentVersions).where(eq(documentVersions.id, version.id));
    expect(row).toMatchObject({ state: "failed", failure: "broken" });
  });

  test("from a store elsewhere works on a copy", async () => {
    const { scope } = await makeMember();
    const version = await makeProcessing(scope);
    const local = storage();
    const source = path.join(tmpdir(), `engawa-remote-${version.id}.pdf`);
    await writeFile(source, await plainPdf(1));
    await local.adopt(version.fileKey, source);
    const { setStorage } = await import("~/platform/storage.server");
    setStorage({ ...local, localPath: () => null });
    await deriveDocument(version.id);
    setStorage(null);
    const [row] = await db.select().from(documentVersions).where(eq(documentVersions.id, version.id));
    expect(row).toMatchObject({ state: "ready", pageCount: 1 });
  });
});

async function makeProcessing(scope: Parameters<typeof makeDocument>[0]) {
  const { version } = await makeDocument(scope, { version: { state: "processing", pageCount: null } });
  if (!version) throw new Error("no version");
  return version;
}
