import { db } from "@db/client";
import { viewers } from "@db/schema/sharing";
import { attachmentsDoor } from "@server/doors/attachments";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { claimAttachments, receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import type { Attachment } from "~/features/rooms/attachments/schema";
import { resetLimits } from "~/platform/rate-limit.server";
import { useDatabase } from "../../support/database";
import { makePage } from "../../support/factories";
import { type House, MP4, openBuyer, openHouse, PDF, pngOf } from "./support";

useDatabase();
const uploads: string[] = [];
const door = attachmentsDoor({
  async onUpload({ viewerId }) {
    uploads.push(viewerId);
  },
});
let house: House;
beforeEach(async () => {
  resetLimits();
  uploads.length = 0;
  house = await openHouse();
});

const get = (url: string, cookie: string, headers: Record<string, string> = {}) =>
  door.request(url, { headers: { cookie, ...headers } });

function send(url: string, cookie: string, file: { bytes: Uint8Array; name: string } | null) {
  const body = new FormData();
  body.append("note", "A further field");
  if (file) body.append("file", new Blob([Buffer.from(file.bytes)]), file.name);
  return door.request(url, { method: "POST", headers: { cookie }, body });
}

const ofBuyer = (rest = "") => `/room/${house.room.id}/attachments${rest}`;
const ofMember = (rest = "") => `/rooms/${house.room.id}/attachments${rest}`;
const pdf = { bytes: PDF, name: "offer.pdf" };

async function sent(response: Response): Promise<Attachment> {
  expect(response.status).toBe(201);
  return (await response.json()).attachment;
}

describe("sending", () => {
  test("stores what either side sends and tells of a buyer's upload", async () => {
    const theirs = await sent(await send(ofBuyer("?for=message"), house.buyer.cookie, pdf));
    expect(theirs).toMatchObject({ fileName: "offer.pdf", sizeBytes: PDF.length });
    expect(uploads).toEqual([house.buyer.viewer.id]);
    await sent(await send(ofMember("?for=message"), house.repCookie, pdf));
    expect(uploads).toHaveLength(1);
  });

  test("tells nothing of a file for the buyers' corner, for the seller would see that there was one", async () => {
    await sent(await send(ofBuyer("?for=message&corner=buyers"), house.buyer.cookie, pdf));
    expect(uploads).toEqual([]);
    await sent(await send(ofBuyer("?for=message&corner=room"), house.buyer.cookie, pdf));
    expect(uploads).toEqual([house.buyer.viewer.id]);
  });

  test("answers with the reason when the file can't be taken, and confirms nobody", async () => {
    const page = { bytes: new Uint8Array(Buffer.from("<p>")), name: "a.html" };
    const refused = await send(ofBuyer("?for=message"), house.buyer.cookie, page);
    expect([refused.status, await refused.json()]).toEqual([422, { ok: false, error: "file_type" }]);
    const empty = await send(ofBuyer("?for=message"), house.buyer.cookie, null);
    expect([empty.status, await empty.json()]).toEqual([422, { ok: false, error: "file_missing" }]);
    expect(uploads).toEqual([]);
  });

  test("needs to know what it is for", async () => {
    for (const query of ["", "?for=nothing", "?for=message&corner=all", "?for=message&more=1"])
      expect((await send(ofMember(query), house.repCookie, pdf)).status).toBe(422);
  });

  test("is closed to nobody's, strangers' and members' cookies where they don't belong", async () => {
    const stranger = await openHouse();
    const wish = "?for=message";
    expect((await send(ofBuyer(wish), "", pdf)).status).toBe(404);
    expect((await send(ofBuyer(wish), stranger.buyer.cookie, pdf)).status).toBe(404);
    expect((await send(ofBuyer(wish), house.repCookie, pdf)).status).toBe(404);
    expect((await send(ofMember(wish), stranger.repCookie, pdf)).status).toBe(404);
    expect((await send(ofMember(wish), house.buyer.cookie, pdf)).status).toBe(401);
    expect((await send(ofMember("?for=message&corner=buyers"), house.repCookie, pdf)).status).toBe(403);
  });

  test("stops somebody who sends too many", async () => {
    let last = 201;
    for (let n = 0; n < 61; n++)
      last = (await send(ofBuyer("?for=message"), house.buyer.cookie, null)).status;
    expect(last).toBe(429);
    expect((await send(ofMember("?for=message"), house.repCookie, pdf)).status).toBe(201);
  });

  test("makes the visitor of an open link known", async () => {
    const visitor = await openBuyer(house.scope, house.room.id, { identity: "anonymous" });
    await db.delete(viewers).where(eq(viewers.id, visitor.viewer.id));
    const file = await sent(await send(ofBuyer("?for=message"), visitor.cookie, pdf));
    expect(await db.$count(viewers, eq(viewers.linkId, visitor.link.id))).toBe(1);
    expect((await get(ofBuyer(`/${file.id}`), visitor.cookie)).status).toBe(200);
  });
});

describe("reading", () => {
  test("offers a document as a download that runs nothing and stays in no cache", async () => {
    const file = await sent(
      await send(ofMember("?for=message"), house.repCookie, { ...pdf, name: "御見積 (1).pdf" }),
    );
    const { status, headers } = await get(ofMember(`/${file.id}`), house.repCookie);
    expect([status, headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="___ (1).pdf"; filename*=UTF-8''%E5%BE%A1%E8%A6%8B%E7%A9%8D%20%281%29.pdf`,
    );
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("private, no-store");
  });

  test("shows a picture, and gives it as a download where that is asked for", async () => {
    const picture = { bytes: await pngOf(), name: "shot.png" };
    const file = await sent(await send(ofMember("?for=message"), house.repCookie, picture));
    const shown = await get(ofMember(`/${file.id}`), house.repCookie);
    expect(shown.headers.get("content-disposition")).toMatch(/^inline; filename="shot\.png"/);
    const saved = await get(ofMember(`/${file.id}?download=1`), house.repCookie);
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment;/);
  });

  test("gives a text as bytes, so that no browser reads a page into it", async () => {
    const text = { bytes: new Uint8Array(Buffer.from("plain")), name: "a.txt" };
    const file = await sent(await send(ofMember("?for=message"), house.repCookie, text));
    const answer = await get(ofMember(`/${file.id}`), house.repCookie);
    expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  });

  test("plays a proposal's video from any place, for buyers of the room too", async () => {
    const reply = await receiveAttachment(house.rep, {
      ownerKind: "proposal",
      corner: "room",
      file: { fileName: "tour.mp4", bytes: MP4 },
    });
    if (!reply.ok) throw new Error(reply.error);
    const page = await makePage(house.scope, { roomId: house.room.id, kind: "proposal" });
    const claim = { ids: [reply.attachment.id], ownerKind: "proposal" as const, ownerId: page.id };
    await db.transaction((tx) => claimAttachments(tx, house.rep, claim));
    const range = { range: "bytes=4-7" };
    const part = await get(ofBuyer(`/${reply.attachment.id}`), house.buyer.cookie, range);
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      `bytes 4-7/${MP4.length}`,
      "ftyp",
    ]);
    expect(part.headers.get("content-type")).toBe("video/mp4");
  });

  test("is refused to strangers as if there were nothing", async () => {
    const stranger = await openHouse();
    const file = await sent(await send(ofMember("?for=message"), house.repCookie, pdf));
    expect((await get(ofMember(`/${file.id}`), stranger.repCookie)).status).toBe(404);
    expect((await get(`/rooms/${stranger.room.id}/attachments/${file.id}`, stranger.repCookie)).status).toBe(
      404,
    );
    expect((await get(ofBuyer(`/${file.id}`), stranger.buyer.cookie)).status).toBe(404);
    expect((await get(ofMember(`/${file.id}`), "")).status).toBe(401);
  });
});
