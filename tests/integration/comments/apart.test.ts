import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { mails } from "@db/schema/instance";
import { templates } from "@db/schema/templates";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { tellAbsent } from "~/features/rooms/chat/mails/jobs.server";
import { memberChat } from "~/features/rooms/chat/place.server";
import { deleteComment, resolveComment } from "~/features/rooms/proposals/comments/mutations.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { PRICING_BLOCK } from "../../isolation/matrix/door";
import { publishPage } from "../../support/factories";
import { listPageRoutes } from "../../support/pages";
import { openBuyer } from "../attachments/support";
import { say as sayInChat } from "../chat/support";
import { useScreens } from "../screens/support";
import { answer, openTeam, say } from "./support";

const screens = useScreens();

/** In every comment, and nowhere else. */
const SECRET = "Ukishima";

/** A room with a published proposal about which the team said something in every way it can. */
async function openSpokenRoom() {
  const team = await openTeam();
  const { rep, owner, mate, page, room } = team;
  const first = await say(owner, page.id, `${SECRET} one`, { blockId: "paragraph001" });
  await answer(mate, page.id, first, `${SECRET} two`);
  await say(mate, page.id, `${SECRET} three`, { blockId: "paragraph002", quote: `${SECRET} quoted` });
  const settled = await say(mate, page.id, `${SECRET} four`);
  await resolveComment(owner, { pageId: page.id, commentId: settled });
  const gone = await say(owner, page.id, `${SECRET} five`);
  await deleteComment(owner, { pageId: page.id, commentId: gone });
  const versionId = await publishPage(rep.scope, { roomId: room.id, pageId: page.id });
  await say(owner, page.id, `${SECRET} six`);
  const buyer = await openBuyer(rep.scope, room.id, { identity: "verified" });
  return { ...team, buyer, versionId };
}

/** Every page and door of the buying side, filled with what this room has. */
function buyerAddresses(known: Record<string, string>): string[] {
  const patterns = listPageRoutes()
    .filter(({ isLeaf, pattern }) => isLeaf && pattern.startsWith("/room/"))
    .map(({ pattern }) => pattern);
  const doors = [
    "/room/:roomId/export.zip",
    "/room/:roomId/chat/messages",
    "/room/:roomId/chat/messages?after=0",
    "/room/:roomId/chat/messages?people=a",
    `/room/:roomId/chat?q=${SECRET}`,
    "/room/:roomId/chat?about=:pageId",
    `/room/:roomId/p/:pageId/accept?v=${known.versionId}`,
    "/room/:roomId/p/:pageId.data",
    "/room/:roomId.data",
  ];
  return [...patterns, ...doors].flatMap((pattern) => {
    const address = pattern.replace(/:(\w+)/g, (_whole, name: string) => known[name] ?? "?");
    return /\/\?/.test(address) ? [] : address;
  });
}

test("no page, door, copy or mail that buyers receive holds a word of a comment", async () => {
  const { rep, owner, room, page, buyer, versionId } = await openSpokenRoom();
  const known = { roomId: room.id, pageId: page.id, blockId: PRICING_BLOCK, versionId };
  const addresses = buyerAddresses(known);
  expect(addresses.length).toBeGreaterThan(12);
  let opened = 0;
  for (const address of addresses) {
    const answered = await screens.raw(address, {}, buyer);
    const bytes = Buffer.from(await answered.arrayBuffer());
    if (answered.status === 200) opened++;
    // What the reader typed into the search stands in its field.
    const searched = address.includes(SECRET) ? [" one", " two", " three", " four", " five", " six"] : [""];
    for (const ending of searched)
      expect.soft([address, ending, bytes.includes(`${SECRET}${ending}`)]).toEqual([address, ending, false]);
    expect.soft([address, bytes.includes("proposal_comments")]).toEqual([address, false]);
  }
  expect(opened).toBeGreaterThan(8);

  const text = await (await screens.raw(`/room/${room.id}/p/${page.id}`, {}, buyer)).text();
  expect(text).toContain("We keep it cold.");
  expect(text).not.toContain("comments");

  await sayInChat(memberChat(owner), "Our offer is published");
  setClock(() => Date.now() + 20 * 60_000);
  await tellAbsent.run({ roomId: room.id }, { jobId: "", attempt: 1 });
  setClock(() => Date.now());
  expect(JSON.stringify(await db.select().from(mails))).not.toContain(SECRET);
  const said = await db.select().from(events).where(eq(events.workspaceId, rep.scope.workspaceId));
  expect(JSON.stringify(said)).not.toContain(SECRET);
}, 120_000);

test("a buyer and a member's preview find no way to the team's comments", async () => {
  const { rep, room, page, path, buyer } = await openSpokenRoom();
  const asked = await screens.raw(path, {}, buyer);
  expect([302, 401]).toContain(asked.status);
  expect(await asked.text()).not.toContain(SECRET);
  const start = await screens.post(`/rooms/${room.id}/preview`, { intent: "open" }, rep);
  const cookie = start.cookies.map((line) => line.split(";", 1)[0]).join("; ");
  const seen = await screens.get(`/room/${room.id}/p/${page.id}`, { cookie: `${rep.cookie}; ${cookie}` });
  expect([seen.status, seen.html.includes(SECRET)]).toEqual([200, false]);
});

test("what is kept as a template or drawn as a PDF, compared or exported for the team holds the text alone", async () => {
  const { rep, room, page, pagePath } = await openSpokenRoom();
  const fields = { intent: "keep", name: "Kept", description: "", pageId: page.id, requestKey: newId() };
  const kept = await screens.post(`/rooms/${room.id}/templates`, fields, rep);
  expect(kept.status).toBeLessThan(400);
  const stored = await db.select().from(templates).where(eq(templates.workspaceId, rep.scope.workspaceId));
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(SECRET);
  for (const address of [`${pagePath}/versions`, `${pagePath}/publish`, `${pagePath}/proposal.pdf`]) {
    const answered = await screens.raw(address, {}, rep);
    const bytes = Buffer.from(await answered.arrayBuffer());
    expect.soft([address, answered.status, bytes.includes(SECRET)]).toEqual([address, 200, false]);
  }
});
