import { db } from "@db/client";
import { proposalComments } from "@db/schema/proposals";
import { pages, proposals, rooms } from "@db/schema/rooms";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { memberInRoom } from "~/features/rooms/data.server";
import { archivePage } from "~/features/rooms/pages/mutations.server";
import { loadComments } from "~/features/rooms/proposals/comments/data.server";
import {
  deleteComment,
  editComment,
  reopenComment,
  replyToComment,
  resolveComment,
  restoreComment,
} from "~/features/rooms/proposals/comments/mutations.server";
import { MAX_COMMENTS } from "~/features/rooms/proposals/comments/utils";
import { saveProposal } from "~/features/rooms/proposals/mutations.server";
import { publishProposal, restoreVersion } from "~/features/rooms/proposals/versions/mutations.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { type LiveMessage, subscribe } from "~/platform/realtime.server";
import { useDatabase } from "../../support/database";
import { eventsOf } from "../../support/events";
import { makePage, makeRoom } from "../../support/factories";
import { answer, BODY, openTeam, read, say, type Team } from "./support";

useDatabase();
let team: Team;
beforeEach(async () => {
  team = await openTeam();
});
afterEach(() => setClock(() => Date.now()));

const coded = (code: string) => expect.objectContaining({ code });
const typesOf = async () =>
  (await eventsOf(team.rep.scope)).map(({ type }) => type).filter((type) => type.includes("comment"));

describe("a comment", () => {
  test("on a block keeps the words it was said of, and stands where its block stands", async () => {
    const { owner, mate, page } = team;
    await say(mate, page.id, "Too cheap?", { blockId: "paragraph002" });
    await say(owner, page.id, "Good start", { blockId: "heading00001", quote: "Cold chain, typed since" });
    await say(owner, page.id, "Who sends it?");
    const { threads, places } = await loadComments(owner, page.id);
    expect(threads.map(({ quote, comments }) => [comments[0]?.body, quote])).toEqual([
      ["Who sends it?", null],
      ["Good start", "Cold chain, typed since"],
      ["Too cheap?", "It costs little."],
    ]);
    expect(places).toEqual([
      { blockId: "heading00001", type: "heading", label: "Cold chain" },
      { blockId: "paragraph001", type: "paragraph", label: "We keep it cold." },
      { blockId: "paragraph002", type: "paragraph", label: "It costs little." },
    ]);
  });

  test("whose block is gone comes last and still says what it was about", async () => {
    const { rep, owner, page, room } = team;
    await say(owner, page.id, "Say how", { blockId: "paragraph001" });
    await say(owner, page.id, "Too cheap?", { blockId: "paragraph002" });
    const body = { ...BODY, content: BODY.content.filter(({ attrs }) => attrs.blockId !== "paragraph001") };
    const reply = await saveProposal(rep.scope, { roomId: room.id, pageId: page.id, version: 1, body });
    expect(reply.kind).toBe("saved");
    const { threads } = await loadComments(owner, page.id);
    expect(threads.map(({ quote, isGone }) => [quote, isGone])).toEqual([
      ["It costs little.", false],
      ["We keep it cold.", true],
    ]);
  });

  test("sent twice is stored once and recorded once", async () => {
    const { owner, page } = team;
    const requestKey = newId();
    await say(owner, page.id, "Once", { requestKey });
    await say(owner, page.id, "Once", { requestKey });
    expect(await read(owner, page.id)).toEqual([["Once"]]);
    expect(await typesOf()).toEqual(["proposal.commented"]);
  });

  test("is changed by its author alone", async () => {
    const { owner, mate, chief, page } = team;
    const commentId = await say(owner, page.id, "Frist draft");
    const wish = { pageId: page.id, commentId, body: "First draft" };
    await expect(editComment(mate, wish)).rejects.toEqual(coded("FORBIDDEN"));
    await expect(editComment(chief, wish)).rejects.toEqual(coded("FORBIDDEN"));
    await editComment(owner, wish);
    await editComment(owner, wish);
    const { threads } = await loadComments(mate, page.id);
    expect(threads[0]?.comments).toMatchObject([
      { body: "First draft", isEdited: true, canEdit: false, canDelete: false, authorName: "Aoi Mori" },
    ]);
    expect(await typesOf()).toEqual(["proposal.commented", "proposal.comment_edited"]);
  });

  test("of somebody who has left keeps its author's name", async () => {
    const { owner, mate, page, colleague } = team;
    await say(mate, page.id, "Ask legal");
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, colleague.member.id));
    const { threads } = await loadComments(owner, page.id);
    expect(threads[0]?.comments[0]).toMatchObject({ body: "Ask legal", authorName: "Riku Hara" });
  });

  test("is refused once the page holds as many as it can", async () => {
    const { owner, page } = team;
    const { workspaceId, memberId: authorId } = owner;
    const row = { workspaceId, pageId: page.id, authorId, body: "x", createdAt: new Date() };
    for (let at = 0; at < MAX_COMMENTS; at += 100)
      await db.insert(proposalComments).values(Array.from({ length: 100 }, () => ({ ...row, id: newId() })));
    await expect(say(owner, page.id, "One more")).rejects.toEqual(coded("TOO_LARGE"));
  });
});

describe("an answer", () => {
  test("stands under what it answers, and opens again what was resolved", async () => {
    const { owner, mate, page } = team;
    const key = { pageId: page.id, commentId: await say(owner, page.id, "Too long?") };
    await resolveComment(mate, key);
    await resolveComment(owner, key);
    expect((await loadComments(owner, page.id)).threads[0]).toMatchObject({
      isResolved: true,
      resolvedByName: "Riku Hara",
    });
    await answer(mate, page.id, key.commentId, "Not for them");
    expect((await loadComments(owner, page.id)).threads[0]).toMatchObject({
      isResolved: false,
      resolvedByName: null,
    });
    expect(await read(owner, page.id)).toEqual([["Too long?", "Not for them"]]);
    await resolveComment(mate, key);
    await reopenComment(owner, key);
    await reopenComment(owner, key);
    expect(await typesOf()).toEqual([
      "proposal.commented",
      "proposal.comment_resolved",
      "proposal.comment_replied",
      "proposal.comment_resolved",
      "proposal.comment_reopened",
    ]);
  });

  test("to an answer, to a deleted comment or to one of another page is not taken", async () => {
    const { rep, owner, page, room } = team;
    const root = await say(owner, page.id, "Here");
    const reply = await answer(owner, page.id, root, "Mine");
    await expect(answer(owner, page.id, reply, "Deeper")).rejects.toEqual(coded("NOT_FOUND"));
    const other = await makePage(rep.scope, { roomId: room.id, kind: "proposal" });
    await expect(answer(owner, other.id, root, "Elsewhere")).rejects.toEqual(coded("NOT_FOUND"));
    const gone = await say(owner, page.id, "Gone");
    await deleteComment(owner, { pageId: page.id, commentId: gone });
    await expect(answer(owner, page.id, gone, "Late")).rejects.toEqual(coded("CONFLICT"));
  });
});

describe("deleting", () => {
  test("is for the author, managers and admins; others see neither words nor place", async () => {
    const { owner, mate, chief, page } = team;
    const first = { pageId: page.id, commentId: await say(owner, page.id, "Mine") };
    const second = { pageId: page.id, commentId: await say(mate, page.id, "Theirs") };
    await expect(deleteComment(mate, first)).rejects.toEqual(coded("FORBIDDEN"));
    await deleteComment(owner, first);
    await deleteComment(chief, second);
    await deleteComment(chief, second);
    expect(await read(owner, page.id)).toEqual([["(deleted)"]]);
    expect(await read(mate, page.id)).toEqual([]);
    await expect(editComment(mate, { ...second, body: "Back" })).rejects.toEqual(coded("CONFLICT"));
    expect((await typesOf()).filter((type) => type.endsWith("deleted"))).toHaveLength(2);
  });

  test("leaves the place of a comment that has answers", async () => {
    const { owner, mate, page } = team;
    const commentId = await say(owner, page.id, "Question");
    await answer(mate, page.id, commentId, "Answer");
    await deleteComment(owner, { pageId: page.id, commentId });
    expect(await read(mate, page.id)).toEqual([["(deleted)", "Answer"]]);
  });

  test("can be undone for a day, by who did it", async () => {
    const { owner, mate, chief, page } = team;
    const key = { pageId: page.id, commentId: await say(mate, page.id, "Keep this") };
    await deleteComment(chief, key);
    await expect(restoreComment(mate, key)).rejects.toEqual(coded("FORBIDDEN"));
    await restoreComment(chief, key);
    await restoreComment(chief, key);
    expect(await read(owner, page.id)).toEqual([["Keep this"]]);
    await deleteComment(mate, key);
    setClock(() => Date.now() + 25 * 3_600_000);
    expect(await read(mate, page.id)).toEqual([]);
    await expect(restoreComment(mate, key)).rejects.toEqual(coded("CONFLICT"));
  });

  test("the room takes its comments along", async () => {
    const { owner, page, room } = team;
    await say(owner, page.id, "Gone soon");
    await db.delete(rooms).where(eq(rooms.id, room.id));
    expect(await db.$count(proposalComments, eq(proposalComments.pageId, page.id))).toBe(0);
  });
});

describe("who may", () => {
  test("another workspace finds nothing, nor does a page of another kind or room", async () => {
    const { rep, owner, stranger, page, room } = team;
    await say(owner, page.id, "Secret");
    await expect(memberInRoom(stranger.scope, room.id)).rejects.toEqual(coded("NOT_FOUND"));
    const other = await makeRoom(rep.scope);
    const elsewhere = await memberInRoom(rep.scope, other.id);
    await expect(loadComments(elsewhere, page.id)).rejects.toEqual(coded("NOT_FOUND"));
    await expect(say(elsewhere, page.id, "x")).rejects.toEqual(coded("NOT_FOUND"));
    const document = await makePage(rep.scope, { roomId: room.id });
    await expect(say(owner, document.id, "x")).rejects.toEqual(coded("NOT_FOUND"));
  });

  test("a removed page and an archived room are read, not written", async () => {
    const { rep, owner, mate, page, room } = team;
    const key = { pageId: page.id, commentId: await say(mate, page.id, "Before") };
    await archivePage(rep.scope, { roomId: room.id, pageId: page.id });
    expect((await loadComments(mate, page.id)).canWrite).toBe(false);
    await expect(say(mate, page.id, "After")).rejects.toEqual(coded("FORBIDDEN"));
    await db.update(pages).set({ archivedAt: null }).where(eq(pages.id, page.id));
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, room.id));
    // Proven before the room was archived: the room itself is asked again.
    await expect(deleteComment(mate, key)).rejects.toEqual(coded("FORBIDDEN"));
    await expect(
      replyToComment(owner, { pageId: page.id, parentId: key.commentId, body: "x", requestKey: newId() }),
    ).rejects.toEqual(coded("FORBIDDEN"));
    expect(await read(owner, page.id)).toEqual([["Before"]]);
  });
});

test("versions come and go without touching what was said", async () => {
  const { rep, owner, page, room } = team;
  await say(owner, page.id, "Say how", { blockId: "paragraph001" });
  const key = { roomId: room.id, pageId: page.id };
  const outcome = await publishProposal(rep.scope, { ...key, draft: 1, note: null });
  if (outcome.kind !== "published") throw new Error(outcome.kind);
  const body = { type: "doc" as const, content: BODY.content.slice(0, 1) };
  await saveProposal(rep.scope, { ...key, version: 1, body });
  expect((await loadComments(owner, page.id)).threads[0]?.isGone).toBe(true);
  await restoreVersion(rep.scope, { ...key, versionId: outcome.versionId, requestKey: newId() });
  expect((await loadComments(owner, page.id)).threads[0]?.isGone).toBe(false);
  const [stored] = await db.select().from(proposals).where(eq(proposals.pageId, page.id));
  expect(JSON.stringify(stored)).not.toContain("Say how");
});

test("members with the room open hear that something was said, and buyers nothing", async () => {
  const { owner, page, room } = team;
  const heard: [string, LiveMessage][] = [];
  const stop = subscribe("*", (message, topic) => heard.push([topic, message]));
  await say(owner, page.id, "Listen");
  stop();
  expect(heard).toEqual([[`room:${room.id}`, { type: "proposal-comments", pageId: page.id }]]);
});
