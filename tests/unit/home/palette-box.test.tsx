// @vitest-environment jsdom
import { beforeEach, describe, expect, test } from "vitest";
import { Palette } from "~/features/home/palette/components/palette";
import { PaletteHost, SearchButton, SearchIcon } from "~/features/home/palette/components/palette-host";
import type { Answer, Hit } from "~/features/home/palette/schema";
import { ShortcutSheet } from "~/features/home/shortcuts/components/shortcut-sheet";
import { KEY_SEQUENCES } from "~/features/home/shortcuts/keys";
import { areShortcutsOn, setShortcutsOn } from "~/features/home/shortcuts/utils";
import { all, click, isThere, named, one, open, text, textsOf, type, until } from "../components/support";
import { press } from "../lists/support";

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
  localStorage.clear();
});

const hit = (over: Partial<Hit> & Pick<Hit, "key" | "title">): Hit => ({
  group: "room",
  rank: 1,
  detail: null,
  to: `/to/${over.key}`,
  ...over,
});

const HITS: Record<string, Hit[]> = {
  "": [hit({ key: "recent:room:r9", group: "recent", title: "Security review", detail: "Northwind" })],
  あお: [
    hit({ key: "room:room:r1", title: "在庫管理クラウド ご提案", detail: "あおば食品" }),
    hit({ key: "account:account:a1", group: "account", title: "株式会社あおば食品", to: "/accounts/a1" }),
  ],
};

const answer = (url: URL): Answer => {
  const term = url.searchParams.get("q") ?? "";
  return { term, hits: HITS[term] ?? [] };
};

describe("the palette", () => {
  let closed = 0;
  let helped = 0;
  const show = async (load: (url: URL) => unknown = answer) => {
    [closed, helped] = [0, 0];
    const screen = await open(<Palette onClose={() => closed++} openShortcuts={() => helped++} />, { load });
    return screen;
  };
  const box = () => one<HTMLInputElement>(document, "[role=combobox]");
  const options = () => textsOf(document, "[role=option]");
  const active = () => text(document.getElementById(box().getAttribute("aria-activedescendant") ?? ""));

  test("opens with what was opened lately, then what can be done", async () => {
    await show();
    await until(() => options().length > 1);
    expect(textsOf(document, "[role=group] > p")).toEqual(["Opened lately", "Actions"]);
    expect(options()[0]).toBe("Security reviewNorthwind");
    expect(active()).toBe("Security reviewNorthwind");
  });

  test("finds while one types, says how much, and marks the best", async () => {
    await show();
    await type(box(), "あお");
    await until(() => options().includes("株式会社あおば食品"));
    expect(text(one(document, "[role=status].sr-only"))).toBe("2 results");
    expect(active()).toBe("在庫管理クラウド ご提案あおば食品");
    expect(all(document, "[role=option][aria-selected=true]")).toHaveLength(1);
  });

  test("arrows go round, and Enter opens what is marked", async () => {
    await show();
    await type(box(), "あお");
    await until(() => options().length === 2);
    box().focus();
    await press("ArrowDown");
    expect(active()).toBe("株式会社あおば食品");
    await press("ArrowDown");
    expect(active()).toBe("在庫管理クラウド ご提案あおば食品");
    await press("ArrowUp");
    await press("Enter");
    expect(closed).toBe(1);
  });

  test("Enter that only ends a Japanese conversion chooses nothing", async () => {
    await show();
    await until(() => options().length > 1);
    box().focus();
    await press("Enter", { isComposing: true });
    expect(closed).toBe(0);
  });

  test("commands are found by their name and by other words for it", async () => {
    await show();
    for (const word of ["keyboard", "へるぷ"]) {
      await type(box(), word);
      await until(() => options().includes("Keyboard shortcuts"));
    }
    await click(
      all(document, "[role=option]").find((option) => text(option) === "Keyboard shortcuts") ?? box(),
    );
    expect([closed, helped]).toEqual([1, 1]);
  });

  test("nothing found is said, with a hint about readings", async () => {
    await show();
    await type(box(), "zzzz");
    await until(() => text(document.body).includes("Nothing was found for “zzzz”."));
    expect(text(document.body)).toContain("by their reading");
    expect(options()).toEqual([]);
  });

  test("a search that did not answer says so, and commands still work", async () => {
    await show(() => "no answer");
    await until(() => text(document.body).includes("The search did not answer."));
    expect(options()).toContain("New room");
  });
});

describe("opening it", () => {
  const house = (
    <PaletteHost>
      <SearchButton />
      <SearchIcon />
      <input aria-label="Name" />
    </PaletteHost>
  );

  test("by the button, which is a link where no script runs", async () => {
    await open(house, { load: answer });
    expect(named<HTMLAnchorElement>("Search and commands").getAttribute("href")).toMatch(/^\/search/);
    await click("Search and commands");
    await until(() => all(document, "[role=combobox]").length === 1);
  });

  test("by its key, also while typing; single keys rest there", async () => {
    await open(house, { load: answer });
    named<HTMLInputElement>("Name").focus();
    await press("?");
    await press("/");
    expect(all(document, "[role=dialog]")).toEqual([]);
    await press("k", { ctrlKey: true });
    await until(() => all(document, "[role=combobox]").length === 1);
  });

  test("a question mark opens the list of keys", async () => {
    await open(house, { load: answer });
    await press("?");
    await until(() => text(document.body).includes("Keyboard shortcuts"));
    expect(all(document, "kbd").length).toBeGreaterThan(KEY_SEQUENCES.length);
  });
});

describe("the list of keys", () => {
  test("names every key there is", async () => {
    await open(<ShortcutSheet onClose={() => {}} />);
    expect(all(document, "dl dt")).toHaveLength(KEY_SEQUENCES.length + 1);
    for (const name of textsOf(document, "dl dt")) expect(name).not.toMatch(/^(actions|shortcuts)\./);
  });

  test("single keys can be turned off, and stay off", async () => {
    await open(<ShortcutSheet onClose={() => {}} />);
    expect(isThere("Close")).toBe(true);
    await click(one<HTMLInputElement>(document, "input[type=checkbox]"));
    expect(areShortcutsOn()).toBe(false);
    await open(<PaletteHost>{null}</PaletteHost>, { load: answer });
    await press("?");
    expect(all(document, "[role=dialog]")).toEqual([]);
    setShortcutsOn(true);
    await press("?");
    await until(() => all(document, "[role=dialog]").length === 1);
  });
});
