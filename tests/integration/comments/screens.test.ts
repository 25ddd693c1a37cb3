import { db } from "@db/client";
import { proposalComments } from "@db/schema/proposals";
import { rooms } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { forgetDeletedComments } from "~/features/rooms/proposals/comments/jobs.server";
import { deleteComment } from "~/features/rooms/proposals/comments/mutations.server";
import type { CommentReply, CommentThread } from "~/features/rooms/proposals/comments/schema";
import { MAX_COMMENT_CHARS } from "~/features/rooms/proposals/comments/utils";
import { newId } from "~/platform/ids";
import {
  type Asking,
  DISGUISED,
  en,
  expectRefused,
  fill,
  IMG,
  ja,
  UNDISGUISED,
  useScreens,
} from "../screens/support";
import { answer, openTeam, read, say, type Team } from "./support";

const screens = useScreens();
const texts = en.comments;
let team: Team;
beforeEach(async () => {
  team = await openTeam();
});

const begin = (body: string, more: Record<string, string> = {}) => ({
  intent: "comment",
  requestKey: newId(),
  blockId: "",
  quote: "",
  body,
  ...more,
});

/** As the panel's script sends it. */
async function post(address: string, form: Record<string, string>, person: Asking) {
  const init = { method: "POST", body: new URLSearchParams(form).toString() };
  const response = await screens.raw(address, init, person);
  const reply: CommentReply = await response.json();
  return { status: response.status, reply };
}

describe("beside the proposal", () => {
  test("the team reads its open comments with their count, and the resolved ones apart", async () => {
    const { rep, mate, page, pagePath } = team;
    const first = await say(mate, page.id, `Too cheap ${IMG}`, { blockId: "paragraph002" });
    await answer(mate, page.id, first, "Or not");
    const screen = await screens.get(pagePath, rep);
    const panel = screen.document.querySelector("#comments");
    expect(panel?.querySelector("h2")?.textContent).toContain(texts.title);
    expect(panel?.textContent).toContain(fill(texts.open_one, { count: 1 }));
    expect(panel?.textContent).toContain(`Too cheap ${IMG}`);
    expect(panel?.textContent).toContain("Riku Hara");
    expect(panel?.querySelector(`a[href="${pagePath}#b-paragraph002"]`)?.textContent).toContain(
      "It costs little.",
    );
    expect(screen.document.querySelector("#b-paragraph002")).not.toBeNull();
    expect(screen.has("img[onerror]")).toBe(false);
    const japanese = await screens.get(pagePath, { ...rep, language: "ja" });
    expect(japanese.text).toContain(ja.comments.own);
  });

  test("a colleague who may only read the text may still comment on a part of it", async () => {
    const { colleague, owner, page, path, pagePath } = team;
    const screen = await screens.get(pagePath, colleague);
    const options = [...screen.document.querySelectorAll("#comments option")].map(
      (option) => option.textContent,
    );
    expect(options).toEqual([texts.wholePage, "Cold chain", "We keep it cold.", "It costs little."]);
    const sent = await screens.post(path, begin("How cold?", { blockId: "paragraph001" }), colleague);
    expect([sent.status, sent.location]).toEqual([303, `${pagePath}#comments`]);
    expect(await read(owner, page.id)).toEqual([["How cold?"]]);
  });
});

describe("a form", () => {
  test.each([
    ["nothing", "", "required"],
    ["nothing to be seen", " \u200b\n", "required"],
    ["too much", "長".repeat(MAX_COMMENT_CHARS + 1), "too_long"],
  ] as const)("with %s in it is refused at the field, with what was typed", async (_what, body, error) => {
    const { rep, owner, page, path } = team;
    const screen = await screens.post(path, begin(body, { blockId: "paragraph001" }), rep);
    expectRefused(screen, "body", en.validation[error]);
    expect(screen.field("body").value.length).toBe(body.length);
    expect(screen.document.querySelector<HTMLOptionElement>("option[selected]")?.value).toBe("paragraph001");
    expect(await read(owner, page.id)).toEqual([]);
  });

  test("takes marks that would turn the text around out of it", async () => {
    const { rep, owner, page, path } = team;
    await screens.post(path, begin(DISGUISED, { blockId: "paragraph001", quote: DISGUISED }), rep);
    expect(await read(owner, page.id)).toEqual([[UNDISGUISED]]);
  });

  test("that names no block of ours, no key or another field is refused", async () => {
    const { rep, owner, page, path } = team;
    for (const [name, value] of [
      ["blockId", "<b>"],
      ["requestKey", "x"],
      ["authorId", "me"],
    ] as const) {
      expect((await screens.post(path, begin("x", { [name]: value }), rep)).status).toBe(422);
    }
    expect(await read(owner, page.id)).toEqual([]);
  });

  test("about a comment that went keeps the words, and says so", async () => {
    const { rep, owner, page, path } = team;
    const commentId = await say(owner, page.id, "Going");
    const reply = { intent: "reply", parentId: commentId, requestKey: newId(), body: "Long thoughts" };
    await deleteComment(owner, { pageId: page.id, commentId });
    const late = await screens.post(path, reply, team.colleague);
    expect([late.status, late.alert]).toEqual([409, texts.errors.gone]);
    expect(late.field("body").value).toBe("Long thoughts");
    const unknown = await screens.post(path, { ...reply, parentId: newId() }, rep);
    expect([unknown.status, unknown.alert]).toEqual([404, texts.errors.gone]);
    expect(unknown.text).toContain("Long thoughts");
  });

  test("that comes after the room was archived changes nothing and keeps the words in sight", async () => {
    const { rep, owner, page, room, path, pagePath } = team;
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, room.id));
    const screen = await screens.post(path, begin("Too late"), rep);
    expect(screen.status).toBe(403);
    expect(screen.text).toContain("Too late");
    expect(await read(owner, page.id)).toEqual([]);
    const resting = await screens.get(pagePath, rep);
    expect(resting.text).toContain(texts.resting);
    expect(resting.has('#comments [name="body"]')).toBe(false);
  });

  test("of the panel's script is answered with how things stand now, refused or not", async () => {
    const { rep, path } = team;
    const sent = await post(`${path}.json`, begin("From the panel"), rep);
    expect([sent.status, sent.reply.isDone]).toEqual([200, true]);
    const refused = await post(`${path}.json`, begin(""), rep);
    expect([refused.status, refused.reply]).toMatchObject([
      422,
      { isDone: false, errors: { body: "required" } },
    ]);
    const read = await screens.raw(`${path}.json`, {}, rep);
    const bodies = (await read.json()).threads.map(({ comments }: CommentThread) => comments[0]?.body);
    expect(bodies).toEqual(["From the panel"]);
    expect((await screens.raw(`${path}.json`, {}, {})).status).toBe(401);
  });

  test("that is somebody else's to change says so, and not that the room rests", async () => {
    const { rep, colleague, owner, page, path } = team;
    const commentId = await say(owner, page.id, "Mine");
    const edit = await screens.post(path, { intent: "edit", commentId, body: "Yours" }, colleague);
    expect([edit.status, edit.alert]).toEqual([403, texts.errors.notYours]);
    expect(edit.text).toContain("Yours");
    // As a manager's panel still offers it whose role was lowered meanwhile.
    const gone = await post(`${path}.json`, { intent: "delete", commentId }, colleague);
    expect(gone.reply.errors).toEqual({ form: "comments:errors.notYours" });
    await db.update(rooms).set({ archivedAt: new Date() }).where(eq(rooms.id, team.room.id));
    const late = await post(`${path}.json`, { intent: "delete", commentId }, rep);
    expect(late.reply.errors).toEqual({ form: "comments:errors.resting" });
  });

  test("that would bring back a comment after its day says that it is too late, swept away or not", async () => {
    const { rep, owner, page, path } = team;
    const commentId = await say(owner, page.id, "Mine");
    await deleteComment(owner, { pageId: page.id, commentId });
    const deletedAt = new Date(Date.now() - 25 * 3_600_000);
    await db.update(proposalComments).set({ deletedAt }).where(eq(proposalComments.id, commentId));
    const restore = () => post(`${path}.json`, { intent: "restore", commentId }, rep);
    const tooLate = { form: "comments:errors.tooLate" };
    expect(await restore()).toMatchObject({ status: 409, reply: { errors: tooLate } });
    await forgetDeletedComments();
    expect(await restore()).toMatchObject({ status: 404, reply: { errors: tooLate } });
  });

  test("from another workspace finds no page", async () => {
    const { stranger, owner, page, path } = team;
    expect((await screens.post(path, begin("Stolen"), stranger)).status).toBe(404);
    expect((await screens.get(path, stranger)).status).toBe(404);
    expect(await read(owner, page.id)).toEqual([]);
  });
});

test("the page of the comments alone names the proposal and leads back to it", async () => {
  const { rep, owner, page, path, pagePath } = team;
  await say(owner, page.id, "On its own");
  const screen = await screens.get(path, rep);
  expect(screen.heading).toBe(fill(texts.of, { title: "Offer" }));
  expect(screen.title).toContain("Offer · Offer room");
  expect(screen.links()).toContain(pagePath);
  expect(screen.document.querySelectorAll("h1")).toHaveLength(1);
});
