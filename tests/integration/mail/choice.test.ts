import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { db } from "@db/client";
import { mailMutes } from "@db/schema/chat";
import { mails } from "@db/schema/instance";
import { shareLinks, viewers } from "@db/schema/sharing";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import type { Hono } from "hono";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tellAbsent } from "~/features/rooms/chat/mails/jobs.server";
import { mailChoiceAddresses, recipientOf } from "~/features/rooms/mail-choice/token.server";
import { archiveRoom } from "~/features/rooms/mutations.server";
import { sendTaskReminders } from "~/features/sharing/task-mail/jobs.server";
import { setClock } from "~/platform/clock.server";
import { env } from "~/platform/env.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { useDatabase } from "../../support/database";
import { type ChatHouse, joinBuyer, openChatHouse, say } from "../chat/support";
import { at, MONDAY, makePlan, plan } from "../plan/support";
import { screenOf } from "../screens/support";
import { bare, openAppOver } from "../server/support";

useDatabase();
const MORI = "mori@hinoki.example";
let app: Hono;
let house: ChatHouse;
let buyer: Awaited<ReturnType<typeof joinBuyer>>;
let atMs = 0;
beforeAll(async () => {
  app = await openAppOver(mkdtempSync(join(tmpdir(), "engawa-choice-")));
});
beforeEach(async () => {
  resetLimits();
  atMs = Date.now();
  setClock(() => atMs);
  house = await openChatHouse();
  buyer = await joinBuyer(house, { identity: "verified", email: MORI });
});
afterEach(() => setClock(null));

const tell = () => tellAbsent.run({ roomId: house.room.id }, { jobId: "", attempt: 1 });
const sent = (workspaceId = house.scope.workspaceId) =>
  db.select().from(mails).where(eq(mails.workspaceId, workspaceId)).orderBy(mails.createdAt, mails.id);
const muted = () => db.select().from(mailMutes).where(eq(mailMutes.roomId, house.room.id));
const pathOf = (url: string | null | undefined) => new URL(url ?? "").pathname;

/** The mail that a buyer gets about a message of the rep. */
async function mailBuyer() {
  await say(house.rep, "Are you there?");
  atMs += 15 * 60_000;
  await tell();
  const mail = (await sent()).at(-1);
  if (!mail) throw new Error("no mail was queued");
  const page = pathOf(/https?:\/\/\S+\/mails\/\S+/.exec(mail.text)?.[0]);
  return { mail, page, oneClick: pathOf(mail.unsubscribeUrl) };
}

async function open(path: string) {
  const response = await bare(app, path, { headers: { "accept-language": "en" } });
  return screenOf(response, await response.text());
}
const press = (path: string, to: string) =>
  bare(app, path, {
    method: "POST",
    body: new URLSearchParams({ to }),
    headers: { "sec-fetch-site": "same-origin" },
  });
const oneClick = (
  path: string,
  body: BodyInit = "List-Unsubscribe=One-Click",
  from: Record<string, string> = {},
) =>
  bare(app, path, {
    method: "POST",
    body,
    headers: {
      ...(typeof body === "string" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...from,
    },
  });

describe("mails about unread messages", () => {
  test("name a page that only shows the choice: opening it, or the mail program's address, changes nothing", async () => {
    const { mail, page, oneClick: address } = await mailBuyer();
    expect(mail.text).toContain("Get no more of these mails from this room");
    expect(mail.html).toContain(`href="${/https?:\/\/\S+\/mails\/\S+/.exec(mail.text)?.[0]}"`);
    const shown = await open(page);
    expect(shown.status).toBe(200);
    expect(shown.document.querySelectorAll("h1")).toHaveLength(1);
    expect(shown.text).toContain("You get a mail when messages in this room wait for you.");
    const led = await bare(app, address);
    expect([led.status, led.headers.get("location")]).toEqual([302, page]);
    expect(await muted()).toEqual([]);
  });

  test("are turned off by the button, for this person and room alone, and on again by the same page", async () => {
    const { page } = await mailBuyer();
    expect((await press(page, "off")).status).toBe(303);
    expect((await press(page, "off")).status).toBe(303);
    expect((await open(page)).text).toContain("You get no more mails about messages in this room.");
    const before = (await sent()).length;
    await say(house.rep, "Still there?");
    await say(house.buyer, "I write to you");
    atMs += 3 * 3_600_000;
    await tell();
    // The rep hears of it as before.
    const after = (await sent()).slice(before);
    expect(after.map(({ to, text }) => [to === MORI, /I write to you/.test(text)])).toEqual([[false, true]]);
    await press(page, "on");
    await tell();
    expect((await sent()).slice(before + 1).map(({ text }) => /Still there/.test(text))).toEqual([true]);
  });

  test("are turned off by a mail program's one click, without Origin or cookie, as either kind of form", async () => {
    const { oneClick: address } = await mailBuyer();
    expect((await oneClick(address)).status).toBe(204);
    expect(await muted()).toHaveLength(1);
    await db.delete(mailMutes);
    const form = new FormData();
    form.set("List-Unsubscribe", "One-Click");
    expect((await oneClick(address, form)).status).toBe(204);
    expect(await muted()).toHaveLength(1);
    // No address is kept for it.
    expect(JSON.stringify(await muted())).not.toContain("@");
  });

  test("one click takes only its own words, and can never turn mails on", async () => {
    const { oneClick: address, page } = await mailBuyer();
    for (const body of ["", "to=off", "x".repeat(2_000)])
      expect((await oneClick(address, body)).status).toBe(400);
    expect(await muted()).toEqual([]);
    await oneClick(address);
    expect((await oneClick(address, "to=on")).status).toBe(400);
    expect(await muted()).toHaveLength(1);
    // The page itself asks for a form of ours.
    expect((await oneClick(page, "to=on")).status).toBe(403);
  });

  test.each<[string, () => Record<string, string>]>([
    ["another site's page", () => ({ origin: "https://elsewhere.example" })],
    ["another site's page, as the browser says", () => ({ "sec-fetch-site": "cross-site" })],
    [
      "another site's page under our origin's name",
      () => ({ origin: env().appUrl.origin, "sec-fetch-site": "cross-site" }),
    ],
    ["a page without an origin", () => ({ origin: "null" })],
  ])("one click is not taken from %s", async (_who, from) => {
    const { oneClick: address } = await mailBuyer();
    const refused = await oneClick(address, undefined, from());
    expect(refused.status).toBe(403);
    expect(await muted()).toEqual([]);
    // Mail programs name neither; a page of ours names itself.
    expect((await oneClick(address)).status).toBe(204);
    expect((await oneClick(address, undefined, { "sec-fetch-site": "same-origin" })).status).toBe(204);
  });

  test("a token is good for one kind, one room and one person", async () => {
    const { page, oneClick: address } = await mailBuyer();
    const other = await openChatHouse();
    const token = page.split("/").at(-1) ?? "";
    const wrong = [
      page.replace(house.room.id, other.room.id),
      page.replace("chat~", "tasks~"),
      page.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      page.replace(token, "none"),
      `${page}${"x".repeat(400)}`,
    ];
    for (const path of wrong) expect((await open(path)).status, path).toBe(404);
    expect((await oneClick(address.replace("chat~", "tasks~"))).status).toBe(404);
    expect(await muted()).toEqual([]);
  });

  test("a closed room has nothing to choose", async () => {
    const { page, oneClick: address } = await mailBuyer();
    await archiveRoom(house.scope, house.room.id);
    expect((await open(page)).status).toBe(410);
    expect((await oneClick(address)).status).toBe(410);
  });

  test("a buyer finds the page from the chat, and so does a member", async () => {
    const chat = await bare(app, `/room/${house.room.id}/chat`, { headers: { cookie: buyer.cookie } });
    expect(await chat.text()).toContain(`/room/${house.room.id}/mails/chat~`);
    const { page } = mailChoiceAddresses({
      kind: "chat",
      roomId: house.room.id,
      recipient: recipientOf({ side: "member", memberId: house.scope.memberId }),
    });
    expect((await open(pathOf(page))).status).toBe(200);
    await press(pathOf(page), "off");
    await say(buyer.chat, "Anybody?");
    atMs += 3_600_000;
    await tell();
    expect((await sent()).filter(({ to }) => to !== MORI)).toEqual([]);
  });
});

describe("the way to the page", () => {
  const chatOf = async (cookie: string) =>
    (await bare(app, `/room/${house.room.id}/chat`, { headers: { cookie } })).text();

  test("is not given to whoever only typed an address, for they could turn off the mails of its owner", async () => {
    const claimed = await joinBuyer(house, { identity: "claimed", email: MORI });
    expect(await chatOf(claimed.cookie)).not.toContain("/mails/");
    expect(await chatOf(buyer.cookie)).toContain("/mails/chat~");
  });

  test("leads back to the chat of the reader's own side", async () => {
    const { page } = await mailBuyer();
    expect((await open(page)).links()).toContain(`/room/${house.room.id}/chat`);
    const ofMember = await open(memberPage());
    expect(ofMember.links()).toContain(`/rooms/${house.room.id}/chat`);
    expect(ofMember.links()).not.toContain(`/room/${house.room.id}/chat`);
  });
});

function memberPage() {
  const recipient = recipientOf({ side: "member", memberId: house.scope.memberId });
  return pathOf(mailChoiceAddresses({ kind: "chat", roomId: house.room.id, recipient }).page);
}

describe("the room's name", () => {
  const isNamed = async (page: string) => {
    const { status, text, html } = await open(page);
    expect(status).toBe(200);
    expect(text).toContain("Mails about unread messages");
    return html.includes(house.room.name);
  };

  test.each([
    ["revoked", () => ({ revokedAt: new Date(atMs) })],
    ["expired", () => ({ expiresAt: new Date(atMs - 1) })],
    ["for others", () => ({ allowedEmails: ["else@hinoki.example"] })],
  ])("is not told to a buyer whose link is %s, who can still choose", async (_what, change) => {
    const { page, oneClick: address } = await mailBuyer();
    expect(await isNamed(page)).toBe(true);
    await db.update(shareLinks).set(change()).where(eq(shareLinks.id, buyer.link.id));
    expect(await isNamed(page)).toBe(false);
    expect((await open(page)).links()).not.toContain(`/room/${house.room.id}/chat`);
    expect((await press(page, "off")).status).toBe(303);
    expect((await press(page, "on")).status).toBe(303);
    expect((await oneClick(address)).status).toBe(204);
    expect(await muted()).toHaveLength(1);
  });

  test("is not told to a buyer by a link of somebody else, or by one who only typed the address", async () => {
    const { page } = await mailBuyer();
    await joinBuyer(house, { identity: "claimed", email: MORI });
    await db
      .update(shareLinks)
      .set({ revokedAt: new Date(atMs) })
      .where(eq(shareLinks.id, buyer.link.id));
    expect(await isNamed(page)).toBe(false);
  });

  test("is not told to a member who has left, who can still choose", async () => {
    const page = memberPage();
    expect(await isNamed(page)).toBe(true);
    const { memberId } = house.scope;
    await db
      .update(members)
      .set({ deactivatedAt: new Date(atMs) })
      .where(eq(members.id, memberId));
    expect(await isNamed(page)).toBe(false);
    expect((await press(page, "off")).status).toBe(303);
    expect(await muted()).toHaveLength(1);
  });
});

describe("reminders of tasks", () => {
  test("are turned off apart from mails about messages", async () => {
    setClock(() => at(MONDAY, "10:00").getTime());
    const { workspace, actor, room, page, contact } = await makePlan();
    const mine = { side: "viewer" as const, contactId: contact.id, dueKind: "day" as const };
    await plan(actor, page.id, { title: "Try it out", ...mine, dueDay: MONDAY });
    await sendTaskReminders();
    const [mail, ...others] = await sent(workspace.id);
    expect(others).toEqual([]);
    expect(mail?.text).toContain("/mails/tasks~");
    const there = pathOf(/https?:\/\/\S+\/mails\/\S+/.exec(mail?.text ?? "")?.[0]);
    const shown = await open(there);
    expect(shown.text).toContain(room.name);
    expect(shown.links().filter((link) => link?.includes("/chat"))).toEqual([]);
    await db.delete(viewers).where(eq(viewers.roomId, room.id));
    expect((await open(there)).text).toContain(room.name);
    await db.update(shareLinks).set({ revokedAt: new Date() }).where(eq(shareLinks.roomId, room.id));
    expect((await open(there)).text).not.toContain(room.name);
    await db.update(shareLinks).set({ revokedAt: null }).where(eq(shareLinks.roomId, room.id));
    expect((await oneClick(pathOf(mail?.unsubscribeUrl))).status).toBe(204);
    await plan(actor, page.id, { title: "Another", ...mine, dueDay: MONDAY });
    await sendTaskReminders();
    expect(await sent(workspace.id)).toHaveLength(1);
    expect((await db.select().from(mailMutes)).map(({ kind }) => kind)).toContain("tasks");
  });
});
