// @vitest-environment jsdom
import { describe, expect, test, vi } from "vitest";
import { findInsertions, INSERTIONS } from "~/features/rooms/proposals/editor/insertions";
import { type MenuItem, MenuStore } from "~/features/rooms/proposals/editor/menu-store";
import { proposals as en } from "~/locales/en/proposals";
import { proposals as ja } from "~/locales/ja/proposals";

const find = (query: string, texts: typeof en | typeof ja = en) =>
  findInsertions(INSERTIONS, query, (key) => texts.insert[key]).map(({ key }) => key);

describe("blocks found by what is typed after the slash", () => {
  test("are all there before anything is typed, in the order of the list", () => {
    expect(find("")).toEqual(INSERTIONS.map(({ key }) => key));
    expect(find("  ")).toEqual(find(""));
  });

  test("each has a key and a name of its own in both languages", () => {
    const keys = INSERTIONS.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const texts of [en, ja])
      expect(new Set(keys.map((key) => texts.insert[key])).size).toBe(keys.length);
  });

  test.each<[query: string, first: (typeof INSERTIONS)[number]["key"]]>([
    ["h2", "heading2"],
    ["H2", "heading2"],
    ["ｈ２", "heading2"],
    ["みだし", "heading1"],
    ["ミダシ", "heading1"],
    ["midashi", "heading1"],
    ["見出し", "heading1"],
    ["りすと", "bulletList"],
    ["ﾘｽﾄ", "bulletList"],
    ["kajou", "bulletList"],
    ["番号", "orderedList"],
    ["いんよう", "quote"],
    ["コード", "code"],
    ["せん", "divider"],
    ["ひょう", "table"],
    ["しゃしん", "image"],
    ["chuui", "warning"],
    ["ポイント", "success"],
    ["だんぐみ", "columns2"],
    ["しりょう", "file"],
    ["youtube", "video"],
    ["ビデオ", "video"],
    ["みつもり", "pricing"],
    ["kakaku", "pricing"],
    ["タスク", "plan"],
    ["ぼたん", "cta"],
    ["署名", "acceptance"],
    ["サイン", "acceptance"],
    ["さしこみ", "variable"],
  ])("%s finds %s first, whichever language is on screen", (query, first) => {
    expect(find(query, en)[0]).toBe(first);
    expect(find(query, ja)[0]).toBe(first);
  });

  test("every block is found by its name on screen, in both languages", () => {
    for (const texts of [en, ja])
      for (const { key } of INSERTIONS) expect(find(texts.insert[key], texts)).toContain(key);
  });

  test("what begins with the words comes before what only has them in it", () => {
    const found = find("able");
    expect(found).toContain("table");
    const inside = find("ine");
    expect(inside).toContain("divider");
    expect(find("li")[0]).toBe("bulletList");
    expect(find("ta").indexOf("table")).toBeLessThan(find("ta").indexOf("acceptance"));
  });

  test.each(["zzz", "<script>", "見積り書類", "h4"])("nothing is found by %s", (query) => {
    expect(find(query)).toEqual([]);
  });
});

describe("the menu under the cursor", () => {
  const item = (id: string): MenuItem => ({
    id,
    label: id,
    icon: INSERTIONS[0].icon,
    choose: vi.fn(),
  });
  const nowhere = () => null;
  const key = (name: string, given: KeyboardEventInit = {}) =>
    new KeyboardEvent("keydown", { key: name, ...given });

  function openMenu(...ids: string[]) {
    const store = new MenuStore();
    const items = ids.map(item);
    store.show(items, nowhere);
    const marked = () => store.open?.items[store.open.at]?.id;
    return { store, items, marked };
  }

  test("begins at the first and goes round at both ends", () => {
    const { store, marked } = openMenu("a", "b", "c");
    const walk = ["ArrowUp", "ArrowDown", "ArrowDown", "End", "ArrowDown", "Home"].map((name) => {
      expect(store.press(key(name))).toBe(true);
      return marked();
    });
    expect(walk).toEqual(["c", "a", "b", "c", "a", "a"]);
  });

  test.each(["Enter", "Tab"])("%s takes the marked one and only that", (name) => {
    const { store, items } = openMenu("a", "b");
    store.mark(1);
    expect(store.press(key(name))).toBe(true);
    expect(items.map(({ choose }) => vi.mocked(choose).mock.calls.length)).toEqual([0, 1]);
  });

  test("what is marked stays marked while it is still offered, else the first is", () => {
    const { store, marked } = openMenu("a", "b", "c");
    store.mark(2);
    store.show([item("c"), item("a")], nowhere);
    expect(marked()).toBe("c");
    store.show([item("b"), item("a")], nowhere);
    expect(marked()).toBe("b");
    expect(store.open?.at).toBe(0);
  });

  test.each([
    ["a letter", key("a")],
    ["an arrow to the side", key("ArrowLeft")],
    ["Enter that ends a composition", key("Enter", { isComposing: true })],
    ["Enter that ended one a moment before, as Safari tells it", key("Enter", { keyCode: 229 })],
    ["an arrow among the candidates of an input method", key("ArrowDown", { isComposing: true })],
  ])("%s is the text's own", (_what, event) => {
    const { store, items, marked } = openMenu("a", "b");
    expect(store.press(event)).toBe(false);
    expect(marked()).toBe("a");
    expect(items.every(({ choose }) => vi.mocked(choose).mock.calls.length === 0)).toBe(true);
  });

  test("with nothing to offer, or closed, leaves all keys to the text", () => {
    const { store } = openMenu();
    expect(store.press(key("Enter"))).toBe(false);
    store.close();
    expect(store.open).toBeNull();
    expect(store.press(key("ArrowDown"))).toBe(false);
    store.mark(1);
    expect(store.open).toBeNull();
  });

  test("tells whoever shows it of each change until they stop listening; closing twice is one change", () => {
    const { store } = openMenu("a", "b");
    let told = 0;
    const stop = store.subscribe(() => told++);
    store.mark(1);
    store.close();
    store.close();
    expect(told).toBe(2);
    stop();
    store.show([item("a")], nowhere);
    expect(told).toBe(2);
  });
});
