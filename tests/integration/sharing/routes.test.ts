import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { rooms } from "@db/schema/rooms";
import { hits } from "@db/schema/tracking";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { findSession, startSession } from "~/features/auth/sessions.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { action as linksAction, loader as linksLoader } from "~/routes/app/room-links";
import { action as previewAction } from "~/routes/app/room-preview";
import { action as consentAction } from "~/routes/room/consent";
import { loader as exchange } from "~/routes/room/exchange";
import { action as gateAction, loader as gateLoader, meta as gateMeta } from "~/routes/room/gate";
import { loader as layoutLoader } from "~/routes/room/layout";
import { loader as pageLoader } from "~/routes/room/page";
import { loader as startLoader } from "~/routes/room/start";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
} from "../../support/factories";
import { Browser, mailedCode, outcomeOf, viewersOf } from "./support";

useDatabase();
beforeEach(resetLimits);

const REN = "ren@hinoki.example";

async function sharedRoom(over: Parameters<typeof makeLink>[1] = {}) {
  const { scope, userId } = await makeMember({ name: "Tomoko Secret-Rep" });
  await db.update(workspaces).set({ name: "Brandname" }).where(eq(workspaces.id, scope.workspaceId));
  const account = await makeAccount(scope, { name: "Secret-Account" });
  await makeContact(scope, { accountId: account.id, name: "Secret-Contact" });
  const deal = await makeDeal(scope, { accountId: account.id, name: "Secret-Deal" });
  const room = await makeRoom(scope, { dealId: deal.id, name: "Secret-Room" });
  const page = await makePage(scope, { roomId: room.id, title: "Secret-Page" });
  const { link, token } = await makeLink(scope, { roomId: room.id, label: "Secret-Label", ...over });
  return { scope, userId, account, room, page, link, token };
}

type Handler = (args: never) => unknown;
/** Calls a loader or an action as the framework would, and keeps the cookies it sets. */
async function call(handler: Handler, browser: Browser, request: Request, params: Record<string, string>) {
  const outcome = await outcomeOf(async () => await handler({ request, params, context: {} } as never));
  browser.keep(outcome.cookies);
  return outcome;
}

const open = (browser: Browser, token: string, headers: Record<string, string> = {}) =>
  call(exchange, browser, browser.request(`/r/${token}`, { headers }), { token });

const get = (handler: Handler, browser: Browser, roomId: string, more: Record<string, string> = {}) =>
  call(handler, browser, browser.request(`/room/${roomId}`), { roomId, ...more });

const post = (handler: Handler, browser: Browser, roomId: string, form: Record<string, string>) =>
  call(handler, browser, browser.request(`/room/${roomId}`, { form }), { roomId });

describe("the shared address", () => {
  test("becomes a cookie and an address without the secret, and one raw hit", async () => {
    const { room, token, link } = await sharedRoom();
    const buyer = new Browser();
    const outcome = await open(buyer, token);
    expect(outcome).toMatchObject({ status: 303, location: `/room/${room.id}` });
    expect(JSON.stringify(outcome)).not.toContain(token);
    expect(JSON.stringify([...buyer.cookies])).not.toContain(token);
    expect(await db.select().from(hits).where(eq(hits.linkId, link.id))).toHaveLength(1);
    expect(await viewersOf(link.id)).toEqual([]);
  });

  test("that nobody gave out is answered the same, whatever it looks like", async () => {
    const real = await sharedRoom();
    for (const token of [
      "",
      "x",
      "%00",
      real.link.tokenHash,
      `${real.token}x`,
      real.token.slice(1),
      "a".repeat(5000),
    ]) {
      expect((await open(new Browser(), token)).code).toBe("NOT_FOUND");
    }
    expect(await db.select().from(hits).where(eq(hits.linkId, real.link.id))).toEqual([]);
  });

  test("of a closed link is refused and counts nothing", async () => {
    const { token, link } = await sharedRoom({ revokedAt: new Date() });
    expect((await open(new Browser(), token)).code).toBe("GONE");
    expect(await db.select().from(hits).where(eq(hits.linkId, link.id))).toEqual([]);
  });

  test("opened by our own member is internal", async () => {
    const { token, link, userId } = await sharedRoom();
    const member = new Browser();
    member.keep(await startSession(userId, null));
    await open(member, token, { "user-agent": "Mozilla/5.0 (Macintosh)" });
    expect(await db.select().from(hits).where(eq(hits.linkId, link.id))).toMatchObject([
      { class: "internal" },
    ]);
  });
});

describe("before the gate", () => {
  test.each(["email", "code"] as const)("with gate %s nothing is told but the brand", async (gate) => {
    const { room, page, token, account } = await sharedRoom({ gate });
    const buyer = new Browser();
    const opened = await open(buyer, token);
    const start = await get(startLoader, buyer, room.id);
    const screen = await get(gateLoader, buyer, room.id);
    const head = gateMeta({ data: screen.data } as never);
    const inside = [
      await get(layoutLoader, buyer, room.id),
      await get(pageLoader, buyer, room.id, { pageId: page.id }),
      await post(consentAction, buyer, room.id, { choice: "granted" }),
    ];
    for (const refused of [start, ...inside]) {
      expect(refused).toMatchObject({ status: 303, location: `/room/${room.id}/gate`, data: null });
    }
    const told = JSON.stringify([opened, start, screen, head, inside]);
    expect(told).not.toMatch(/Secret|Tomoko/);
    for (const id of [page.id, page.documentId, account.id]) expect(told).not.toContain(id);
    expect(screen.data).toEqual({
      brandName: "Brandname",
      brandColor: "#2f6f5e",
      brandLogoUrl: null,
      asksCode: gate === "code",
      pendingEmail: null,
    });
  });
});

describe("the gate's screen", () => {
  test("leads through address and code into the room", async () => {
    const { room, page, token } = await sharedRoom({ gate: "code" });
    const buyer = new Browser();
    await open(buyer, token);
    const asked = await post(gateAction, buyer, room.id, { intent: "email", email: " Ren@Hinoki.example " });
    expect(asked).toMatchObject({ status: 303, location: `/room/${room.id}/gate` });
    expect((await get(gateLoader, buyer, room.id)).data).toMatchObject({ pendingEmail: REN });
    const code = (await mailedCode(REN))!;
    const fullWidth = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const entered = await post(gateAction, buyer, room.id, { intent: "code", code: ` ${fullWidth} ` });
    expect(entered).toMatchObject({ status: 303, location: `/room/${room.id}` });
    expect(await get(startLoader, buyer, room.id)).toMatchObject({
      location: `/room/${room.id}/p/${page.id}`,
    });
    expect((await get(gateLoader, buyer, room.id)).location).toBe(`/room/${room.id}`);
  });

  test("answers an address that is not on the list as any other", async () => {
    const over = { gate: "code", allowedDomains: ["hinoki.example"] } as const;
    const answers = [];
    for (const email of ["ren2@hinoki.example", "eve@evil.test"]) {
      const { room, token } = await sharedRoom({ ...over, allowedDomains: ["hinoki.example"] });
      const buyer = new Browser();
      await open(buyer, token);
      const { cookies, location, ...rest } = await post(gateAction, buyer, room.id, {
        intent: "email",
        email,
      });
      const screen = (await get(gateLoader, buyer, room.id)).data as { pendingEmail: string };
      answers.push({ ...rest, cookies: cookies.length, isGate: location === `/room/${room.id}/gate` });
      expect(screen.pendingEmail).toBe(email);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(await mailedCode("eve@evil.test")).toBeNull();
  });

  test.each([
    [{ intent: "email", email: "not an address" }, { email: "email" }],
    [{ intent: "email", email: "" }, { email: "required" }],
    [{ intent: "email", email: "eve@evil.test" }, { email: "buyer:gate.errors.notAllowed" }],
    [{ intent: "email", email: REN, gate: "open" }, { form: "invalid" }],
  ])("refuses %j with words, not with an error", async (form, errors) => {
    const { room, token } = await sharedRoom({ gate: "email", allowedDomains: ["hinoki.example"] });
    const buyer = new Browser();
    await open(buyer, token);
    expect(await post(gateAction, buyer, room.id, form as never)).toMatchObject({
      status: 422,
      data: { errors },
    });
  });

  test("says so when there were too many attempts", async () => {
    const { room, token } = await sharedRoom({ gate: "email", allowedDomains: ["hinoki.example"] });
    const buyer = new Browser();
    await open(buyer, token);
    const statuses = [];
    for (let times = 0; times < 21; times++) {
      statuses.push(
        (await post(gateAction, buyer, room.id, { intent: "email", email: "eve@evil.test" })).status,
      );
    }
    expect(new Set(statuses.slice(0, 20))).toEqual(new Set([422]));
    expect(statuses[20]).toBe(429);
  });

  test("starts over when the pending address was planted or is too old", async () => {
    const { room, token } = await sharedRoom({ gate: "code" });
    const buyer = new Browser();
    await open(buyer, token);
    buyer.cookies.set(`engawa_gate_${room.id}`, `9999999999999%20${REN}.forged`);
    expect((await get(gateLoader, buyer, room.id)).data).toMatchObject({ pendingEmail: null });
    const outcome = await post(gateAction, buyer, room.id, { intent: "code", code: "123456" });
    expect(outcome).toMatchObject({ status: 303, location: `/room/${room.id}/gate` });
  });
});

describe("a page", () => {
  const tokenOf = async (buyer: Browser, roomId: string, pageId: string) =>
    ((await get(pageLoader, buyer, roomId, { pageId })).data as { token: string | null }).token;

  test("has a token to measure with unless the visitor said no, and always opens", async () => {
    const { room, page, token } = await sharedRoom();
    const buyer = new Browser();
    await open(buyer, token);
    expect(await tokenOf(buyer, room.id, page.id)).toEqual(expect.any(String));
    const next = `/room/${room.id}/p/${page.id}`;
    expect(await post(consentAction, buyer, room.id, { choice: "declined", next })).toMatchObject({
      location: next,
    });
    expect(await tokenOf(buyer, room.id, page.id)).toBeNull();
    expect((await get(pageLoader, buyer, room.id, { pageId: page.id })).data).toMatchObject({
      kind: "document",
    });
    await post(consentAction, buyer, room.id, { choice: "granted", next });
    expect(await tokenOf(buyer, room.id, page.id)).toEqual(expect.any(String));
  });

  test("of a strict room has none before a yes", async () => {
    const { room, page, token } = await sharedRoom();
    await db.update(rooms).set({ consentMode: "strict" }).where(eq(rooms.id, room.id));
    const buyer = new Browser();
    await open(buyer, token);
    expect(await tokenOf(buyer, room.id, page.id)).toBeNull();
    await post(consentAction, buyer, room.id, { choice: "granted" });
    expect(await tokenOf(buyer, room.id, page.id)).toEqual(expect.any(String));
  });

  test("may be downloaded only where the link says so", async () => {
    for (const allowDownload of [true, false]) {
      const { room, page, token } = await sharedRoom({ allowDownload });
      const buyer = new Browser();
      await open(buyer, token);
      const { document } = (await get(pageLoader, buyer, room.id, { pageId: page.id })).data as {
        document: object;
      };
      expect("downloadUrl" in document).toBe(allowDownload);
    }
  });

  test("names no member but the room's owner, and no address, no account, no link", async () => {
    const { room, page, token, account, link } = await sharedRoom();
    const buyer = new Browser();
    await open(buyer, token);
    const told = JSON.stringify([
      (await get(layoutLoader, buyer, room.id)).data,
      { ...((await get(pageLoader, buyer, room.id, { pageId: page.id })).data as object), token: null },
    ]);
    expect(told).toContain("Secret-Page");
    expect(told).not.toMatch(/Secret-(Account|Contact|Deal|Label)|kumano\.example/);
    for (const id of [account.id, link.id, room.dealId, room.ownerId]) expect(told).not.toContain(id);
  });
});

test("consent leads nowhere but back into the room", async () => {
  const { room, token } = await sharedRoom();
  const buyer = new Browser();
  await open(buyer, token);
  for (const next of [
    "https://evil.test/",
    "//evil.test",
    "/rooms",
    "/\\evil.test",
    `/room/${room.id}@evil.test`,
  ]) {
    const outcome = await post(consentAction, buyer, room.id, { choice: "declined", next });
    expect(outcome.location).toBe(`/room/${room.id}`);
  }
  expect((await post(consentAction, buyer, room.id, { choice: "maybe" })).code).toBe("INVALID");
});

test("a no outlives the link it was said on", async () => {
  const { scope, room, page, token } = await sharedRoom();
  const buyer = new Browser();
  await open(buyer, token);
  await post(consentAction, buyer, room.id, { choice: "declined" });
  const { token: second } = await makeLink(scope, { roomId: room.id });
  await open(buyer, second);
  expect((await get(pageLoader, buyer, room.id, { pageId: page.id })).data).toMatchObject({ token: null });
});

describe("the member's screens", () => {
  async function signedIn() {
    const shared = await sharedRoom();
    const member = new Browser();
    member.keep(await startSession(shared.userId, null));
    return { ...shared, member };
  }

  test("show a new address once and never again", async () => {
    const { room, member } = await signedIn();
    const form = { intent: "create", label: "CFO", gate: "code", allowed: "hinoki.example", expiresOn: "" };
    const created = (await post(linksAction, member, room.id, form)).data as { freshUrl: string };
    expect(created.freshUrl).toMatch(/^http:\/\/localhost:3000\/r\/[\w-]{43}$/);
    const listed = JSON.stringify((await get(linksLoader, member, room.id)).data);
    expect(listed).toContain("CFO");
    expect(listed).not.toContain(created.freshUrl.split("/r/")[1]);
    expect(listed).not.toMatch(/tokenHash|[0-9a-f]{64}/);
  });

  test("take the address from the settings, whatever host was asked", async () => {
    const { room, member } = await signedIn();
    const form = { intent: "create", label: "CFO", gate: "open", expiresOn: "" };
    const request = member.request("/rooms", {
      form,
      headers: { host: "evil.test", "x-forwarded-host": "evil.test" },
    });
    const created = (await call(linksAction, member, request, { roomId: room.id })).data as {
      freshUrl: string;
    };
    expect(new URL(created.freshUrl).host).toBe("localhost:3000");
  });

  test("refuse a list they can't read, and keep what was typed", async () => {
    const { room, member } = await signedIn();
    const form = { intent: "create", label: "CFO", gate: "code", allowed: "*.hinoki.example", expiresOn: "" };
    expect(await post(linksAction, member, room.id, form)).toMatchObject({
      status: 422,
      data: {
        errors: { allowed: "sharing:errors.allowed" },
        values: { allowed: "*.hinoki.example" },
        failed: "new",
      },
    });
  });

  test("lead nobody in who is not signed in", async () => {
    const { room, link } = await signedIn();
    const stranger = new Browser();
    expect((await get(linksLoader, stranger, room.id)).location).toMatch(/^\/sign-in/);
    const form = { intent: "revoke", linkId: link.id };
    expect((await post(linksAction, stranger, room.id, form)).location).toMatch(/^\/sign-in/);
    expect((await post(previewAction, stranger, room.id, {})).location).toMatch(/^\/sign-in/);
  });

  test("preview a room without a trace, and leave it again", async () => {
    const { room, page, member } = await signedIn();
    expect(await post(previewAction, member, room.id, {})).toMatchObject({ location: `/room/${room.id}` });
    expect((await get(layoutLoader, member, room.id)).data).toMatchObject({ visitor: { preview: true } });
    expect((await get(pageLoader, member, room.id, { pageId: page.id })).data).toMatchObject({ token: null });
    await post(consentAction, member, room.id, { choice: "granted" });
    const logged = await db.select().from(events).where(eq(events.roomId, room.id));
    expect(logged).toEqual([]);
    await post(previewAction, member, room.id, { intent: "leave" });
    expect((await get(layoutLoader, member, room.id)).code).toBe("NOT_FOUND");
    expect(await findSession(member.request("/"))).not.toBeNull();
  });

  test("preview no room of another workspace", async () => {
    const { member } = await signedIn();
    const other = await sharedRoom();
    expect((await post(previewAction, member, other.room.id, {})).code).toBe("NOT_FOUND");
  });
});
