import { describe, expect, test } from "vitest";
import { ACTIONS } from "~/features/home/palette/actions";
import { groupsOf, rankOf } from "~/features/home/palette/utils";
import { aboutThing, thingOfMatches } from "~/features/home/things/utils";
import { foldText } from "~/platform/text";

describe("how well a name answers", () => {
  const rank = (lines: string[], words: string) => rankOf(lines, words.split(" "));

  test("the whole name is best, then its beginning, a word's beginning, the middle of a word", () => {
    const ranks = ["mori", "mori foods", "aoi mori", "komori", "sato"].map((name) => rank([name], "mori"));
    expect(ranks).toEqual([100, 80, 60, 40, 0]);
  });

  test("a reading counts as much as the name", () => {
    expect(rank(["檜食品", "ひのきしょくひん"], "ひのき")).toBe(80);
  });

  test("every word must be somewhere, in any order, even in different lines", () => {
    expect(rank(["cold chain"], "chain cold")).toBe(60);
    expect(rank(["cold chain", "hinoki"], "cold hinoki")).toBe(20);
    expect(rank(["cold chain"], "cold warm")).toBe(0);
  });

  test("signs of a pattern mean themselves", () => {
    expect(rank(["a+b (c)"], "(c)")).toBe(60);
    expect(rank(["abc"], ".*")).toBe(0);
  });

  test("no words are no answer", () => expect(rankOf(["mori"], [])).toBe(0));
});

describe("the groups of an answer", () => {
  test("come in the order of their best, each with not more than its share", () => {
    const hits = [
      { group: "deal", rank: 40, key: "d1" },
      { group: "room", rank: 20, key: "r1" },
      { group: "room", rank: 80, key: "r2" },
      { group: "room", rank: 20, key: "r3" },
      { group: "deal", rank: 0, key: "no answer" },
    ];
    const groups = groupsOf<string, (typeof hits)[number]>(hits, 2);
    expect(groups.map(({ group, hits: found }) => [group, found.map(({ key }) => key)])).toEqual([
      ["room", ["r2", "r1"]],
      ["deal", ["d1"]],
    ]);
  });
});

describe("the commands", () => {
  test("have words that a folded search can find", () => {
    for (const { key, words } of ACTIONS) expect([key, foldText(words)]).toEqual([key, words]);
  });

  test("are all different", () => {
    expect(new Set(ACTIONS.map(({ key }) => key)).size).toBe(ACTIONS.length);
  });
});

describe("what a page is about", () => {
  const match = (handle: unknown, params: Record<string, string> = {}) => ({ handle, params });

  test("is said by its handle and its address; the innermost page counts", () => {
    const matches = [match(undefined), match(aboutThing("room"), { roomId: "r" })];
    expect(thingOfMatches(matches)).toEqual({ kind: "room", id: "r" });
    expect(thingOfMatches([...matches, match(aboutThing("deal"), { dealId: "d" })])).toEqual({
      kind: "deal",
      id: "d",
    });
  });

  test("is nothing where no handle says so", () => {
    expect(
      thingOfMatches([match(undefined), match({ thing: { kind: "planet" } }), match("text")]),
    ).toBeNull();
    expect(thingOfMatches([match(aboutThing("room"), {})])).toBeNull();
  });
});
