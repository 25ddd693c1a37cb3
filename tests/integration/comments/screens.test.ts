import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { deleteComment } from "~/features/rooms/proposals/comments/mutations.server";
import { MAX_COMMENT_CHARS } from "~/features/rooms/proposals/comments/utils";
import { newId } from "~/platform/ids";
import { DISGUISED, en, expectRefused, fill, IMG, ja, UNDISGUISED, useScreens } from "../screens/support";
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

  test("of the panel itself is answered with how things stand now", async () => {
    const { rep, path } = team;
    const sent = await screens.post(path, { ...begin("From the panel"), via: "panel" }, rep);
    expect([sent.status, sent.location]).toEqual([200, null]);
    expect(sent.text).toContain("From the panel");
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
