import { randomBytes } from "node:crypto";
import { readdirSync, readlinkSync } from "node:fs";
import { inflateRawSync } from "node:zlib";
import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { shareLinks } from "@db/schema/sharing";
import { and, eq } from "drizzle-orm";
import { PDFDocument } from "pdf-lib";
import { beforeAll, describe, expect, test } from "vitest";
import { addFormPage } from "~/features/rooms/forms/mutations.server";
import { addProposalPage } from "~/features/rooms/pages/mutations.server";
import { addPlanPage } from "~/features/rooms/plan/mutations.server";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import { publishProposal } from "~/features/rooms/proposals/versions/mutations.server";
import { nameGiver, safeName } from "~/features/sharing/export/utils";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { storage } from "~/platform/storage.server";
import { cookieOf } from "../../support/app";
import { makeDocument, makeLink, makePage, makeRoom, makeViewer } from "../../support/factories";
import { makePerson, type Person, useScreens } from "../screens/support";

const screens = useScreens();
let rep: Person;
beforeAll(async () => {
  rep = await makePerson({ name: "Aoi Mori" });
});

const BODY = {
  type: "doc" as const,
  content: [
    { type: "heading", attrs: { level: 1 }, content: [{ type: "text", text: "ご提案" }] },
    { type: "paragraph", content: [{ type: "text", text: "在庫管理の進め方です。" }] },
  ],
};

/** Names and contents of a ZIP, by its own directory (APPNOTE 4.3). */
function entriesOf(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [flags, method] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10)];
    const [size, nameLength] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const skip = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    // Bit 11: the name is UTF-8, as every system reads it.
    if (/[^ -~]/.test(name)) expect(flags & 0x800).toBe(0x800);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + size);
    entries.set(name, method === 0 ? packed : inflateRawSync(packed));
    at += 46 + nameLength + skip;
  }
  return entries;
}

async function makeFullRoom() {
  const room = await makeRoom(rep.scope, { name: "冷蔵物流 2026", language: "ja" });
  const page = await addProposalPage(rep.scope, { roomId: room.id, title: "ご提案", requestKey: newId() });
  await saveProposal(rep.scope, { roomId: room.id, pageId: page.id, version: 1, body: BODY });
  await publishProposal(rep.scope, { roomId: room.id, pageId: page.id, draft: 2, note: null });
  const fileKey = newId();
  await storage().put(fileKey, new TextEncoder().encode("%PDF-1.4 bytes"));
  const { document } = await makeDocument(rep.scope, { version: { fileKey, sizeBytes: 14 } });
  const [title, documentId] = ["見積/書: <最終>\u202E", document.id];
  await makePage(rep.scope, { roomId: room.id, title, documentId, position: 500 });
  await addFormPage(rep.scope, { roomId: room.id, title: "Questions", requestKey: newId() });
  await addPlanPage(rep.scope, { roomId: room.id, title: "進め方", requestKey: newId() });
  return room;
}

async function makeReader(roomId: string, over: NonNullable<Parameters<typeof makeLink>[1]> = {}) {
  const { link } = await makeLink(rep.scope, { roomId, ...over });
  const { secret } = await makeViewer(rep.scope, { link });
  const visitor = { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) };
  return { link, cookie: cookieOf(setVisitor(roomId, visitor)) };
}

/** More by hand: the test then says what it took. */
const MEGABYTES = Number(process.env.EXPORT_MEGABYTES ?? 96);

/** A room of documents that all have one name. */
async function makeLargeRoom({ files, megabytes }: { files: number; megabytes: number }) {
  const room = await makeRoom(rep.scope);
  const folder = `exports-${newId()}`;
  const bytes = randomBytes(megabytes * 1024 * 1024);
  for (let at = 0; at < files; at += 1) {
    const fileKey = `${folder}/${newId()}.pdf`;
    await storage().put(fileKey, bytes);
    const { document } = await makeDocument(rep.scope, { version: { fileKey, sizeBytes: bytes.length } });
    await makePage(rep.scope, { roomId: room.id, title: "見積書", documentId: document.id });
  }
  return { room, folder, reader: await makeReader(room.id, { allowDownload: true }) };
}

async function* chunksOf(answer: Response): AsyncGenerator<Uint8Array> {
  const reader = answer.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) yield read.value;
}

/** Of this process, as Linux tells. */
function openFilesIn(folder: string): string[] {
  return readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.includes(folder) ? path : [];
    } catch {
      return [];
    }
  });
}

const exportOf = (roomId: string, reader: { cookie: string }, method = "GET") =>
  screens.raw(paths.buyerExport(roomId), { method }, { ...reader, language: "ja" });
const exports = (roomId: string) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.roomId, roomId), eq(events.type, "room.exported")));

describe("a copy of the room", () => {
  test("holds what the reader may have, under names that every system takes, and is noted once", async () => {
    const room = await makeFullRoom();
    const reader = await makeReader(room.id, { allowDownload: true });
    await exportOf(room.id, reader, "HEAD");
    expect(await exports(room.id)).toHaveLength(0);
    const answer = await exportOf(room.id, reader);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    const entries = entriesOf(Buffer.from(await answer.arrayBuffer()));
    expect([...entries.keys()].sort()).toEqual(
      ["ご提案.pdf", "見積_書_ _最終_.pdf", "進め方.csv", "進め方.ics", "チャット.txt"].sort(),
    );
    expect(entries.get("見積_書_ _最終_.pdf")?.toString()).toBe("%PDF-1.4 bytes");
    expect(entries.get("進め方.ics")?.toString()).toContain("BEGIN:VCALENDAR");
    const pdf = await PDFDocument.load(entries.get("ご提案.pdf") ?? Buffer.alloc(0));
    expect([pdf.getTitle(), pdf.getPageCount()]).toEqual(["ご提案", 1]);
    expect(await exports(room.id)).toHaveLength(1);
  });

  test("has no document where the link allows no download, and nothing once the link is closed", async () => {
    const room = await makeFullRoom();
    const reader = await makeReader(room.id);
    const entries = entriesOf(Buffer.from(await (await exportOf(room.id, reader)).arrayBuffer()));
    expect([...entries.keys()].filter((name) => name.includes("見積"))).toEqual([]);
    await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.id, reader.link.id));
    expect((await exportOf(room.id, reader)).status).toBe(410);
  });

  test("is what a member sees in the preview, without counting", async () => {
    const room = await makeFullRoom();
    const start = await screens.post(paths.roomPreview(room.id), { intent: "open" }, rep);
    const cookie = [rep.cookie, ...start.cookies.map(cookieOf)].join("; ");
    const answer = await exportOf(room.id, { cookie });
    const names = [...entriesOf(Buffer.from(await answer.arrayBuffer())).keys()];
    expect(names).toContain("ご提案.pdf");
    expect(names).not.toContain("社内だけのチャット.txt");
    expect(await exports(room.id)).toHaveLength(0);
  });

  test("of large files takes no more memory than one of small ones, and gives equal names apart", async () => {
    const { room, reader } = await makeLargeRoom({ files: 12, megabytes: MEGABYTES / 12 });
    const answer = await exportOf(room.id, reader);
    globalThis.gc?.();
    const before = process.memoryUsage();
    let [sent, rss, held] = [0, 0, 0];
    for await (const chunk of chunksOf(answer)) {
      sent += chunk.byteLength;
      const now = process.memoryUsage();
      rss = Math.max(rss, now.rss - before.rss);
      held = Math.max(held, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers);
    }
    if (process.env.EXPORT_MEGABYTES)
      console.info(`sent ${sent >> 20} MiB, held ${held >> 20} MiB more, rss ${rss >> 20} MiB more`);
    expect(sent).toBeGreaterThan(MEGABYTES * 0.9 * 1024 * 1024);
    expect(held).toBeLessThan(72 * 1024 * 1024);
  });

  test("that nobody waits for any more leaves no file open", async () => {
    const { room, reader, folder } = await makeLargeRoom({ files: 2, megabytes: 12 });
    const answer = await exportOf(room.id, reader);
    const body = answer.body?.getReader();
    for (let sent = 0; sent < 1024 * 1024; ) sent += (await body?.read())?.value?.byteLength ?? 0;
    expect(openFilesIn(folder).length).toBeGreaterThan(0);
    await body?.cancel();
    await expect.poll(() => openFilesIn(folder)).toEqual([]);
  });

  test("can't be asked for without end", async () => {
    const room = await makeRoom(rep.scope);
    const reader = await makeReader(room.id);
    for (let at = 0; at < 6; at += 1) await (await exportOf(room.id, reader)).arrayBuffer();
    expect((await exportOf(room.id, reader)).status).toBe(429);
  });
});

describe("a proposal as PDF", () => {
  test("is there for members, under the proposal's title", async () => {
    const room = await makeRoom(rep.scope);
    const page = await addProposalPage(rep.scope, { roomId: room.id, title: "ご提案", requestKey: newId() });
    await saveProposal(rep.scope, { roomId: room.id, pageId: page.id, version: 1, body: BODY });
    const answer = await screens.raw(paths.proposalPdf(room.id, page.id), {}, rep);
    expect(answer.headers.get("content-disposition")).toContain(encodeURIComponent("ご提案.pdf"));
    expect((await PDFDocument.load(await answer.arrayBuffer())).getPageCount()).toBe(1);
  });
});

describe("a name in the copy", () => {
  test.each([
    ['a/b\\c:d*e?f"g<h>i|j', "a_b_c_d_e_f_g_h_i_j"],
    ["invoice\u202Efdp.exe", "invoicefdp.exe"],
    ["CON", "_CON"],
    ["aux.pdf", "_aux.pdf"],
    ["trailing. . ", "trailing"],
    ["..", "untitled"],
    ["\u200B", "untitled"],
    ["が", "が"],
    ["字".repeat(200), "字".repeat(80)],
  ])("%o becomes %o", (text, name) => {
    expect(safeName(text)).toBe(name);
  });

  test("is given once, whatever its case", () => {
    const nameOf = nameGiver();
    expect([nameOf("", "A", ".pdf"), nameOf("", "a", ".pdf"), nameOf("", "A", ".csv")]).toEqual([
      "A.pdf",
      "a (2).pdf",
      "A.csv",
    ]);
  });
});
