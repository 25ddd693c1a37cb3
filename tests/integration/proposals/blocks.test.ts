import { db } from "@db/client";
import { attachments } from "@db/schema/chat";
import { pricingChoices } from "@db/schema/proposals";
import { rooms } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { memberInRoom } from "~/features/rooms/data.server";
import { drawProposal, openProposal } from "~/features/rooms/proposals/draw.server";
import { searchFiles } from "~/features/rooms/proposals/files/data.server";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import { sumsIn } from "~/features/rooms/proposals/pricing/tables";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { storage } from "~/platform/storage.server";
import { cookieOf, openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import {
  makeDocument,
  makeLink,
  makeMember,
  makePage,
  makeViewer,
  publishPage,
} from "../../support/factories";

useDatabase();

let app: TestApp;
beforeAll(async () => {
  app = await openApp();
});

const PRICES = "prices000000";
const VIDEO = "video0000000";
const line = (id: string, optional: boolean) => ({
  id,
  name: `Line ${id}`,
  description: "",
  quantityMilli: 1_000,
  unitMinor: 1_000,
  discountKind: "none",
  discount: 0,
  taxRate: 1_000,
  optional,
  isOn: false,
});
const prices = {
  type: "pricing",
  attrs: {
    blockId: PRICES,
    pricing: {
      currency: "JPY",
      rounding: "floor",
      taxMode: "exclusive",
      lines: [line("base", false), line("option", true)],
    },
  },
};
const video = (source: string, videoId: string) => ({
  type: "video",
  attrs: { source, videoId, title: "Tour", blockId: VIDEO },
});
const file = (documentId: string) => ({ type: "file", attrs: { documentId } });

/** A published proposal of these blocks, its owner and somebody who may read it. */
async function reading(...content: unknown[]) {
  const owner = await makeMember();
  const page = await makePage(owner.scope, { kind: "proposal" });
  const key = { roomId: page.roomId, pageId: page.id };
  const write = (version: number, ...blocks: unknown[]) =>
    saveProposal(owner.scope, { ...key, version, body: { type: "doc", content: blocks } as { type: "doc" } });
  const saved = await write(1, ...content);
  if (saved.kind !== "saved") throw new Error(`not saved: ${JSON.stringify(saved)}`);
  await publishPage(owner.scope, key);
  const { link } = await makeLink(owner.scope, { roomId: page.roomId, allowDownload: true });
  const buyer = await comeThrough(owner.scope, link);
  const address = `/room/${page.roomId}/p/${page.id}`;
  return { owner, page, key, write, link, address, ...buyer };
}

async function comeThrough(
  scope: Awaited<ReturnType<typeof makeMember>>["scope"],
  link: Awaited<ReturnType<typeof makeLink>>["link"],
) {
  const { secret, viewer } = await makeViewer(scope, { link });
  const cookie = cookieOf(
    setVisitor(link.roomId, { linkId: link.id, secret, hitId: newId(), tokenTag: tokenTagOf(link) }),
  );
  const actor = await mintViewerActor({
    workspaceId: scope.workspaceId,
    roomId: link.roomId,
    viewerId: viewer.id,
    linkId: link.id,
    email: null,
    identity: "anonymous",
    preview: false,
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(path, { headers: { cookie, ...headers } });
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: "POST",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    });
  return { viewerId: viewer.id, actor, cookie, get, post };
}

describe("the prices of a proposal", () => {
  test("a reader's choice is kept, counted by the server and shown to this reader alone", async () => {
    const { owner, page, link, address, post, get, actor } = await reading(prices);
    expect(await (await get(address)).text()).toContain("¥1,100");
    const answer = await post(`${address}/pricing`, { blockId: PRICES, "line[]": "option" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, `${address}#b-${PRICES}`]);
    expect(await (await get(address)).text()).toContain("¥2,200");
    const other = await comeThrough(owner.scope, link);
    expect(await (await other.get(address)).text()).not.toContain("¥2,200");
    const body = (
      await openProposal(await memberInRoom(owner.scope, page.roomId), { pageId: page.id, language: "en" })
    ).body;
    expect(sumsIn(body, new Map([[PRICES, ["option"]]]))).toEqual([
      {
        blockId: PRICES,
        currency: "JPY",
        netMinor: 2_000,
        taxMinor: 200,
        totalMinor: 2_200,
        chosen: ["option"],
      },
    ]);
    expect((await drawProposal(actor, { pageId: page.id, body, language: "en" })).html).toContain("¥2,200");
  });

  test("a script gets the table with its new sums, and taking everything out again works", async () => {
    const { address, post, viewerId } = await reading(prices);
    const json = { accept: "application/json" };
    const on = await post(`${address}/pricing`, { blockId: PRICES, "line[]": "option" }, json);
    expect((await on.json()).html).toContain("¥2,200");
    const off = await post(`${address}/pricing`, { blockId: PRICES }, json);
    const { html } = await off.json();
    expect(html).toContain("¥1,100");
    expect(html).not.toContain(" checked");
    const [kept] = await db.select().from(pricingChoices).where(eq(pricingChoices.viewerId, viewerId));
    expect(kept?.chosen).toEqual([]);
  });

  test.each([
    ["a line that isn't optional", { blockId: PRICES, "line[]": "base" }, 422],
    ["a line that isn't there", { blockId: PRICES, "line[]": "other" }, 422],
    ["a table that isn't there", { blockId: "elsewhere000" }, 404],
    ["a block id that is markup", { blockId: "<script>" }, 422],
    ["a field that nobody asked for", { blockId: PRICES, totalMinor: "1" }, 422],
  ])("refuse %s", async (_what, form, status) => {
    const { address, post } = await reading(prices);
    expect((await post(`${address}/pricing`, form)).status).toBe(status);
  });

  test("stay as they are in an archived room", async () => {
    const { page, address, post } = await reading(prices);
    await db.update(rooms).set({ archivedAt: now() }).where(eq(rooms.id, page.roomId));
    expect((await post(`${address}/pricing`, { blockId: PRICES })).status).toBe(410);
  });
});

describe("a document in a proposal", () => {
  const stored = async (owner: Awaited<ReturnType<typeof makeMember>>) => {
    const keys = { fileKey: newId(), thumbKey: newId(), previewKey: newId() };
    for (const key of Object.values(keys)) await storage().put(key, new TextEncoder().encode("bytes"));
    const { document, version } = await makeDocument(owner.scope, {
      title: "Ｔerms 規約",
      version: { ...keys, sizeBytes: 5 },
    });
    if (!version) throw new Error("the document has no version");
    return { document, version };
  };
  const VIEWER = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "empty" };

  test("is read through the room's own door once the proposal that shows it is published", async () => {
    const { owner, page, key, write, address, get } = await reading(prices);
    const { document, version } = await stored(owner);
    const door = `/room/${page.roomId}/files/${version.id}`;
    expect((await get(door, VIEWER)).status).toBe(404);
    await write(2, file(document.id));
    expect((await get(door, VIEWER)).status).toBe(404);
    expect((await get(`${address}/files/${document.id}`)).status).toBe(404);
    await publishPage(owner.scope, key);
    expect((await get(door, VIEWER)).status).toBe(200);
    expect((await get(`${door}/thumb`)).status).toBe(200);
    expect((await get(`${address}/files/${document.id}`)).status).toBe(200);
    expect(await (await get(address)).text()).toContain(`/files/${document.id}`);
    await write(3, prices);
    await publishPage(owner.scope, key);
    expect((await get(door, VIEWER)).status).toBe(404);
  });

  test("can't be one of another workspace", async () => {
    const { write } = await reading(prices);
    const { document } = await stored(await makeMember());
    expect(await write(2, file(document.id))).toEqual({ kind: "refused", reason: "foreign" });
    expect(await write(2, file(newId()))).toEqual({ kind: "refused", reason: "foreign" });
  });

  test("is found by its title in any width of letters, among the workspace's own", async () => {
    const owner = await makeMember();
    const { document } = await stored(owner);
    await stored(await makeMember());
    const found = await searchFiles(owner.scope, "TERMS 規");
    expect(found.map(({ documentId }) => documentId)).toEqual([document.id]);
    expect(await searchFiles(owner.scope, "nothing")).toEqual([]);
  });
});

describe("a film in a proposal", () => {
  test("of another house plays in a page that alone may frame that house", async () => {
    const { address, get } = await reading(video("youtube", "dQw4w9WgXcQ"));
    const page = await get(address);
    expect(page.headers.get("content-security-policy")).not.toContain("youtube");
    expect(await page.text()).not.toContain("youtube-nocookie");
    const player = await get(`${address}/videos/${VIDEO}`);
    expect(player.status).toBe(200);
    const policy = player.headers.get("content-security-policy");
    expect(policy).toContain("frame-src https://www.youtube-nocookie.com;");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toContain("default-src 'none'");
    expect(await player.text()).toContain("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?");
    expect((await get(`${address}/videos/other0000000`)).status).toBe(404);
  });

  test("uploaded belongs to the page from its first save on, and to no other room", async () => {
    const { owner, page, write } = await reading(prices);
    const upload = async (roomId: string, memberId: string) => {
      const id = newId();
      await db.insert(attachments).values({
        id,
        workspaceId: owner.scope.workspaceId,
        roomId,
        ownerKind: "proposal",
        fileKey: id,
        fileName: "tour.mp4",
        contentType: "video/mp4",
        sizeBytes: 1,
        sha256: "",
        uploaderKind: "member",
        uploaderId: memberId,
        createdAt: now(),
      });
      return id;
    };
    const own = await upload(page.roomId, owner.scope.memberId);
    expect(await write(2, video("upload", own))).toMatchObject({ kind: "saved" });
    const [row] = await db.select().from(attachments).where(eq(attachments.id, own));
    expect(row?.ownerId).toBe(page.id);
    const other = await makePage(owner.scope, { kind: "proposal" });
    const elsewhere = await upload(other.roomId, owner.scope.memberId);
    expect(await write(3, video("upload", elsewhere))).toEqual({ kind: "refused", reason: "foreign" });
    const strangers = await upload(page.roomId, newId());
    expect(await write(3, video("upload", strangers))).toEqual({ kind: "refused", reason: "foreign" });
  });
});

test("a button may lead to a page of this room only", async () => {
  const { owner, page, write } = await reading(prices);
  const cta = (pageId: string) => ({ type: "cta", attrs: { label: "Go", action: "page", href: "", pageId } });
  const sibling = await makePage(owner.scope, { roomId: page.roomId });
  const foreign = await makePage(owner.scope);
  expect(await write(2, cta(foreign.id))).toEqual({ kind: "refused", reason: "foreign" });
  expect(await write(2, cta(sibling.id))).toMatchObject({ kind: "saved" });
});

test("the editor learns the names of what the text shows, the room's other pages and currency", async () => {
  const { owner, page } = await reading(prices);
  const sibling = await makePage(owner.scope, { roomId: page.roomId, title: "Security" });
  const actor = await memberInRoom(owner.scope, page.roomId);
  const opened = await openProposal(actor, { pageId: page.id, language: "ja" });
  expect(opened.surroundings).toMatchObject({ pages: [{ id: sibling.id, title: "Security" }] });
  expect(opened.surroundings.variables["workspace.name"]).toBeTruthy();
  expect(opened.sections[0]?.parts[0]).toMatchObject({ kind: "html" });
});
