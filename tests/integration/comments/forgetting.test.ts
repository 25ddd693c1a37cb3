import { db } from "@db/client";
import { jobs } from "@db/schema/instance";
import { proposalComments } from "@db/schema/proposals";
import { eq, like } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadComments } from "~/features/rooms/proposals/comments/data.server";
import {
  forgetDeletedComments,
  scheduleCommentSweep,
  sweepComments,
} from "~/features/rooms/proposals/comments/jobs.server";
import { deleteComment, restoreComment } from "~/features/rooms/proposals/comments/mutations.server";
import { MAX_COMMENTS } from "~/features/rooms/proposals/comments/utils";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { answer, openTeam, read, say, type Team } from "./support";

useDatabase();
let team: Team;
beforeEach(async () => {
  team = await openTeam();
});
afterEach(() => setClock(() => Date.now()));

const HOUR_MS = 3_600_000;
const atHour = (hours: number) => setClock(() => Date.now() + hours * HOUR_MS);
const remove = (commentId: string) => deleteComment(team.owner, { pageId: team.page.id, commentId });
const stored = async () => {
  const rows = await db.select().from(proposalComments).where(eq(proposalComments.pageId, team.page.id));
  return rows.map(({ body, quote }) => [body, quote]).sort();
};

/** So many of the owner's, written before all others. */
async function fill(count: number, deletedAt: Date | null = null): Promise<void> {
  const { workspaceId, memberId } = team.owner;
  const row = { workspaceId, pageId: team.page.id, authorId: memberId, body: "x" };
  const given = { ...row, createdAt: new Date(0), deletedAt, deletedById: deletedAt && memberId };
  for (let at = 0; at < count; at += 100) {
    const length = Math.min(100, count - at);
    await db.insert(proposalComments).values(Array.from({ length }, () => ({ ...given, id: newId() })));
  }
}

test("a deleted comment's words go after a day, and the comment with them", async () => {
  const { owner, page } = team;
  await say(owner, page.id, "Stays");
  await remove(await say(owner, page.id, "Goes", { blockId: "paragraph001" }));
  atHour(23);
  await forgetDeletedComments();
  expect((await stored()).map(([body]) => body)).toEqual(["Goes", "Stays"]);
  atHour(25);
  await forgetDeletedComments();
  expect(await stored()).toEqual([["Stays", null]]);
});

test("above answers its place stays, without words, until they are gone too", async () => {
  const { owner, mate, page } = team;
  const root = await say(owner, page.id, "Question", { blockId: "paragraph001", quote: "Quoted" });
  const reply = await answer(mate, page.id, root, "Answer");
  const slip = await answer(owner, page.id, root, "Slip");
  await remove(root);
  await remove(slip);
  atHour(25);
  await forgetDeletedComments();
  expect(await stored()).toEqual([
    ["", null],
    ["Answer", null],
  ]);
  expect(await read(owner, page.id)).toEqual([["(deleted)", "Answer"]]);
  const key = { pageId: page.id, commentId: reply };
  await deleteComment(mate, key);
  atHour(26);
  await forgetDeletedComments();
  await restoreComment(mate, key);
  expect(await read(owner, page.id)).toEqual([["(deleted)", "Answer"]]);
  await deleteComment(mate, key);
  atHour(52);
  await forgetDeletedComments();
  await forgetDeletedComments();
  expect(await stored()).toEqual([]);
});

test("what was deleted takes no place of a new one", async () => {
  const { owner, page } = team;
  await fill(MAX_COMMENTS, new Date());
  await say(owner, page.id, "Room enough");
  expect((await read(owner, page.id)).at(-1)).toEqual(["Room enough"]);
});

test("in a page that is full of comments the newest is read like the oldest", async () => {
  const { owner, mate, page } = team;
  const first = await say(owner, page.id, "First");
  await fill(MAX_COMMENTS - 3);
  const gone = await say(mate, page.id, "Gone");
  await answer(mate, page.id, first, "To the first");
  await deleteComment(mate, { pageId: page.id, commentId: gone });
  await say(owner, page.id, "Last");
  const threads = await read(mate, page.id);
  expect(threads.at(-1)).toEqual(["Last"]);
  expect(threads).toContainEqual(["First", "To the first"]);
  await expect(restoreComment(mate, { pageId: page.id, commentId: gone })).rejects.toMatchObject({
    code: "TOO_LARGE",
  });
  expect((await loadComments(owner, page.id)).threads.flatMap(({ comments }) => comments)).toHaveLength(
    MAX_COMMENTS,
  );
});

test("it is done once a day, and arranged for the next", async () => {
  await scheduleCommentSweep();
  await scheduleCommentSweep();
  await sweepComments.run({ day: "2026-03-02" }, { jobId: "", attempt: 1 });
  const planned = await db.select().from(jobs).where(like(jobs.kind, sweepComments.kind));
  expect(planned).toHaveLength(2);
});
