// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { keep, readKept } from "~/features/rooms/chat/hooks/kept";
import { all, describedBy, isThere, one, submit, text, textsOf } from "../components/support";
import { field, KEPT, press, setUpDesk, write } from "./desk";
import { nothingNew, serve } from "./support";

const { sent, show } = setUpDesk();

describe("writing", () => {
  test("Enter sends what was written, trimmed, under a mark of its own, and empties the field", async () => {
    serve(() => nothingNew());
    await show();
    await write("  お世話になっております。 ");
    expect(await press("Enter")).toBe(true);
    await write("Second");
    await press("Enter");
    expect(sent.map(({ body }) => body)).toEqual(["お世話になっております。", "Second"]);
    expect(new Set(sent.map(({ clientId }) => clientId)).size).toBe(2);
    expect(field().value).toBe("");
    expect(document.activeElement).toBe(field());
  });

  test.each([
    ["Shift+Enter", { shiftKey: true }],
    ["Enter while an input method composes", { isComposing: true }],
    ["Enter of an input method that only has a number", { keyCode: 229 }],
  ])("%s does not send", async (_, over) => {
    serve(() => nothingNew());
    await show();
    await write("へんかん");
    expect(await press("Enter", over)).toBe(false);
    expect(sent).toEqual([]);
    expect(field().value).toBe("へんかん");
  });

  test("on a screen for fingers Enter is a new line; the button sends", async () => {
    serve(() => nothingNew());
    window.matchMedia = (() => ({ matches: true })) as unknown as typeof window.matchMedia;
    await show();
    await write("Hello");
    expect(await press("Enter")).toBe(false);
    expect(sent).toEqual([]);
    await submit(one<HTMLFormElement>(document, "form"));
    expect(sent).toHaveLength(1);
  });

  test("nothing but blanks is not sent, and it says why", async () => {
    serve(() => nothingNew());
    await show();
    await write(" \n ");
    await press("Enter");
    expect(sent).toEqual([]);
    expect(textsOf(document, "[role=alert]")).toEqual(["Please write something or attach a file."]);
    expect(field().getAttribute("aria-invalid")).toBe("true");
    await write("Hello");
    expect(textsOf(document, "[role=alert]")).toEqual([]);
  });

  test.each([
    [9_000, null],
    [9_001, "999 characters left"],
    [10_000, "0 characters left"],
    [10_001, "1 character too many"],
  ])("of %i characters says %j", async (length, words) => {
    serve(() => nothingNew());
    await show();
    await write("あ".repeat(length));
    expect(textsOf(document, "form ~ [role=status]")).toEqual(words === null ? [] : [words]);
  });

  test("10,000 characters go; one more is kept where it is and refused in words", async () => {
    serve(() => nothingNew());
    await show({}, "ja");
    await write("あ".repeat(10_001));
    await press("Enter");
    expect(sent).toEqual([]);
    expect(field().value).toHaveLength(10_001);
    expect(text(one(document, "[role=alert]"))).toContain("メッセージは 10,000 文字までです。");
    await write("あ".repeat(10_000));
    await press("Enter");
    expect(sent).toHaveLength(1);
  });

  test("tells that somebody types only where there are words", async () => {
    serve(() => nothingNew());
    const onTyping = vi.fn();
    await show({ onTyping });
    await write("a");
    await write("");
    expect(onTyping).toHaveBeenCalledTimes(1);
  });

  test("the hint and the field's name are there for who can't see them", async () => {
    serve(() => nothingNew());
    await show();
    expect(field().getAttribute("aria-label")).toBe("Message");
    expect(describedBy(field())[0]).toContain("Shift+Enter starts a new line");
    expect([isThere("Attach a file"), isThere("Send")]).toEqual([true, true]);
  });
});

describe("what is being written", () => {
  test("is kept when the page goes, and gone once it is sent", async () => {
    serve(() => nothingNew());
    await show();
    await write("途中の文");
    await show();
    expect(field().value).toBe("途中の文");
    await press("Enter");
    await show();
    expect(field().value).toBe("");
  });

  test("is kept for each conversation apart", async () => {
    serve(() => nothingNew());
    await show();
    await write("for everyone");
    await show({ keptAs: "chat buyers" });
    expect(field().value).toBe("");
  });

  test("and was refused without a script stands there again, with the reason", async () => {
    serve(() => nothingNew());
    keep(KEPT, "older draft");
    await show({ refused: { error: "chat:errors.busy", body: "typed" } });
    expect(field().value).toBe("typed");
    expect(text(one(document, "[role=alert]"))).toBe("Too many messages at once. Please wait a moment.");
  });

  test("survives a browser that keeps nothing, and what others left in its place", () => {
    window.sessionStorage.setItem("x", "{broken");
    const isText = (value: unknown): value is string => typeof value === "string";
    expect(readKept("x", isText)).toBeNull();
    keep("x", 5);
    expect(readKept("x", isText)).toBeNull();
    const setItem = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(() => keep("x", "words")).not.toThrow();
    setItem.mockRestore();
    keep("x", null);
    expect(window.sessionStorage.getItem("x")).toBeNull();
  });
});

describe("where a message goes without a script", () => {
  const hidden = () =>
    Object.fromEntries(
      all<HTMLInputElement>(document, "form input[type=hidden]").map(({ name, value }) => [name, value]),
    );

  test.each([
    [{ threadId: null, aboutPageId: null, aboutUnit: null }, {}],
    [{ threadId: "t", aboutPageId: "p", aboutUnit: 3 }, { threadId: "t" }],
    [
      { threadId: null, aboutPageId: "p", aboutUnit: 3 },
      { aboutPageId: "p", aboutUnit: "3" },
    ],
    [{ threadId: null, aboutPageId: "p", aboutUnit: null }, { aboutPageId: "p" }],
  ])("of %j is %j", async (spot, fields) => {
    serve(() => nothingNew());
    await show({ spot });
    expect(hidden()).toEqual({ intent: "send", clientId: "c".repeat(26), ...fields });
    await write("x");
    await press("Enter");
    expect(sent[0]).toMatchObject(spot);
  });
});
