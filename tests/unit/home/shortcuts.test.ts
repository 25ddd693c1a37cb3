// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { KEY_SEQUENCES } from "~/features/home/shortcuts/keys";
import {
  areShortcutsOn,
  hear,
  isPaletteKey,
  isTypingIn,
  type KeyPress,
  NOTHING_PENDING,
  SEQUENCE_MS,
  setShortcutsOn,
} from "~/features/home/shortcuts/utils";

const press = (key: string, over: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  isTyping: false,
  atMs: 1_000,
  ...over,
});

/** What the last of several presses does. */
function pressed(...presses: KeyPress[]) {
  let pending = NOTHING_PENDING;
  let effect = null;
  for (const one of presses) ({ effect, pending } = hear(pending, one));
  return effect;
}

describe("single keys", () => {
  test.each(KEY_SEQUENCES.map(({ keys, effect }) => ({ keys: keys.join(" "), effect })))(
    "$keys does what the list says",
    ({ keys, effect }) => {
      expect(pressed(...keys.split(" ").map((key) => press(key)))).toEqual(effect);
    },
  );

  test("two shortcuts never begin alike so that one hides the other", () => {
    for (const { keys } of KEY_SEQUENCES) {
      const hidden = KEY_SEQUENCES.filter(
        (other) => other.keys.length > keys.length && keys.every((key, at) => other.keys[at] === key),
      );
      expect(hidden).toEqual([]);
    }
  });

  test("rest while somebody types, composes a word or holds a modifier", () => {
    for (const over of [
      { isTyping: true },
      { isComposing: true },
      { ctrlKey: true },
      { metaKey: true },
      { altKey: true },
    ]) {
      expect(pressed(press("n", over))).toBeNull();
    }
  });

  test("the second key must come in time, and a wrong one begins anew", () => {
    expect(pressed(press("g"), press("r", { atMs: 1_000 + SEQUENCE_MS + 1 }))).toBeNull();
    expect(pressed(press("g"), press("x"), press("r"))).toBeNull();
    expect(pressed(press("g"), press("g"), press("r"))).toEqual({ to: "/rooms" });
    expect(pressed(press("g"), press("/"))).toEqual({ run: "search" });
  });
});

describe("the key of the palette", () => {
  test("works with either modifier, also while typing, but not while a word is composed", () => {
    expect(isPaletteKey(press("k", { ctrlKey: true, isTyping: true }))).toBe(true);
    expect(isPaletteKey(press("K", { metaKey: true }))).toBe(true);
    expect(isPaletteKey(press("k"))).toBe(false);
    expect(isPaletteKey(press("k", { ctrlKey: true, altKey: true }))).toBe(false);
    expect(isPaletteKey(press("k", { ctrlKey: true, isComposing: true }))).toBe(false);
  });
});

describe("where keys belong to something else", () => {
  const within = (html: string, selector: string) => {
    document.body.innerHTML = html;
    return isTypingIn(document.querySelector(selector), document);
  };

  test.each([
    ["<input>", "input"],
    ["<textarea></textarea>", "textarea"],
    ["<select></select>", "select"],
    ["<div contenteditable='true'><p>text</p></div>", "p"],
    ["<div role='combobox'></div>", "div"],
    ["<button>Save</button><div role='dialog'></div>", "button"],
    ["<button>More</button><div role='menu'></div>", "button"],
  ])("%s", (html, selector) => expect(within(html, selector)).toBe(true));

  test("elsewhere they are ours", () => {
    expect(within("<a href='/'>Home</a>", "a")).toBe(false);
    expect(within("<div contenteditable='false'><p>text</p></div>", "p")).toBe(false);
  });
});

describe("the switch", () => {
  beforeEach(() => localStorage.clear());

  test("turns single keys off and on, and remembers it", () => {
    expect(areShortcutsOn()).toBe(true);
    setShortcutsOn(false);
    expect(areShortcutsOn()).toBe(false);
    setShortcutsOn(true);
    expect(areShortcutsOn()).toBe(true);
  });
});
