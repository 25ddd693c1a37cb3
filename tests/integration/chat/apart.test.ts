import { db } from "@db/client";
import { accounts } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { mails } from "@db/schema/instance";
import { rooms } from "@db/schema/rooms";
import { views } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import { listMessages, searchMessages } from "~/features/rooms/chat/data.server";
import { tellAbsent } from "~/features/rooms/chat/mails/jobs.server";
import { chatOf, viewerChat } from "~/features/rooms/chat/place.server";
import type { Chat } from "~/features/rooms/chat/schema";
import { memberInRoom } from "~/features/rooms/data.server";
import { setClock } from "~/platform/clock.server";
import { resetLimits } from "~/platform/rate-limit.server";
import { cookieOf, openApp, type TestApp } from "../../support/app";
import { useDatabase } from "../../support/database";
import { makeMember } from "../../support/factories";
import { listPageRoutes } from "../../support/pages";
import { PDF } from "../attachments/support";
import { type ChatHouse, joinBuyer, openBuyer, openChatHouse, say } from "./support";

useDatabase();
let app: TestApp;
let house: ChatHouse;
beforeAll(async () => {
  app = await openApp();
});
beforeEach(async () => {
  resetLimits();
  setClock(() => Date.now());
  house = await openChatHouse();
});

const SECRET = "Ukishima";
const forbidden = expect.objectContaining({ code: "FORBIDDEN" });

describe("the buyers' corner", () => {
  test("is read by every buyer of the room who left an address", async () => {
    await say(house.apart, `Budget ${SECRET}`);
    const colleague = await joinBuyer(house);
    const theirs = await listMessages(viewerChat(colleague.actor, "buyers"));
    expect(theirs.messages.map(({ body }) => body)).toEqual([`Budget ${SECRET}`]);
    expect((await listMessages(house.rep)).messages).toEqual([]);
    expect((await searchMessages(house.buyer, SECRET)).messages).toEqual([]);
  });

  test("is closed to visitors without an address, to a preview, and to members as if it were not there", async () => {
    const visitor = await openBuyer(house.scope, house.room.id, { identity: "anonymous" });
    expect(() => viewerChat(visitor.actor, "buyers")).toThrow(forbidden);
    const preview = { ...house.buyer.actor, preview: true, identity: "verified" as const };
    expect(() => viewerChat(preview, "buyers")).toThrow(forbidden);
    expect(() => chatOf(house.rep.actor, "buyers")).toThrow(expect.objectContaining({ code: "NOT_FOUND" }));
  });

  test("gives nothing to a member whose place in it was made up", async () => {
    await say(house.apart, SECRET);
    const madeUp = { actor: house.rep.actor, corner: "buyers" } as unknown as Chat;
    await expect(listMessages(madeUp)).rejects.toEqual(forbidden);
    await expect(searchMessages(madeUp, SECRET)).rejects.toEqual(forbidden);
    await expect(say(madeUp, "Hello")).rejects.toThrow();
  });

  test("leaves no event and proves no person, for the seller would see it", async () => {
    await say(house.apart, SECRET);
    expect(await db.$count(events, eq(events.roomId, house.room.id))).toBe(0);
    expect(await db.$count(views, eq(views.roomId, house.room.id))).toBe(0);
  });

  test("names no one of the selling side", async () => {
    await say(house.apart, "Who is this?", { mentions: [`member:${house.scope.memberId}`] });
    expect((await listMessages(house.apart)).messages[0]?.mentions).toEqual([]);
  });
});

/** Every page and door of members that can be asked for with what this room has. */
function memberAddresses(): string[] {
  const known: Record<string, string> = {
    roomId: house.room.id,
    dealId: house.room.dealId,
    memberId: house.scope.memberId,
  };
  const patterns = listPageRoutes()
    .filter(({ isLeaf }) => isLeaf)
    .map(({ pattern }) => pattern)
    .filter(
      (pattern) => !pattern.startsWith("/room/") && !pattern.startsWith("/r/") && !pattern.includes("*"),
    );
  const doors = ["/rooms/:roomId/chat/messages", "/rooms/:roomId/chat/messages?after=0"];
  return [...patterns, ...doors, `/rooms/:roomId/chat?q=${SECRET}`, `/search?q=${SECRET}`].flatMap(
    (pattern) => {
      const address = pattern.replace(/:(\w+)/g, (_whole, name: string) => known[name] ?? "?");
      return /\/\?|:/.test(address) ? [] : address;
    },
  );
}

test("no screen, export, search or mail that an admin can open holds a word or a file of it", async () => {
  const file = { fileName: `${SECRET}.pdf`, bytes: PDF };
  const reply = await receiveAttachment(house.buyer.actor, { ownerKind: "message", corner: "buyers", file });
  if (!reply.ok) throw new Error(reply.error);
  await say(house.apart, `Our limit is ${SECRET}`, { attachments: [reply.attachment.id] });
  await joinBuyer(house, { identity: "verified", email: `absent-${house.room.id}@hinoki.example` });
  setClock(() => Date.now() + 20 * 60_000);
  await tellAbsent.run({ roomId: house.room.id }, { jobId: "", attempt: 1 });
  setClock(() => Date.now());
  const [mail] = await db
    .select()
    .from(mails)
    .where(eq(mails.to, `absent-${house.room.id}@hinoki.example`));
  expect(mail?.text).toContain("1");

  const admin = await makeMember({ workspaceId: house.scope.workspaceId, role: "admin" });
  const cookie = cookieOf(await startSession(admin.userId, null));
  const addresses = [...memberAddresses(), `/admin/mails/${mail?.id}`];
  expect(addresses.length).toBeGreaterThan(30);
  for (const address of addresses) {
    const response = await app.request(address, { headers: { cookie } });
    const text = await response.text();
    // What the admin typed into a search stands in its field.
    const seen = address.includes(SECRET) ? text.replaceAll(SECRET, "").length !== text.length : false;
    if (!seen) expect.soft([address, text.includes(SECRET)]).toEqual([address, false]);
    else expect.soft([address, text.includes("Our limit")]).toEqual([address, false]);
  }
  const asked = await app.request(`/rooms/${house.room.id}/attachments/${reply.attachment.id}`, {
    headers: { cookie },
  });
  expect(asked.status).toBe(404);
  const apart = await app.request(`/rooms/${house.room.id}/chat/messages?corner=buyers`, {
    headers: { cookie },
  });
  expect(apart.status).toBe(422);
}, 120_000);

test("the facts of the room that members keep name nothing of it either", async () => {
  await say(house.apart, SECRET);
  const rows = [
    await db.select().from(rooms).where(eq(rooms.id, house.room.id)),
    await db.select().from(accounts).where(eq(accounts.workspaceId, house.scope.workspaceId)),
    await db.select().from(events).where(eq(events.workspaceId, house.scope.workspaceId)),
  ];
  expect(JSON.stringify(rows)).not.toContain(SECRET);
  const colleague = await memberInRoom(house.scope, house.room.id);
  expect(JSON.stringify(await listMessages({ actor: colleague, corner: "room" }))).not.toContain(SECRET);
});
