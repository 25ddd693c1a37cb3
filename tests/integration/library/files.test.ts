import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { documentVersions } from "@db/schema/library";
import { pages } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { filesDoor } from "@server/doors/files";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { storage } from "~/platform/storage.server";
import { useDatabase } from "../../support/database";
import {
  makeDocument,
  makeDocumentVersion,
  makeLink,
  makePage,
  makeRoom,
  makeViewer,
} from "../../support/factories";
import { type SignedIn, signIn } from "./support";

useDatabase();

const BYTES = "%PDF-1.7 0123456789";
const VIEWER_FETCH = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" };
const downloads: string[] = [];
const door = filesDoor({
  async onDownload(_scope, { versionId }) {
    downloads.push(versionId);
  },
});
let rep: SignedIn;

beforeEach(async () => {
  rep = await signIn();
  downloads.length = 0;
});

async function storedDocument(owner = rep, title = "Price list") {
  const made = await makeDocument(owner.scope, { title });
  const version = made.version;
  if (!version) throw new Error("no version");
  const pictures = { thumbKey: `thumbs/${version.id}.webp`, previewKey: `previews/${version.id}.webp` };
  await db.update(documentVersions).set(pictures).where(eq(documentVersions.id, version.id));
  await storage().put(version.fileKey, Buffer.from(BYTES));
  await storage().put(pictures.thumbKey, Buffer.from("thumb"));
  await storage().put(pictures.previewKey, Buffer.from("preview"));
  return { document: made.document, version };
}

/** A room that shows one stored document, and a buyer inside it. */
async function sharedRoom({ allowDownload = false, title = "Price list" } = {}) {
  const { document, version } = await storedDocument(rep, title);
  const room = await makeRoom(rep.scope);
  const page = await makePage(rep.scope, { roomId: room.id, documentId: document.id, title });
  const { link } = await makeLink(rep.scope, { roomId: room.id, allowDownload });
  const { secret } = await makeViewer(rep.scope, { link });
  const visitor = { linkId: link.id, secret, hitId: "hit", tokenTag: tokenTagOf(link) };
  const cookie = setVisitor(room.id, visitor).split(";")[0] ?? "";
  const url = `/room/${room.id}/files/${version.id}`;
  return { document, version, room, page, link, cookie, url };
}

const get = (url: string, cookie: string, headers: Record<string, string> = {}, method = "GET") =>
  door.request(url, { method, headers: { cookie, ...headers } });

describe("members", () => {
  test("read a file, its thumbnail and its preview", async () => {
    const { version } = await storedDocument();
    const file = await get(`/files/${version.id}`, rep.cookie, VIEWER_FETCH);
    expect([file.status, file.headers.get("content-type"), await file.text()]).toEqual([
      200,
      "application/pdf",
      BYTES,
    ]);
    expect(await (await get(`/files/${version.id}/thumb`, rep.cookie)).text()).toBe("thumb");
    expect(await (await get(`/files/${version.id}/preview`, rep.cookie)).text()).toBe("preview");
  });

  test("of another workspace, and nobody, get nothing", async () => {
    const { version } = await storedDocument();
    const stranger = await signIn();
    for (const suffix of ["", "/thumb", "/preview", "?download=1"]) {
      const url = `/files/${version.id}${suffix}`;
      expect((await get(url, stranger.cookie, VIEWER_FETCH)).status).toBe(404);
      expect((await get(url, "", VIEWER_FETCH)).status).toBe(401);
    }
  });

  test("don't get a file that was not found usable", async () => {
    const { version } = await storedDocument();
    await db
      .update(documentVersions)
      .set({ state: "failed", failure: "not_pdf" })
      .where(eq(documentVersions.id, version.id));
    expect((await get(`/files/${version.id}`, rep.cookie)).status).toBe(404);
  });

  test("who open the address itself get a download, never a page of our origin", async () => {
    const { version } = await storedDocument();
    const answer = await get(`/files/${version.id}`, rep.cookie, {
      "sec-fetch-site": "none",
      "sec-fetch-dest": "document",
    });
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment;/);
  });
});

describe("every answer", () => {
  test("forbids to run, to guess the type, to embed and to keep", async () => {
    const { version } = await storedDocument();
    for (const suffix of ["", "/thumb", "/preview"]) {
      const { headers } = await get(`/files/${version.id}${suffix}`, rep.cookie);
      expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe("private, no-store");
    }
  });

  test.each([
    ["bytes=0-3", 206, "bytes 0-3/19", "%PDF"],
    ["bytes=9-", 206, "bytes 9-18/19", "0123456789"],
    ["bytes=-4", 206, "bytes 15-18/19", "6789"],
    ["bytes=10-500", 206, "bytes 10-18/19", "123456789"],
    ["bytes=19-", 416, "bytes */19", ""],
    ["bytes=-0", 416, "bytes */19", ""],
    ["bytes=5-2", 200, null, BYTES],
    ["bytes=0-1,4-5", 200, null, BYTES],
    ["pages=0-1", 200, null, BYTES],
  ])("to %s is %i", async (range, status, contentRange, text) => {
    const { version } = await storedDocument();
    const answer = await get(`/files/${version.id}`, rep.cookie, { ...VIEWER_FETCH, range });
    expect([answer.status, answer.headers.get("content-range"), await answer.text()]).toEqual([
      status,
      contentRange,
      text,
    ]);
  });

  test("to a range of another state of the file is the whole file", async () => {
    const { version } = await storedDocument();
    const etag = (await get(`/files/${version.id}`, rep.cookie)).headers.get("etag") ?? "";
    const ask = (condition: string) =>
      get(`/files/${version.id}`, rep.cookie, { range: "bytes=0-3", "if-range": condition });
    expect((await ask(etag)).status).toBe(206);
    expect((await ask('"other"')).status).toBe(200);
    expect((await get(`/files/${version.id}`, rep.cookie, { "if-none-match": etag })).status).toBe(304);
  });

  test("to HEAD has the length and no body", async () => {
    const { version } = await storedDocument();
    const answer = await get(`/files/${version.id}`, rep.cookie, {}, "HEAD");
    expect([answer.status, answer.headers.get("content-length"), await answer.text()]).toEqual([
      200,
      "19",
      "",
    ]);
  });
});

describe("readers of a room", () => {
  test("get the file through the viewer only, when downloads are not allowed", async () => {
    const { url, cookie } = await sharedRoom();
    expect((await get(url, cookie, VIEWER_FETCH)).status).toBe(200);
    expect((await get(url, cookie, { ...VIEWER_FETCH, range: "bytes=0-3" })).status).toBe(206);
    expect((await get(`${url}/preview`, cookie, { "sec-fetch-dest": "image" })).status).toBe(200);
    const elsewhere: Record<string, string>[] = [
      {},
      { "sec-fetch-site": "none", "sec-fetch-dest": "document" },
      { "sec-fetch-site": "same-origin", "sec-fetch-dest": "iframe" },
      { "sec-fetch-site": "cross-site", "sec-fetch-dest": "empty" },
    ];
    for (const headers of elsewhere) expect((await get(url, cookie, headers)).status).toBe(403);
    expect((await get(`${url}?download=1`, cookie, VIEWER_FETCH)).status).toBe(403);
    expect(downloads).toEqual([]);
  });

  test("download where it is allowed; each whole download is recorded once", async () => {
    const { url, cookie, version, room } = await sharedRoom({ allowDownload: true });
    const answer = await get(`${url}?download=1`, cookie);
    expect([answer.status, answer.headers.get("content-disposition")?.startsWith("attachment;")]).toEqual([
      200,
      true,
    ]);
    await get(`${url}?download=1`, cookie, { range: "bytes=5-" });
    await get(`${url}?download=1`, cookie, {}, "HEAD");
    const recorded = await db
      .select()
      .from(events)
      .where(and(eq(events.roomId, room.id), eq(events.type, "document.downloaded")));
    expect(recorded).toMatchObject([{ actorKind: "viewer", data: { versionId: version.id } }]);
    expect(downloads).toEqual([version.id]);
  });

  test("see only what stands on a living page of their room", async () => {
    const { cookie, room, page, url } = await sharedRoom();
    const unshown = await storedDocument();
    const otherRoom = await sharedRoom();
    const stranger = await storedDocument(await signIn());
    for (const version of [unshown.version, otherRoom.version, stranger.version]) {
      expect((await get(`/room/${room.id}/files/${version.id}`, cookie, VIEWER_FETCH)).status).toBe(404);
      expect((await get(`/room/${room.id}/files/${version.id}/preview`, cookie)).status).toBe(404);
    }
    await db.update(pages).set({ archivedAt: new Date() }).where(eq(pages.id, page.id));
    expect((await get(url, cookie, VIEWER_FETCH)).status).toBe(404);
  });

  test("get the newest ready version and no older or unfinished one", async () => {
    const { cookie, room, document, version, url } = await sharedRoom();
    const next = await makeDocumentVersion(rep.scope, {
      documentId: document.id,
      number: 2,
      state: "processing",
    });
    const nextUrl = `/room/${room.id}/files/${next.id}`;
    await storage().put(next.fileKey, Buffer.from(BYTES));
    expect((await get(nextUrl, cookie, VIEWER_FETCH)).status).toBe(404);
    expect((await get(url, cookie, VIEWER_FETCH)).status).toBe(200);
    await db.update(documentVersions).set({ state: "ready" }).where(eq(documentVersions.id, next.id));
    expect((await get(nextUrl, cookie, VIEWER_FETCH)).status).toBe(200);
    expect((await get(url, cookie, VIEWER_FETCH)).status).toBe(404);
    expect(version.id).not.toBe(next.id);
  });

  test("are cut off at once when the link is revoked", async () => {
    const { cookie, url, link } = await sharedRoom();
    await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, link.id));
    expect((await get(url, cookie, VIEWER_FETCH)).status).toBe(410);
    expect((await get(`${url}/preview`, cookie)).status).toBe(410);
  });

  test("of another room, and a member's own cookie, open nothing here", async () => {
    const { url } = await sharedRoom();
    const other = await sharedRoom();
    for (const cookie of [other.cookie, rep.cookie, ""]) {
      expect((await get(url, cookie, VIEWER_FETCH)).status).toBe(404);
    }
  });

  test("download under the page's name, in a header nothing can break out of", async () => {
    const { url, cookie } = await sharedRoom({ allowDownload: true, title: '見積 "A"; filename="x.html' });
    const header = (await get(`${url}?download=1`, cookie)).headers.get("content-disposition") ?? "";
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]+\.pdf"; filename\*=UTF-8''[\w%.~!-]+\.pdf$/);
    expect(decodeURIComponent(header.split("''")[1] ?? "")).toContain("見積");
  });
});
