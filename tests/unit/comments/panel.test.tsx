// @vitest-environment jsdom
import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CommentPanel } from "~/features/rooms/proposals/comments/components/comment-panel";
import type {
  CommentFace,
  CommentReply,
  CommentsView,
  CommentThread,
  Spot,
} from "~/features/rooms/proposals/comments/schema";
import { editor, spots } from "../components/proposal-desk";
import {
  all,
  click,
  isThere,
  leave,
  named,
  one,
  open,
  submit,
  text,
  textsOf,
  type,
  until,
} from "../components/support";

/** The live line of the page: what it was opened for, and a way to say something on it. */
let say: (data: object) => void = () => {};
/** What the panel sent, and what it is answered: the first of these that is left, the last one for ever. */
const posted: { url: string; form: Record<string, string> }[] = [];
let fetched = 0;
let answers: (() => Response)[] = [];
const answer =
  (value: unknown, status = 200) =>
  () =>
    new Response(JSON.stringify(value), { status });
const offline = () => {
  throw new TypeError("Failed to fetch");
};
beforeEach(() => {
  sessionStorage.clear();
  posted.length = 0;
  fetched = 0;
  answers = [];
  vi.stubGlobal("fetch", async (url: string, { method, body }: RequestInit = {}) => {
    if (method === "POST") posted.push({ url, form: Object.fromEntries(body as URLSearchParams) });
    else fetched++;
    const give = answers.length > 1 ? answers.shift() : answers[0];
    if (!give) throw new Error("nothing is to be asked");
    return give();
  });
  vi.stubGlobal(
    "EventSource",
    class {
      addEventListener(name: string, listener: (event: { data: string }) => void) {
        if (name === "change") say = (data) => listener({ data: JSON.stringify(data) });
      }
      close() {}
    },
  );
  Object.assign(Element.prototype, { scrollIntoView: vi.fn() });
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
});
afterEach(async () => {
  await leave();
  vi.unstubAllGlobals();
});

const face = (id: string, body: string, over: Partial<CommentFace> = {}): CommentFace => ({
  id,
  body,
  authorName: "Aoi Mori",
  createdMs: Date.UTC(2026, 2, 2),
  isEdited: false,
  isDeleted: false,
  canEdit: false,
  canDelete: false,
  canRestore: false,
  ...over,
});
const thread = (id: string, over: Partial<CommentThread> = {}): CommentThread => ({
  id,
  blockId: "",
  quote: null,
  isGone: false,
  isResolved: false,
  resolvedByName: null,
  comments: [face(id, `Words of ${id}`)],
  requestKey: `key-${id}`,
  ...over,
});
const viewOf = (threads: CommentThread[], over: Partial<CommentsView> = {}): CommentsView => ({
  roomId: "r1",
  pageId: "p1",
  threads,
  places: [{ blockId: "paragraph001", type: "paragraph", label: "We keep it cold." }],
  canWrite: true,
  requestKey: "key",
  ...over,
});
const replied = (view: CommentsView, over: Partial<CommentReply> = {}): CommentReply => ({
  isDone: true,
  errors: {},
  values: {},
  view,
  ...over,
});
const composer = (page: HTMLElement): HTMLFormElement => {
  const form = one(page, "select").closest("form");
  if (!form) throw new Error("there is no form for a new comment");
  return form;
};

describe("the panel", () => {
  test("counts what is open in its heading, and keeps apart what is resolved", async () => {
    const settled = thread("settled", { isResolved: true, resolvedByName: "Riku Hara" });
    const { page } = await open(<CommentPanel view={viewOf([thread("one"), thread("two"), settled])} />);
    expect(text(one(page, "h2"))).toBe("Comments 22 open comments");
    expect(text(named("1 resolved", page).parentElement)).toContain("Resolved by Riku Hara");
    expect(isThere("Open again", page)).toBe(true);
  });

  test("says in Japanese that buyers never see it", async () => {
    const { page } = await open(<CommentPanel view={viewOf([])} />, { language: "ja" });
    expect(text(page)).toContain("お客様には表示されません");
    expect(text(page)).toContain("未解決のコメントはありません。");
  });

  test("shows the block of a comment in the text, and marks both; once more takes the mark away", async () => {
    const on = thread("on", { blockId: "paragraph001", quote: "We keep it cold." });
    const { page } = await open(
      <>
        <div className="prose">
          <p data-block="paragraph001">We keep it cold.</p>
        </div>
        <CommentPanel view={viewOf([on])} />
      </>,
    );
    const link = named<HTMLAnchorElement>("“We keep it cold.”", page);
    expect(link.getAttribute("href")).toBe("/rooms/r1/pages/p1#b-paragraph001");
    await click(link);
    expect(Element.prototype.scrollIntoView).toHaveBeenCalled();
    expect(link.getAttribute("aria-current")).toBe("true");
    await click(link);
    expect(link.getAttribute("aria-current")).toBeNull();
  });

  test("says what a comment was about whose block is gone, but not of one that was only just written", async () => {
    const gone = thread("gone", { blockId: "paragraph009", quote: "An old line", isGone: true });
    const fresh = thread("fresh", { blockId: "paragraph001", quote: "A new line", isGone: true });
    const { page } = await open(
      <>
        <div className="prose">
          <p data-block="paragraph001">A new line</p>
        </div>
        <CommentPanel view={viewOf([gone, fresh])} />
      </>,
    );
    expect(textsOf(page, "q")).toEqual(["“An old line”"]);
    expect(isThere("“A new line”", page)).toBe(true);
  });

  test("rests without forms where nobody may write", async () => {
    const { page } = await open(<CommentPanel view={viewOf([thread("one")], { canWrite: false })} />);
    expect(all(page, "form")).toEqual([]);
    expect(text(page)).toContain("comments can be read only");
  });

  test("stays folded for the tab once somebody folded it", async () => {
    const first = await open(<CommentPanel view={viewOf([])} />);
    const details = one<HTMLDetailsElement>(first.page, "#comments > details");
    await act(async () => {
      details.open = false;
      details.dispatchEvent(new Event("toggle"));
    });
    const second = await open(<CommentPanel view={viewOf([])} />);
    expect(one<HTMLDetailsElement>(second.page, "#comments > details").open).toBe(false);
  });
});

describe("a comment", () => {
  test("is sent to the comments' own address with its block, and its field is free again", async () => {
    answers = [answer(replied(viewOf([thread("new")])))];
    const { page } = await open(<CommentPanel view={viewOf([])} />);
    const area = one<HTMLTextAreaElement>(page, "textarea");
    await type(area, "How cold?");
    await submit(composer(page));
    await until(() => text(page).includes("Words of new"));
    expect(posted).toEqual([
      {
        url: "/rooms/r1/pages/p1/comments.json",
        form: {
          intent: "comment",
          requestKey: "key",
          quote: "",
          blockId: "",
          body: "How cold?",
        },
      },
    ]);
    expect(area.value).toBe("");
  });

  test("that is refused keeps its words and says why at the field", async () => {
    answers = [answer(replied(viewOf([]), { isDone: false, errors: { body: "too_long" } }), 422)];
    const { page } = await open(<CommentPanel view={viewOf([])} />);
    const area = one<HTMLTextAreaElement>(page, "textarea");
    await type(area, "Very long");
    await submit(composer(page));
    await until(() => area.getAttribute("aria-invalid") === "true");
    expect(area.value).toBe("Very long");
    expect(text(page)).toContain("Please shorten this text.");
  });

  test.each<[string, () => Response]>([
    ["without a connection", offline],
    ["to a room that is gone", answer({ error: "NOT_FOUND" }, 404)],
    ["to a server that is being replaced", () => new Response("<html>Bad gateway</html>", { status: 502 })],
    ["to a server that has no time", answer({ error: "UNAVAILABLE" }, 503)],
  ])(
    "sent %s leaves the page as it is, keeps its words and says so; sent again it has the same key",
    async (_to, fails) => {
      answers = [
        fails,
        answer(viewOf([], { requestKey: "another" })),
        answer(replied(viewOf([thread("new")]))),
      ];
      const { page } = await open(
        <>
          <p>Half written</p>
          <CommentPanel view={viewOf([])} />
        </>,
      );
      const area = one<HTMLTextAreaElement>(page, "textarea");
      await type(area, "How cold?");
      await submit(composer(page));
      await until(() => textsOf(page, "[role=alert]").length > 0);
      expect(textsOf(page, "[role=alert]")).toEqual(["This could not be sent. Please try again."]);
      expect(text(page)).toContain("Half written");
      expect(area.value).toBe("How cold?");
      await act(async () => say({ type: "proposal-comments", pageId: "p1" }));
      await until(() => one<HTMLInputElement>(page, "input[name=requestKey]").value === "another");
      await submit(composer(page));
      await until(() => text(page).includes("Words of new"));
      expect(posted.map(({ form }) => form.requestKey)).toEqual(["key", "key"]);
      expect(area.value).toBe("");
      expect(all(page, "[role=alert]")).toEqual([]);
    },
  );

  test("that could not be deleted stays and says so", async () => {
    answers = [offline];
    const own = thread("own", { comments: [face("own", "Mine", { canDelete: true })] });
    const { page } = await open(<CommentPanel view={viewOf([own])} />, { language: "ja" });
    await click(named("削除", page));
    await until(() => textsOf(page, "[role=alert]").length > 0);
    expect(textsOf(page, "[role=alert]")).toEqual(["送信できませんでした。もう一度お試しください。"]);
    expect(text(page)).toContain("Mine");
  });

  test("begun on a block of the text is about that block, and keeps its words", async () => {
    const spot: Spot = {
      blockId: "paragraph777",
      type: "paragraph",
      label: "Just typed",
      quote: "Just typed",
    };
    const { page } = await open(<CommentPanel view={viewOf([])} spot={spot} />);
    expect(one<HTMLSelectElement>(page, "select").value).toBe("paragraph777");
    expect(one<HTMLInputElement>(page, "input[name=quote]").value).toBe("Just typed");
    expect(document.activeElement).toBe(one(page, "textarea"));
  });

  test("of one's own can be changed and deleted, and brought back", async () => {
    const own = thread("own", { comments: [face("own", "Mine", { canEdit: true, canDelete: true })] });
    const back = thread("own", { comments: [face("own", "", { isDeleted: true, canRestore: true })] });
    answers = [answer(replied(viewOf([back])))];
    const { page } = await open(<CommentPanel view={viewOf([own])} />);
    expect(isThere("Edit", page)).toBe(true);
    await click(named("Delete", page));
    await until(() => isThere("Undo", page));
    expect(text(one(page, "h2"))).toBe("Comments");
    expect(isThere("Resolve", page)).toBe(false);
    expect(posted[0]?.form).toMatchObject({ intent: "delete", commentId: "own" });
    await click(named("Undo", page));
    await until(() => posted.length === 2);
    expect(posted[1]?.form).toMatchObject({ intent: "restore", commentId: "own" });
  });

  test("that went while it was being answered leaves the answer's words in the field for a new one", async () => {
    answers = [answer(viewOf([]))];
    const { page } = await open(<CommentPanel view={viewOf([thread("going")])} />);
    const [area] = all<HTMLTextAreaElement>(page, "textarea");
    if (!area) throw new Error("there is no field for an answer");
    await type(area, "Long thoughts");
    await act(async () => say({ type: "proposal-comments", pageId: "p1" }));
    await until(() => !text(page).includes("Words of going"));
    await until(() => one<HTMLTextAreaElement>(page, "textarea").value === "Long thoughts");
    expect(text(page)).toContain("This comment was deleted meanwhile.");
  });
});

describe("what others say", () => {
  test("appears by itself and is read out", async () => {
    const news = thread("news", { comments: [face("news", "Look", { authorName: "Riku Hara" })] });
    answers = [answer(viewOf([news]))];
    const { page } = await open(<CommentPanel view={viewOf([])} />);
    await act(async () => say({ type: "proposal-comments", pageId: "p1" }));
    await until(() => text(page).includes("Look"));
    expect(text(one(page, "#comments [role=status]"))).toBe("New comment by Riku Hara");
  });

  test("is asked for again some seconds after the server could not answer, and nothing is said of it", async () => {
    answers = [() => new Response("Bad gateway", { status: 502 }), answer(viewOf([thread("late")]))];
    const { page } = await open(<CommentPanel view={viewOf([])} />);
    await act(async () => say({ type: "proposal-comments", pageId: "p1" }));
    await until(() => fetched === 1);
    expect(text(page)).toContain("No open comments.");
    expect(all(page, "[role=alert]")).toEqual([]);
    await until(() => text(page).includes("Words of late"), 7_000);
  }, 12_000);

  test("is not asked for again where the page is gone, until there is news", async () => {
    answers = [answer({}, 404), answer(viewOf([thread("back")]))];
    const { page } = await open(<CommentPanel view={viewOf([thread("old")])} />);
    await act(async () => say({ type: "proposal-comments", pageId: "p1" }));
    await until(() => fetched === 1);
    expect(text(page)).toContain("Words of old");
    await act(async () => say({ type: "proposal-comments", pageId: "p1" }));
    await until(() => text(page).includes("Words of back"));
  });

  test("on another page, or about something else in the room, fetches nothing", async () => {
    await open(<CommentPanel view={viewOf([])} />);
    await act(async () => {
      say({ type: "proposal-comments", pageId: "p2" });
      say({ type: "room" });
      await new Promise((resolve) => setTimeout(resolve, 400));
    });
    expect(fetched).toBe(0);
  });
});

test("where no script ran, a refused answer stands in its own form, or with its comment gone in the one below", async () => {
  const values = { intent: "reply", parentId: "one", body: "My answer" };
  const refused = replied(viewOf([]), { isDone: false, errors: { body: "too_long" }, values });
  const own = await open(<CommentPanel view={viewOf([thread("one")])} refused={refused} />);
  expect(all<HTMLTextAreaElement>(own.page, "textarea").map(({ value }) => value)).toEqual(["My answer", ""]);
  const gone = await open(<CommentPanel view={viewOf([])} refused={refused} />);
  expect(one<HTMLTextAreaElement>(gone.page, "textarea").value).toBe("My answer");
  const resting = await open(<CommentPanel view={viewOf([], { canWrite: false })} refused={refused} />);
  expect(text(resting.page)).toContain("My answer");
});

test("the menu of a block in the editor begins a comment on it, with its words as they stand", async () => {
  const item = (words: string) => ({
    type: "listItem",
    content: [{ type: "paragraph", content: [{ type: "text", text: words }] }],
  });
  const list = {
    type: "bulletList",
    attrs: { blockId: "list00000001" },
    content: [item("Cold"), item("Fast")],
  };
  const none = { length: 0, item: () => null, [Symbol.iterator]: function* () {} };
  Object.assign(Range.prototype, { getClientRects: () => none, getBoundingClientRect: () => new DOMRect() });
  spots.length = 0;
  const { page } = await open(editor({ type: "doc", content: [list] }));
  await until(() => page.querySelector("[role=textbox]"));
  const trigger = named("Block at the cursor");
  await act(async () =>
    trigger.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true })),
  );
  await until(() => isThere("Comment for the team"));
  await click("Comment for the team");
  expect(spots).toEqual([
    { blockId: "list00000001", type: "bulletList", label: "Cold Fast", quote: "Cold Fast" },
  ]);
});
