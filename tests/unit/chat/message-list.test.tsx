// @vitest-environment jsdom
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ChatView } from "~/features/rooms/chat/load.server";
import {
  all,
  click,
  isThere,
  LANGUAGES,
  leave,
  named,
  one,
  submit,
  text,
  type,
  until,
} from "../components/support";
import { items, show } from "./stage";
import {
  type Asked,
  agree,
  author,
  DOORS,
  ME,
  MINUTE,
  message,
  NOON,
  nothingNew,
  serve,
  slice,
  thread,
} from "./support";

afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
  window.sessionStorage.clear();
});

const lines = (page: HTMLElement) => all(page, "ol > li:not([id])").map(text);
const posts = (asked: Asked[]) =>
  asked.filter(({ url, method }) => method === "POST" && url === DOORS.messages).map(({ fields }) => fields);

describe("a conversation", () => {
  test("has a line for each day in the reader's own zone", async () => {
    serve(() => nothingNew());
    const lateTokyo = Date.parse("2026-03-10T14:59:00Z");
    const page = await show([
      message(1, { createdMs: lateTokyo }),
      message(2, { createdMs: lateTokyo + 2 * MINUTE }),
      message(3, { createdMs: lateTokyo + 3 * MINUTE }),
    ]);
    expect(lines(page)).toEqual(["Mar 10, 2026", "Mar 11, 2026"]);
    expect(one(page, "#m-m1 time").textContent).toMatch(/23:59/);
  });

  test.each([
    ["en", "New"],
    ["ja", "ここから未読"],
  ] as const)("draws one line before the first unread message, in %s", async (language, words) => {
    serve(() => nothingNew());
    const page = await show([message(1), message(2), message(3)], { over: { lastRead: 1 }, language });
    const all_ = [...one(page, "ol").children].map((row) => row.id || text(row));
    expect(all_.indexOf(words)).toBe(all_.indexOf("m-m2") - 1);
    expect(lines(page).filter((line) => line === words)).toHaveLength(1);
  });

  test("draws none before one's own words, and none for who reads for the first time", async () => {
    serve(() => nothingNew());
    const own = await show([message(1), message(2, { author: ME })], { over: { lastRead: 1 } });
    expect(lines(own)).not.toContain("New");
    expect(lines(await show([message(1)], { over: { lastRead: 0 } }))).not.toContain("New");
  });

  test("names who speaks once in a breath, and anew after a pause, another voice or another subject", async () => {
    serve(() => nothingNew());
    const shown = await show([
      message(1),
      message(2),
      message(3, { createdMs: NOON + 30 * MINUTE }),
      message(4, { createdMs: NOON + 31 * MINUTE, author: ME }),
      message(5, { createdMs: NOON + 32 * MINUTE, author: ME, threadId: "th1" }),
    ]);
    expect(items(shown).map((item) => item.querySelector("time") !== null)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    // Who can't see the gap is told the name all the same.
    expect(text(one(shown, "#m-m2 h2"))).toBe("佐藤 蓮");
  });

  test("marks the selling side by its company, and tells visitors without a name apart", async () => {
    serve(() => nothingNew());
    const stranger = author({ key: "viewer:9", name: null, tag: "X7Z" });
    const page = await show([message(1, { author: ME }), message(2, { author: stranger })]);
    expect(text(one(page, "#m-m1"))).toContain("みなと製作所");
    expect(text(one(page, "#m-m2"))).toContain("Visitor X7Z");
    expect(text(one(page, "#m-m2"))).not.toContain("みなと製作所");
  });

  test.each(LANGUAGES)(
    "without a word invites to one, in %s, in each corner and about a spot",
    async (language) => {
      serve(() => nothingNew());
      const said = async (over: Partial<ChatView>) =>
        text(one(await show([], { over, language }), "[data-chat-scroll]"));
      const spot = { ...thread(), id: null };
      const texts = [await said({}), await said({ corner: "buyers" }), await said({ spot })];
      expect(new Set(texts).size).toBe(3);
      expect(texts[0]).toContain(
        language === "en" ? "Everyone in this room can read it." : "このルームの全員が読めます。",
      );
    },
  );
});

describe("a message", () => {
  test("that was deleted says only that, and has nothing left to do with it", async () => {
    serve(() => nothingNew());
    const gone = message(1, { isDeleted: true, body: "", author: ME });
    const page = await show([gone]);
    expect(text(one(page, "#m-m1"))).toContain("This message was deleted.");
    expect(all(page, "#m-m1 details, #m-m1 form")).toEqual([]);
  });

  test("that was edited says so", async () => {
    serve(() => nothingNew());
    const page = await show([message(1, { editedMs: NOON }), message(2)]);
    expect(items(page).map((item) => text(item).includes("(edited)"))).toEqual([true, false]);
  });

  test("shows reactions with their numbers, mine pressed, and takes mine back at a press", async () => {
    const asked = serve(agree);
    const reactions = [
      { emoji: "👍", count: 2, isMine: true },
      { emoji: "🎉", count: 1, isMine: false },
    ];
    const page = await show([message(1, { reactions })]);
    const buttons = all(page, "#m-m1 ul button");
    expect(
      buttons.map((button) => [button.getAttribute("aria-label"), button.getAttribute("aria-pressed")]),
    ).toEqual([
      ["👍, 2", "true"],
      ["🎉, 1", "false"],
    ]);
    await click("👍, 2");
    await click("🎉, 1");
    expect(posts(asked)).toEqual([
      { intent: "unreact", messageId: "m1", emoji: "👍" },
      { intent: "react", messageId: "m1", emoji: "🎉" },
    ]);
  });

  test("shows pictures and offers every other file by name and size", async () => {
    serve(() => nothingNew());
    const file = { sizeBytes: 2048, fileName: "図面.png", contentType: "image/png", id: "f1" };
    const offer = { ...file, id: "f2", fileName: "見積書.pdf", contentType: "application/pdf" };
    const page = await show([message(1, { attachments: [file, offer] })]);
    expect(one(page, "img[alt='図面.png']").getAttribute("src")).toBe(DOORS.attachment("f1"));
    const link = one<HTMLAnchorElement>(page, "a[download]");
    expect([link.download, link.getAttribute("href")]).toEqual([
      "見積書.pdf",
      `${DOORS.attachment("f2")}?download=1`,
    ]);
  });

  test("about a page leads there and to what else was said about it; about a page that is gone only to the words", async () => {
    serve(() => nothingNew());
    const threads = [thread(), thread({ id: "th2", pageTitle: null })];
    const messages = [message(1, { threadId: "th1" }), message(2, { threadId: "th2" })];
    const page = await show(messages, { over: { slice: slice(messages, { threads }) } });
    expect(all(page, "#m-m1 p a").map((link) => link.getAttribute("href"))).toEqual([
      DOORS.page(thread().pageId, 3),
      DOORS.chat({ thread: "th1" }),
    ]);
    expect(text(one(page, "#m-m1"))).toContain("About Security sheet, page 3");
    expect(text(one(page, "#m-m2"))).toContain("About a page that was removed");
    expect(all(page, "#m-m2 p a")).toHaveLength(1);
  });

  test("is edited and deleted by who wrote it, and by nobody else", async () => {
    serve(() => nothingNew());
    const page = await show([message(1), message(2, { author: ME })]);
    const may = (id: string) => ["Edit", "Delete"].map((name) => isThere(name, one(page, id)));
    expect([may("#m-m1"), may("#m-m2")]).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test("keeps the words of a refused edit and says why; Escape lets it be", async () => {
    serve(({ method }) =>
      method === "POST"
        ? { status: 422, json: { ok: false, errors: { body: "chat:errors.tooLong" } } }
        : nothingNew(),
    );
    const page = await show([message(1, { author: ME, body: "before" })]);
    await click("Edit");
    const field = one<HTMLTextAreaElement>(page, "#m-m1 textarea");
    await type(field, "after");
    await submit(one<HTMLFormElement>(page, "#m-m1 form:has(textarea)"));
    await until(() => text(page).includes("A message can have 10,000 characters."));
    expect(field.value).toBe("after");
    await click(named("Cancel", one(page, "#m-m1")));
    expect(text(one(page, "#m-m1"))).toContain("before");
  });

  test("is taken from the server's answer when an edit worked", async () => {
    const after = message(1, { author: ME, body: "after", changeSeq: 9, editedMs: NOON });
    const asked = serve(({ method }) =>
      method === "POST" ? { json: { ok: true, message: after, thread: null } } : nothingNew(),
    );
    const page = await show([message(1, { author: ME, body: "before" })]);
    await click("Edit");
    await type(one<HTMLTextAreaElement>(page, "#m-m1 textarea"), "after");
    await submit(one<HTMLFormElement>(page, "#m-m1 form:has(textarea)"));
    await until(() => text(one(page, "#m-m1")).includes("after(edited)"));
    expect(posts(asked)).toContainEqual({ intent: "edit", messageId: "m1", body: "after" });
  });

  test("that is deleted is offered back only once it is gone", async () => {
    const asked = serve(agree);
    let undo: (() => void) | null = null;
    await show([message(1, { author: ME })], {
      onDeleted: (given) => {
        undo = given;
      },
    });
    await click("Delete");
    await until(() => undo !== null);
    undo && (undo as () => void)();
    await until(() => posts(asked).length === 2);
    expect(posts(asked).map(({ intent }) => intent)).toEqual(["delete", "restore"]);
    serve(() => "offline");
    undo = null;
    await show([message(1, { author: ME })], {
      onDeleted: (given) => {
        undo = given;
      },
    });
    await click("Delete");
    expect(undo).toBeNull();
  });

  test("offers nothing at all in a preview or an archived room", async () => {
    serve(() => nothingNew());
    const reactions = [{ emoji: "👍", count: 1, isMine: false }];
    const page = await show([message(1, { author: ME, reactions })], { over: { canWrite: false } });
    expect(all(page, "textarea, details")).toEqual([]);
    expect(all<HTMLButtonElement>(page, "button").every(({ disabled }) => disabled)).toBe(true);
  });
});
