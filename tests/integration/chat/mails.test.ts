import { db } from "@db/client";
import { jobs, mails } from "@db/schema/instance";
import { shareLinks } from "@db/schema/sharing";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tellAbsent } from "~/features/rooms/chat/mails/jobs.server";
import { deleteMessage, markRead } from "~/features/rooms/chat/mutations.server";
import { memberChat } from "~/features/rooms/chat/place.server";
import { memberInRoom } from "~/features/rooms/data.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import { makeContact, makeMember } from "../../support/factories";
import { type ChatHouse, joinBuyer, openChatHouse, say } from "./support";

useDatabase();
const START = Date.UTC(2026, 5, 1, 3);
let house: ChatHouse;
let atMs = START;
const later = (minutes: number) => {
  atMs += minutes * 60_000;
};
beforeEach(async () => {
  atMs = Date.now();
  setClock(() => atMs);
  house = await openChatHouse();
});
afterEach(() => setClock(() => Date.now()));

const tell = () => tellAbsent.run({ roomId: house.room.id }, { jobId: "", attempt: 1 });
const sent = async () =>
  (await db.select().from(mails).where(eq(mails.workspaceId, house.scope.workspaceId))).map((mail) => ({
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
  }));

test("the room's owner is told of what they have not read for ten minutes, in one mail", async () => {
  await say(house.buyer, "First question");
  later(3);
  await say(house.buyer, "Second question");
  later(5);
  await tell();
  expect(await sent()).toEqual([]);
  later(3);
  await tell();
  const [mail, ...others] = await sent();
  expect(others).toEqual([]);
  expect(mail?.text).toContain("First question");
  expect(mail?.text).toContain("Second question");
  expect(mail?.text).toContain(`/rooms/${house.room.id}/chat`);
});

test("sending leaves one job for the messages of a minute, due when they have waited", async () => {
  atMs = Math.ceil(atMs / 60_000) * 60_000 + 1_000;
  await say(house.buyer, "one");
  await say(house.buyer, "two");
  const queued = (await db.select().from(jobs).where(eq(jobs.kind, "chat.tell_absent"))).filter(
    ({ payload }) => JSON.stringify(payload).includes(house.room.id),
  );
  expect(queued).toHaveLength(1);
  expect((queued[0]?.runAt.getTime() ?? 0) - atMs).toBeGreaterThanOrEqual(10 * 60_000);
});

test("who has read gets none, and neither does who wrote", async () => {
  await say(house.buyer, "Seen");
  await markRead(house.rep, 1);
  later(15);
  await tell();
  expect(await sent()).toEqual([]);
});

test("a deleted message is not told of", async () => {
  const messageId = await say(house.buyer, "A slip");
  await deleteMessage(house.buyer, { messageId });
  later(15);
  await tell();
  expect(await sent()).toEqual([]);
});

test("running again, twice at once and after being killed half way sends nothing twice", async () => {
  const colleague = await makeMember({ workspaceId: house.scope.workspaceId });
  await markRead(memberChat(await memberInRoom(colleague.scope, house.room.id)), 0);
  await say(house.buyer, "Once");
  later(11);
  await Promise.all([tell(), tell()]);
  await tell();
  const to = (await sent()).map((mail) => mail.to);
  expect(to).toHaveLength(new Set(to).size);
  expect(to.length).toBe(2);
});

test("after a mail it stays quiet for an hour, then tells of what is new alone", async () => {
  await say(house.buyer, "First");
  later(11);
  await tell();
  await say(house.buyer, "Second");
  later(11);
  await tell();
  expect(await sent()).toHaveLength(1);
  later(60);
  await tell();
  const all = await sent();
  expect(all).toHaveLength(2);
  const second = all.find(({ text }) => text.includes("Second"));
  expect(second?.text).not.toContain("First");
});

test("a buyer is told once however many browsers they came with, in their language, without a key to the room", async () => {
  const contact = await makeContact(house.scope, { name: "Ren Sato" });
  const facts = { identity: "verified" as const, email: "ren@hinoki.example", contactId: contact.id };
  const first = await joinBuyer(house, facts);
  await joinBuyer(house, facts);
  await say(house.rep, "The offer is ready");
  later(11);
  await tell();
  const own = (await sent()).filter(({ to }) => to === "ren@hinoki.example");
  expect(own).toHaveLength(1);
  expect(own[0]?.text).toContain("The offer is ready");
  expect(own[0]?.text).toContain(`/room/${house.room.id}/chat`);
  expect(own[0]?.text).not.toContain("/r/");
  expect(first.viewer.email).toBe("ren@hinoki.example");
});

test("an address that nobody has proven and the team doesn't know gets no mail, nor one whose link is closed", async () => {
  await joinBuyer(house, { identity: "claimed", email: "somebody@elsewhere.example" });
  const gone = await joinBuyer(house, { identity: "verified", email: "gone@hinoki.example" });
  await db
    .update(shareLinks)
    .set({ revokedAt: new Date(atMs) })
    .where(eq(shareLinks.id, gone.link.id));
  await say(house.rep, "Hello");
  later(11);
  await tell();
  expect(await sent()).toEqual([]);
});

test("a member who left hears nothing more", async () => {
  await db
    .update(members)
    .set({ deactivatedAt: new Date(atMs) })
    .where(eq(members.id, house.scope.memberId));
  await say(house.buyer, "Anybody?");
  later(11);
  await tell();
  expect(await sent()).toEqual([]);
});

test("a colleague who is named is told, another is not", async () => {
  const named = await makeMember({ workspaceId: house.scope.workspaceId, name: "Haru Named" });
  await makeMember({ workspaceId: house.scope.workspaceId });
  await say(house.rep, "@Haru Named please look", { mentions: [`member:${named.member.id}`] });
  later(11);
  await tell();
  expect(await sent()).toHaveLength(1);
});

test("of the buyers' corner a buyer is told the number and nothing else", async () => {
  await joinBuyer(house, { identity: "verified", email: "absent@hinoki.example" });
  await say(house.apart, "Our limit is five");
  later(11);
  await tell();
  const [mail] = (await sent()).filter(({ to }) => to === "absent@hinoki.example");
  expect(mail?.subject).toContain("new message");
  expect(JSON.stringify(mail)).not.toContain("limit");
  expect((await sent()).map(({ to }) => to)).toEqual(["absent@hinoki.example"]);
});
