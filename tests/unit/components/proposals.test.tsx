// @vitest-environment jsdom
import { act } from "react";
import { describe, expect, test } from "vitest";
import type { SaveState } from "~/features/rooms/proposals/autosave";
import { SaveIndicator } from "~/features/rooms/proposals/components/save-indicator";
import { calls, json, openEditor, replies, saved, sentText, setUpEditor } from "./proposal-desk";
import { all, click, isThere, leave, named, one, open, submit, text, textsOf, type, until } from "./support";

setUpEditor();

test.each([
  [{ kind: "saved" }, "Saved", "保存"],
  [{ kind: "unsaved" }, "Not saved yet", "保存"],
  [{ kind: "saving" }, "Saving…", "保存"],
  [{ kind: "offline" }, "Not saved: no connection. We try again by ourselves.", "接続"],
  [{ kind: "refused", reason: "too_large" }, "Not saved: the proposal is too large.", "上限"],
  [
    { kind: "refused", reason: "invalid" },
    "Not saved: the text contains something a proposal can't hold.",
    "保存",
  ],
  [{ kind: "conflict", version: 2, editorName: null, body: null }, "Not saved yet", "保存"],
] satisfies [SaveState, string, string][])(
  "the state %j is said aloud as %j",
  async (state, english, japanese) => {
    const { page } = await open(<SaveIndicator state={state} />);
    expect(text(one(page, "output"))).toBe(english);
    const other = await open(<SaveIndicator state={state} />, { language: "ja" });
    expect(text(one(other.page, "output"))).toContain(japanese);
  },
);

describe("the editor", () => {
  test("shows the stored text in a named box and saves nothing by being opened", async () => {
    const { box, state } = await openEditor();
    expect(text(box)).toBe("Dear Ren");
    expect(box.getAttribute("aria-label")).toBe("Proposal");
    expect(state()).toBe("Saved");
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(calls).toEqual([]);
  });

  test.each([null, "text", 7])("begins empty where the stored text is %j", async (body) => {
    const { box } = await openEditor(body);
    expect(text(box)).toBe("");
  });

  test("waits for words where there are none, and leaves the focus where it was where there are", async () => {
    const empty = await openEditor(null);
    await until(() => document.activeElement === empty.box);
    const { box } = await openEditor();
    await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(document.activeElement).not.toBe(box);
    expect(calls).toEqual([]);
  });

  test("a heading is made by its button, which then shows as pressed, and is saved with the version it began from", async () => {
    const { page, box, state } = await openEditor();
    await click("Heading 2");
    expect(text(one(box, "h2"))).toBe("Dear Ren");
    expect(named("Heading 2", page).getAttribute("aria-pressed")).toBe("true");
    expect(state()).toBe("Not saved yet");
    await until(() => state() === "Saved");
    expect(calls).toHaveLength(1);
    expect(calls[0]?.body).toMatchObject({ version: 1 });
    expect(sentText(0)).toContain('"type":"heading"');
  });

  test("undo takes a step back, and can't before there is one", async () => {
    const { box } = await openEditor();
    expect(named("Undo").disabled).toBe(true);
    await click("Bulleted list");
    expect(all(box, "ul li")).toHaveLength(1);
    await click("Undo");
    expect(all(box, "ul")).toEqual([]);
    expect(named("Redo").disabled).toBe(false);
  });

  test("tools for tables are there only while the cursor is in one", async () => {
    const { box } = await openEditor();
    expect(isThere("Add row")).toBe(false);
    await click("Table");
    expect([all(box, "tr").length, all(box, "th").length, named("Table").disabled]).toEqual([3, 3, true]);
    await click("Add row");
    await click("Add column");
    expect([all(box, "tr").length, all(box, "th").length]).toEqual([4, 4]);
    await click("Delete column");
    await click("Delete row");
    expect([all(box, "tr").length, all(box, "tr:last-child > *").length]).toEqual([3, 3]);
    await click("Delete table");
    expect(all(box, "table")).toEqual([]);
    expect(isThere("Add row")).toBe(false);
  });

  test("a second save carries the version that the first one came to", async () => {
    replies.push(saved(5), saved(6));
    const { state } = await openEditor();
    await click("Quote");
    await until(() => state() === "Saved");
    await click("Quote");
    await until(() => calls.length === 2 && state() === "Saved");
    expect(calls[1]?.body).toMatchObject({ version: 5 });
  });

  test("leaving sends what waits at once", async () => {
    await openEditor();
    await click("Quote");
    expect(calls).toEqual([]);
    await leave();
    expect(sentText(0)).toContain("blockquote");
  });

  test("a broken line is told, and coming back online sends what waited", async () => {
    replies.push(new TypeError("no line"));
    const { state } = await openEditor();
    await click("Quote");
    await until(() => state().startsWith("Not saved: no connection"));
    await act(async () => void window.dispatchEvent(new Event("online")));
    await until(() => state() === "Saved");
    expect(sentText(1)).toBe(sentText(0));
  });

  test("unsaved text holds the browser back from closing, saved text does not", async () => {
    const { state } = await openEditor();
    const isAsked = () => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    expect(isAsked()).toBe(false);
    await click("Quote");
    expect(isAsked()).toBe(true);
    await until(() => state() === "Saved");
    expect(isAsked()).toBe(false);
  });

  describe("when somebody else saved first", () => {
    const block = (blockId: string, words: string) => ({
      type: "paragraph",
      attrs: { blockId },
      content: [{ type: "text", text: words }],
    });
    const doc = (...content: unknown[]) => ({ type: "doc", content });
    const begun = doc(block("first0000000", "Dear Ren"), block("second000000", "Prices"));
    const theirs = (...content: unknown[]) => ({
      kind: "conflict",
      version: 9,
      editorName: "森 葵",
      body: doc(...content),
    });
    const clash = async (reply: unknown) => {
      replies.push(json(reply, 409));
      const screen = await openEditor(begun);
      await click("Heading 2");
      await until(() => calls.length > 0);
      return screen;
    };
    const choose = (label: string) =>
      click(named<HTMLInputElement>(label, one(document, "[role=alert] fieldset")));

    test("what each changed elsewhere is brought together without a question", async () => {
      const { page, box, state } = await clash(
        theirs(block("first0000000", "Dear Ren"), block("second000000", "New prices")),
      );
      await until(() => calls.length === 2 && state() === "Saved");
      expect(all(page, "[role=alert]")).toEqual([]);
      expect(textsOf(box, "h2")).toEqual(["Dear Ren"]);
      expect(calls[1]?.body).toMatchObject({ version: 9 });
      expect(sentText(1)).toContain("New prices");
    });

    const sameBlock = () => theirs(block("first0000000", "Dear Aoi"), block("second000000", "Prices"));

    test("both texts of a block that both changed are in sight, and nothing more is sent", async () => {
      const { page, box } = await clash(sameBlock());
      await until(() => page.querySelector("[role=alert]"));
      expect(text(one(page, "[role=alert] h2"))).toBe("森 葵 saved this proposal while you were writing");
      expect(textsOf(page, "[role=alert] pre")).toEqual(["Dear Ren", "Dear Aoi"]);
      expect(text(box)).toContain("Dear Ren");
      expect(calls).toHaveLength(1);
    });

    test.each([
      ["Keep mine", ["Dear Ren", "Prices"]],
      ["Take theirs", ["Dear Aoi", "Prices"]],
      ["Keep both", ["Dear Ren", "Dear Aoi", "Prices"]],
    ])("%s goes on when I say so", async (label, expected) => {
      const { page, box, state } = await clash(sameBlock());
      await until(() => page.querySelector("[role=alert]"));
      await choose(label);
      await click("Go on with this choice");
      await until(() => calls.length === 2 && state() === "Saved");
      expect(textsOf(box, ":scope > *").filter(Boolean)).toEqual(expected);
      expect(calls[1]?.body).toMatchObject({ version: 9 });
      expect(all(page, "[role=alert]")).toEqual([]);
      const ids = all(box, "[data-block]").map((element) => element.dataset.block);
      expect(new Set(ids).size).toBe(ids.length);
    });

    test("their whole text takes the place of mine without being saved again", async () => {
      const { page, box, state } = await clash(sameBlock());
      await until(() => page.querySelector("[role=alert]"));
      await click("Take their whole text");
      expect(text(box)).toBe("Dear AoiPrices");
      expect(state()).toBe("Saved");
      expect(calls).toHaveLength(1);
    });
  });

  describe("a picture", () => {
    const choose = async (file = new File(["png"], "a.png", { type: "image/png" })) => {
      const input = one<HTMLInputElement>(document, "input[type=file]");
      Object.defineProperty(input, "files", { value: [file], configurable: true });
      await act(async () => void input.dispatchEvent(new Event("change", { bubbles: true })));
      return file;
    };

    test("goes in with the description that was asked for", async () => {
      replies.push(json({ kind: "stored", imageId: "i1", width: 40, height: 30 }));
      const { box } = await openEditor();
      const file = await choose();
      await type(one(document, "[role=dialog] input[name=alt]"), "納品の流れ");
      await submit(one(document, "[role=dialog] form"));
      await until(() => box.querySelector("img[alt='納品の流れ']"));
      expect(calls[0]).toEqual({ url: "/rooms/r1/images", body: file });
      expect(all(document, "[role=dialog]")).toEqual([]);
    });

    test.each([
      ["is refused by the server", () => json({ kind: "refused" }, 422)],
      ["meets a broken line", () => new TypeError("no line")],
      ["gets an answer that is no answer of ours", () => new Response("<html>", { status: 502 })],
    ])("that %s is told so, and the description stays", async (_why, reply) => {
      replies.push(reply());
      const { box } = await openEditor();
      await choose();
      await type(one(document, "[role=dialog] input[name=alt]"), "納品の流れ");
      await submit(one(document, "[role=dialog] form"));
      await until(() => document.querySelector("[role=dialog] [role=alert]"));
      expect(text(one(document, "[role=dialog] [role=alert]"))).toContain("This picture can't be used.");
      expect(one<HTMLInputElement>(document, "[role=dialog] input[name=alt]").value).toBe("納品の流れ");
      expect(all(box, "img:not(.ProseMirror-separator)")).toEqual([]);
    });
  });

  describe("a link", () => {
    const enter = async (address: string) => {
      await click("Link");
      await type(one(document, "input[name=href]"), address);
      await submit(one(document, "[role=dialog] form"));
    };

    test.each(["javascript:alert(1)", "data:text/html,x", "hello", "//evil.example"])(
      "to %s is refused",
      async (address) => {
        const { box } = await openEditor();
        await enter(address);
        expect(textsOf(document, "[role=dialog] p")).toContain(
          "Use an address that begins with https://, mailto: or tel:.",
        );
        expect(all(box, "a")).toEqual([]);
      },
    );

    test("to a bare host name becomes https", async () => {
      const { box } = await openEditor();
      await enter("kumano.example/tea");
      expect(one(box, "a").getAttribute("href")).toBe("https://kumano.example/tea");
    });
  });
});
