import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { hits } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { findBuyerPage, findBuyerRoom } from "~/features/sharing/buyer/data.server";
import { requireGate, requireLink, requireViewer } from "~/features/sharing/guard.server";
import type { ViewerScope } from "~/features/sharing/schema";
import { chooseConsent, ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { newVisitor, setPreview, setVisitor } from "~/features/sharing/visitor-cookie.server";
import { setClock } from "~/platform/clock.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { makeDocument, makeLink, makeMember, makePage, makeRoom, makeViewer } from "../../support/factories";
import { Browser, outcomeOf, sessionsOf, viewersOf } from "./support";

useDatabase();
afterEach(() => {
  setClock(null);
  setEnv(null);
});

async function openRoom(over: Parameters<typeof makeLink>[1] = {}) {
  const { scope, userId } = await makeMember();
  const room = await makeRoom(scope);
  const { link, token } = await makeLink(scope, { roomId: room.id, ...over });
  const buyer = new Browser();
  await buyer.follow(token);
  return { scope, userId, room, link, token, buyer };
}

const enter = (browser: Browser, roomId: string): Promise<ViewerScope> =>
  requireViewer(browser.request("/"), roomId);
const tryEnter = (browser: Browser, roomId: string) => outcomeOf(enter(browser, roomId));

/** A browser that passed the gate of this link before. */
async function insider(
  scope: Parameters<typeof makeViewer>[0],
  link: typeof shareLinks.$inferSelect,
  over = {},
) {
  const { viewer, secret } = await makeViewer(scope, { link, ...over });
  const browser = new Browser();
  browser.keep(setVisitor(link.roomId, { ...newVisitor(link, newId()), secret }));
  return { browser, viewer };
}

describe("an open link", () => {
  test("lets in without writing a row, as the same viewer every time", async () => {
    const { room, link, token, buyer } = await openRoom();
    const first = await enter(buyer, room.id);
    await buyer.follow(token);
    const second = await enter(buyer, room.id);
    expect(first).toMatchObject({ roomId: room.id, linkId: link.id, identity: "anonymous", preview: false });
    expect(second.viewerId).toBe(first.viewerId);
    expect(second.hitId).not.toBe(first.hitId);
    expect(await viewersOf(link.id)).toEqual([]);
    expect(await sessionsOf(link.id)).toEqual([]);
    expect(await db.select().from(hits)).toEqual([]);
  });

  test("gives two browsers two viewers", async () => {
    const { room, token, buyer } = await openRoom();
    const other = new Browser();
    await other.follow(token);
    expect((await enter(other, room.id)).viewerId).not.toBe((await enter(buyer, room.id)).viewerId);
  });

  test("makes the viewer's row once, however often a script asks", async () => {
    const { room, link, buyer } = await openRoom();
    const scope = await enter(buyer, room.id);
    await Promise.all(
      [1, 2, 3].map(() => db.transaction((tx) => ensureViewer(tx, scope, { language: "ja" }))),
    );
    expect(await viewersOf(link.id)).toMatchObject([
      { id: scope.viewerId, identity: "anonymous", language: "ja" },
    ]);
    expect((await enter(buyer, room.id)).viewerId).toBe(scope.viewerId);
  });
});

describe("a cookie", () => {
  test("of one room opens no other, also under the other's name", async () => {
    const { buyer, room } = await openRoom();
    const other = await openRoom();
    expect((await tryEnter(buyer, other.room.id)).code).toBe("NOT_FOUND");
    const value = buyer.cookies.get(`engawa_room_${room.id}`)!;
    buyer.cookies.set(`engawa_room_${other.room.id}`, value);
    expect((await tryEnter(buyer, other.room.id)).code).toBe("NOT_FOUND");
  });

  test("that was changed or made up opens nothing", async () => {
    const { buyer, room, link } = await openRoom();
    const name = `engawa_room_${room.id}`;
    const real = decodeURIComponent(buyer.cookies.get(name)!);
    const forged = [
      real.slice(0, -1),
      real.replace(link.id, newId()),
      real.replace(/\.[^.]+$/, ".AAAA"),
      `${link.id}.secret.${newId()}.tag`,
      "",
      ".",
      "%E0%A4%A",
      "x".repeat(4000),
    ];
    for (const value of forged) {
      buyer.cookies.set(name, value);
      expect((await tryEnter(buyer, room.id)).code, value.slice(0, 40)).toBe("NOT_FOUND");
    }
  });

  test("is HttpOnly and Lax, and over https Secure and bound to the host", async () => {
    const { link } = await openRoom();
    const plain = setVisitor(link.roomId, newVisitor(link, newId()));
    expect(plain).toMatch(/^engawa_room_\w+=/);
    expect(plain).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/);
    expect(plain).not.toContain("Domain");
    setEnv(readEnv({ ...process.env, APP_URL: "https://rooms.kumano.example" }));
    expect(setVisitor(link.roomId, newVisitor(link, newId()))).toMatch(/^__Host-engawa_room_\w+=.*; Secure/);
  });

  test("is needed: without one a room is as if it did not exist", async () => {
    const { room } = await openRoom();
    expect((await tryEnter(new Browser(), room.id)).code).toBe("NOT_FOUND");
    expect((await tryEnter(new Browser(), newId())).code).toBe("NOT_FOUND");
  });
});

describe("a gated link", () => {
  test.each(["email", "code"] as const)("with gate %s sends a newcomer to the gate", async (gate) => {
    const { room, buyer } = await openRoom({ gate });
    expect(await tryEnter(buyer, room.id)).toMatchObject({ status: 303, location: `/room/${room.id}/gate` });
    expect(await requireGate(buyer.request("/"), room.id)).toMatchObject({ passed: false, gate });
  });

  test("lets in who passed it, with what the session says", async () => {
    const { scope, room, link } = await openRoom({ gate: "code", allowDownload: true });
    const { browser, viewer } = await insider(scope, link, {
      identity: "verified",
      email: "ren@hinoki.example",
    });
    expect(await enter(browser, room.id)).toMatchObject({
      viewerId: viewer.id,
      identity: "verified",
      email: "ren@hinoki.example",
      allowDownload: true,
    });
  });

  test("asks again when its policy changed and when the session is over", async () => {
    const { scope, room, link } = await openRoom({ gate: "email" });
    const { browser } = await insider(scope, link);
    setClock(() => Date.now() + 31 * 86_400_000);
    expect((await tryEnter(browser, room.id)).location).toBe(`/room/${room.id}/gate`);
    setClock(null);
    await db.update(shareLinks).set({ policyVersion: 2 }).where(eq(shareLinks.id, link.id));
    expect((await tryEnter(browser, room.id)).location).toBe(`/room/${room.id}/gate`);
  });

  test("does not take the session of another link", async () => {
    const { scope, room, link } = await openRoom({ gate: "code" });
    const { link: second } = await makeLink(scope, { roomId: room.id, gate: "email" });
    const { secret } = await makeViewer(scope, { link: second });
    const browser = new Browser();
    browser.keep(setVisitor(room.id, { ...newVisitor(link, newId()), secret }));
    expect((await tryEnter(browser, room.id)).location).toBe(`/room/${room.id}/gate`);
  });
});

test("an archived room is closed for everyone, at once", async () => {
  const { room, token, buyer } = await openRoom();
  await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, room.id));
  expect((await tryEnter(buyer, room.id)).code).toBe("GONE");
  expect((await outcomeOf(requireGate(buyer.request("/"), room.id))).code).toBe("GONE");
  expect((await outcomeOf(requireLink(token))).code).toBe("GONE");
});

describe("a preview", () => {
  async function previewing() {
    const { scope, userId, room } = await openRoom();
    const browser = new Browser();
    browser.keep(await startSession(userId, null));
    const { findSession } = await import("~/features/auth/sessions.server");
    const session = await findSession(browser.request("/"));
    browser.keep(setPreview(room.id, session!.id));
    return { scope, room, browser };
  }

  test("shows a member the room, marked and never measured", async () => {
    const { room, browser } = await previewing();
    expect(await enter(browser, room.id)).toMatchObject({ preview: true, linkId: "", consent: "declined" });
  });

  test("is worth nothing without the very session that asked for it", async () => {
    const { room, browser } = await previewing();
    const thief = new Browser();
    thief.cookies.set(`engawa_preview_${room.id}`, browser.cookies.get(`engawa_preview_${room.id}`)!);
    expect((await tryEnter(thief, room.id)).code).toBe("NOT_FOUND");
    const colleague = await makeMember();
    thief.keep(await startSession(colleague.userId, null));
    expect((await tryEnter(thief, room.id)).code).toBe("NOT_FOUND");
  });

  test("ends by itself", async () => {
    const { room, browser } = await previewing();
    setClock(() => Date.now() + 3 * 3_600_000);
    expect((await tryEnter(browser, room.id)).code).toBe("NOT_FOUND");
  });

  test("keeps no choice about measuring", async () => {
    const { room, browser } = await previewing();
    const scope = await enter(browser, room.id);
    await chooseConsent(scope, { consent: "granted", language: "en" });
    expect((await enter(browser, room.id)).consent).toBe("declined");
  });
});

describe("what a buyer is told", () => {
  test("are the living pages in their order, and listed fields only", async () => {
    const { scope, room, buyer } = await openRoom();
    const second = await makePage(scope, { roomId: room.id, title: "Terms", position: 20 });
    const first = await makePage(scope, { roomId: room.id, title: "Prices", position: 10 });
    await makePage(scope, { roomId: room.id, title: "Old", position: 5, archivedAt: new Date() });
    const told = await findBuyerRoom(await enter(buyer, room.id));
    expect(told).toEqual({
      name: "Cold chain room",
      brandName: "Kumano Trading",
      brandColor: "#2f6f5e",
      brandLogoUrl: null,
      contact: { name: expect.any(String), title: null, photoUrl: null },
      pages: [
        { id: first.id, title: "Prices", kind: "document" },
        { id: second.id, title: "Terms", kind: "document" },
      ],
    });
  });

  test("is the newest version that is ready", async () => {
    const { scope, room, buyer } = await openRoom();
    const { document } = await makeDocument(scope);
    const page = await makePage(scope, { roomId: room.id, documentId: document.id });
    const told = await findBuyerPage(await enter(buyer, room.id), page.id);
    expect(told).toMatchObject({ kind: "document", document: { pageCount: 3, hasPreview: false } });
    expect(Object.keys(told)).toEqual(["kind", "id", "title", "document"]);
  });

  test("is neither why a file can't be shown nor that it exists", async () => {
    const { scope, room, buyer } = await openRoom();
    const { document } = await makeDocument(scope, { version: { state: "failed", failure: "encrypted" } });
    const page = await makePage(scope, { roomId: room.id, documentId: document.id });
    const told = await findBuyerPage(await enter(buyer, room.id), page.id);
    expect(told).toEqual({ kind: "document", id: page.id, title: page.title, document: null });
  });

  test("is nothing of another room's page or an archived one", async () => {
    const { scope, room, buyer } = await openRoom();
    const foreign = await makePage(scope);
    const archived = await makePage(scope, { roomId: room.id, archivedAt: new Date() });
    const viewer = await enter(buyer, room.id);
    for (const pageId of [foreign.id, archived.id, newId(), "", "'"]) {
      expect((await outcomeOf(findBuyerPage(viewer, pageId))).code).toBe("NOT_FOUND");
    }
  });
});

describe("consent", () => {
  test("is unasked at first, and a no holds at once and for good", async () => {
    const { room, link, buyer } = await openRoom();
    const scope = await enter(buyer, room.id);
    expect(scope).toMatchObject({ consent: "unasked", consentMode: "notice" });
    await chooseConsent(scope, { consent: "declined", language: "en" });
    expect(await enter(buyer, room.id)).toMatchObject({ consent: "declined", viewerId: scope.viewerId });
    expect(await viewersOf(link.id)).toMatchObject([
      { consent: "declined", identity: "anonymous", email: null },
    ]);
  });

  test("can be given and taken back", async () => {
    const { room, buyer } = await openRoom();
    await chooseConsent(await enter(buyer, room.id), { consent: "granted", language: "ja" });
    expect((await enter(buyer, room.id)).consent).toBe("granted");
    await chooseConsent(await enter(buyer, room.id), { consent: "declined", language: "ja" });
    expect((await enter(buyer, room.id)).consent).toBe("declined");
  });

  test("a no that came first is not undone by a late beacon", async () => {
    const { room, buyer } = await openRoom();
    const scope = await enter(buyer, room.id);
    await chooseConsent(scope, { consent: "declined", language: "en" });
    await db.transaction((tx) => ensureViewer(tx, scope));
    expect((await enter(buyer, room.id)).consent).toBe("declined");
  });
});
