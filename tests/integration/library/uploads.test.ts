import { writeFile } from "node:fs/promises";
import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { documents, documentVersions, uploads } from "@db/schema/library";
import { pages } from "@db/schema/rooms";
import { uploadsDoor } from "@server/doors/uploads";
import { desc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closePdfReader } from "~/features/library/files/service.server";
import { libraryJobs } from "~/features/library/jobs.server";
import { reconcileUploads } from "~/features/library/uploads/mutations.server";
import { receivedPath } from "~/features/library/uploads/service.server";
import { setClock } from "~/platform/clock.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { subscribe } from "~/platform/realtime.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import { makeDocument, makeMember, makeRoom } from "../../support/factories";
import { plainPdf, uploadNames } from "./pdf-fixtures";
import {
  cookieFor,
  createUpload,
  encode,
  type SignedIn,
  sendBytes,
  signIn,
  tus,
  uploadWhole,
} from "./support";

useDatabase();

const door = uploadsDoor();
let rep: SignedIn;
let pdf: Uint8Array;

beforeAll(async () => {
  for (const job of libraryJobs) registerJob(job);
  pdf = await plainPdf(3, "Offer");
});
beforeEach(async () => {
  rep = await signIn();
});
afterEach(() => {
  setClock(null);
  resetLimits();
});
afterAll(() => closePdfReader());

const idOf = (url: string) => url.split("/").at(-1) ?? "";
const documentsOf = (workspaceId: string) =>
  db.select().from(documents).where(eq(documents.workspaceId, workspaceId));
const versionsOf = (workspaceId: string) =>
  db.select().from(documentVersions).where(eq(documentVersions.workspaceId, workspaceId));

describe("a whole file", () => {
  test("becomes a document that is ready with its pages, text and pictures", async () => {
    const url = await uploadWhole({
      door,
      cookie: rep.cookie,
      bytes: pdf,
      metadata: { filename: "見積書 2026.pdf" },
    });
    await runDueJobs();
    const [document] = await documentsOf(rep.scope.workspaceId);
    const [version] = await versionsOf(rep.scope.workspaceId);
    expect(document).toMatchObject({ title: "見積書 2026", createdById: rep.member.id });
    expect(version).toMatchObject({
      state: "ready",
      pageCount: 3,
      number: 1,
      sizeBytes: pdf.length,
      uploadId: idOf(url),
    });
    expect(version?.pageSizes).toEqual([{ width: 595, height: 842 }]);
    expect((await storage().stat(version?.previewKey ?? ""))?.size).toBeGreaterThan(100);
    expect((await storage().stat(version?.thumbKey ?? ""))?.size).toBeGreaterThan(100);
  });

  test("is announced to the workspace when it comes and when it is ready", async () => {
    const heard: string[] = [];
    const stop = subscribe(`workspace:${rep.scope.workspaceId}`, (message) => heard.push(message.type));
    await uploadWhole({ door, cookie: rep.cookie, bytes: pdf });
    await runDueJobs();
    stop();
    expect(heard).toEqual(["document", "document"]);
  });

  test("goes on from where the line was cut, to the same bytes", async () => {
    const created = await createUpload({ door, cookie: rep.cookie, size: pdf.length });
    const url = created.headers.get("location") ?? "";
    await sendBytes({ door, cookie: rep.cookie, url, offset: 0, bytes: pdf.subarray(0, 500) });
    const asked = await tus(door, url, "HEAD", rep.cookie);
    expect(asked.headers.get("upload-offset")).toBe("500");
    const wrong = await sendBytes({ door, cookie: rep.cookie, url, offset: 400, bytes: pdf.subarray(400) });
    expect(wrong.status).toBe(409);
    await sendBytes({ door, cookie: rep.cookie, url, offset: 500, bytes: pdf.subarray(500) });
    await runDueJobs();
    const [version] = await versionsOf(rep.scope.workspaceId);
    const { createHash } = await import("node:crypto");
    expect(version?.sha256).toBe(createHash("sha256").update(pdf).digest("hex"));
  });

  test("is stored once when the last answer got lost and the client asks or sends again", async () => {
    const url = await uploadWhole({ door, cookie: rep.cookie, bytes: pdf });
    const asked = await tus(door, url, "HEAD", rep.cookie);
    expect([asked.status, asked.headers.get("upload-offset")]).toEqual([200, String(pdf.length)]);
    const again = await sendBytes({
      door,
      cookie: rep.cookie,
      url,
      offset: pdf.length,
      bytes: new Uint8Array(),
    });
    expect(again.status).toBe(204);
    expect((await tus(door, url, "DELETE", rep.cookie)).status).toBe(409);
    expect(await documentsOf(rep.scope.workspaceId)).toHaveLength(1);
  });

  test("of no bytes fails as empty, without a spinner", async () => {
    await uploadWhole({ door, cookie: rep.cookie, bytes: new Uint8Array() });
    await runDueJobs();
    expect((await versionsOf(rep.scope.workspaceId))[0]).toMatchObject({ state: "failed", failure: "empty" });
  });

  test("in disguise fails as no PDF", async () => {
    await uploadWhole({ door, cookie: rep.cookie, bytes: Buffer.from("<script>alert(1)</script>") });
    await runDueJobs();
    expect((await versionsOf(rep.scope.workspaceId))[0]).toMatchObject({
      state: "failed",
      failure: "not_pdf",
    });
  });
});

describe("where a file goes", () => {
  test("with a room it becomes that room's last page in the same breath", async () => {
    const room = await makeRoom(rep.scope);
    await uploadWhole({
      door,
      cookie: rep.cookie,
      bytes: pdf,
      metadata: { filename: "a.pdf", roomId: room.id },
    });
    await uploadWhole({
      door,
      cookie: rep.cookie,
      bytes: pdf,
      metadata: { filename: "b.pdf", roomId: room.id },
    });
    const rows = await db.select().from(pages).where(eq(pages.roomId, room.id)).orderBy(pages.position);
    expect(rows.map((page) => [page.title, page.kind])).toEqual([
      ["a", "document"],
      ["b", "document"],
    ]);
    const told = await db
      .select()
      .from(events)
      .where(eq(events.workspaceId, rep.scope.workspaceId))
      .orderBy(desc(events.id));
    expect(told.map((event) => event.type).sort()).toEqual([
      "document.uploaded",
      "document.uploaded",
      "page.added",
      "page.added",
    ]);
  });

  test("with a document it becomes that document's next version", async () => {
    const { document } = await makeDocument(rep.scope);
    await uploadWhole({
      door,
      cookie: rep.cookie,
      bytes: pdf,
      metadata: { filename: "v2.pdf", documentId: document.id },
    });
    const versions = await versionsOf(rep.scope.workspaceId);
    expect(versions.map((version) => version.number).sort()).toEqual([1, 2]);
    expect(await documentsOf(rep.scope.workspaceId)).toHaveLength(1);
  });

  test("never into another workspace's room or document", async () => {
    const stranger = await signIn();
    const room = await makeRoom(stranger.scope);
    const { document } = await makeDocument(stranger.scope);
    for (const target of [{ roomId: room.id }, { documentId: document.id }]) {
      const answer = await createUpload({
        door,
        cookie: rep.cookie,
        size: 10,
        metadata: { filename: "a.pdf", ...target },
      });
      expect(answer.status).toBe(404);
    }
    expect(
      await db.select().from(uploads).where(eq(uploads.workspaceId, rep.scope.workspaceId)),
    ).toHaveLength(0);
  });

  test("not into a colleague's room or document when the member may not change it", async () => {
    const colleague = await makeMember({ workspaceId: rep.scope.workspaceId });
    const room = await makeRoom(colleague.scope);
    const { document } = await makeDocument(colleague.scope);
    for (const target of [{ roomId: room.id }, { documentId: document.id }]) {
      const answer = await createUpload({
        door,
        cookie: rep.cookie,
        size: 10,
        metadata: { filename: "a.pdf", ...target },
      });
      expect(answer.status).toBe(403);
    }
  });
});

describe("whose upload it is", () => {
  test("another member, another session and no session get nothing, by every method", async () => {
    const created = await createUpload({ door, cookie: rep.cookie, size: 100 });
    const url = created.headers.get("location") ?? "";
    const colleague = await signIn({ workspaceId: rep.scope.workspaceId });
    const stranger = await signIn();
    const otherSession = await cookieFor(rep.userId);
    for (const cookie of [colleague.cookie, stranger.cookie, otherSession]) {
      expect((await tus(door, url, "HEAD", cookie)).status).toBe(404);
      expect((await sendBytes({ door, cookie, url, offset: 0, bytes: Buffer.from("x") })).status).toBe(404);
      expect((await tus(door, url, "DELETE", cookie)).status).toBe(404);
    }
    for (const method of ["POST", "HEAD", "PATCH", "DELETE", "OPTIONS"]) {
      expect((await tus(door, method === "POST" ? "/uploads" : url, method, "")).status).toBe(401);
    }
    expect((await tus(door, url, "HEAD", rep.cookie)).status).toBe(200);
  });

  test("nothing can be read back", async () => {
    const url = await uploadWhole({ door, cookie: rep.cookie, bytes: pdf });
    expect((await door.request(url, { headers: { cookie: rep.cookie } })).status).toBe(404);
  });

  test.each(["..%2f..%2fsecret.key", "%2e%2e%2fengawa.db", "a%00b", "..", "x.json"])(
    "an address made up as %s leads nowhere",
    async (id) => {
      const answer = await tus(door, `/uploads/${id}`, "HEAD", rep.cookie);
      expect(answer.status).toBe(404);
    },
  );

  test("a cancelled upload is gone", async () => {
    const url = (await createUpload({ door, cookie: rep.cookie, size: 100 })).headers.get("location") ?? "";
    expect((await tus(door, url, "DELETE", rep.cookie)).status).toBe(204);
    await expect.poll(async () => (await tus(door, url, "HEAD", rep.cookie)).status).toBe(404);
  });
});

describe("limits", () => {
  test("a file that is announced too large is refused before its bytes", async () => {
    expect((await createUpload({ door, cookie: rep.cookie, size: 201 * 1024 * 1024 })).status).toBe(413);
  });

  test("more bytes than announced are refused", async () => {
    const url = (await createUpload({ door, cookie: rep.cookie, size: 5 })).headers.get("location") ?? "";
    expect(
      (await sendBytes({ door, cookie: rep.cookie, url, offset: 0, bytes: Buffer.from("0123456789") }))
        .status,
    ).toBe(413);
    expect(await documentsOf(rep.scope.workspaceId)).toHaveLength(0);
  });

  test("an unknown length, unknown metadata and no name are refused", async () => {
    const deferred = await tus(door, "/uploads", "POST", rep.cookie, {
      "upload-defer-length": "1",
      "upload-metadata": encode({ filename: "a.pdf" }),
    });
    expect(deferred.status).toBe(422);
    for (const metadata of [{ filename: "a.pdf", filetype: "text/html" }, { roomId: "x" }]) {
      expect((await createUpload({ door, cookie: rep.cookie, size: 5, metadata })).status).toBe(422);
    }
  });

  test("a workspace has a cap on what is under way, others don't feel it", async () => {
    for (let count = 0; count < 40; count++) await createUpload({ door, cookie: rep.cookie, size: 5 });
    expect((await createUpload({ door, cookie: rep.cookie, size: 5 })).status).toBe(429);
    const other = await signIn();
    expect((await createUpload({ door, cookie: other.cookie, size: 5 })).status).toBe(201);
  });

  test("the announced bytes count, not only those that came", async () => {
    for (let count = 0; count < 20; count++)
      await createUpload({ door, cookie: rep.cookie, size: 200 * 1024 * 1024 });
    expect((await createUpload({ door, cookie: rep.cookie, size: 200 * 1024 * 1024 })).status).toBe(429);
  });

  test("what nobody continued for a day is gone at the next start", async () => {
    const url = (await createUpload({ door, cookie: rep.cookie, size: 100 })).headers.get("location") ?? "";
    const later = Date.now() + 25 * 60 * 60 * 1000;
    setClock(() => later);
    expect((await tus(door, url, "HEAD", rep.cookie)).status).toBe(410);
    await reconcileUploads();
    expect(
      await db
        .select()
        .from(uploads)
        .where(eq(uploads.id, idOf(url))),
    ).toHaveLength(0);
  });

  test("the address answered is relative, whatever host the client claims", async () => {
    const created = await tus(door, "/uploads", "POST", rep.cookie, {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "upload-length": "5",
      "upload-metadata": encode({ filename: "a.pdf" }),
    });
    expect(created.headers.get("location")).toMatch(/^\/uploads\/[0-9a-z]{26}$/);
  });
});

describe("a crash between the last byte and the document", () => {
  test("ends in one document after the next start, however often that is", async () => {
    const url =
      (await createUpload({ door, cookie: rep.cookie, size: pdf.length })).headers.get("location") ?? "";
    await writeFile(receivedPath(idOf(url)), pdf);
    await reconcileUploads();
    await reconcileUploads();
    expect(await documentsOf(rep.scope.workspaceId)).toHaveLength(1);
    await runDueJobs();
    expect((await versionsOf(rep.scope.workspaceId))[0]).toMatchObject({
      state: "ready",
      uploadId: idOf(url),
    });
  });

  test("also when the file had moved into the store already", async () => {
    const url =
      (await createUpload({ door, cookie: rep.cookie, size: pdf.length })).headers.get("location") ?? "";
    await writeFile(receivedPath(idOf(url)), pdf);
    await storage().adopt(`originals/${idOf(url)}.pdf`, receivedPath(idOf(url)));
    await Promise.all([reconcileUploads(), reconcileUploads()]);
    expect(await documentsOf(rep.scope.workspaceId)).toHaveLength(1);
  });

  test("leaves a half received file to be continued", async () => {
    const url =
      (await createUpload({ door, cookie: rep.cookie, size: pdf.length })).headers.get("location") ?? "";
    await sendBytes({ door, cookie: rep.cookie, url, offset: 0, bytes: pdf.subarray(0, 100) });
    await reconcileUploads();
    expect((await tus(door, url, "HEAD", rep.cookie)).headers.get("upload-offset")).toBe("100");
    expect(await documentsOf(rep.scope.workspaceId)).toHaveLength(0);
  });
});

test.each(await uploadNames())("the name %j is shown clean and is no path", async (filename) => {
  await uploadWhole({ door, cookie: rep.cookie, bytes: pdf, metadata: { filename } });
  const [version] = await versionsOf(rep.scope.workspaceId);
  expect(version?.fileName).not.toMatch(/[/\\\p{Cc}]/u);
  expect(version?.fileName.length).toBeLessThanOrEqual(200);
  expect(version?.fileKey).toMatch(/^originals\/[0-9a-z]{26}\.pdf$/);
});
