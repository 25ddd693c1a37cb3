import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { merge, plainText, settle } from "~/features/rooms/proposals/merge";

const block = (id: string, words: string) => ({
  type: "paragraph",
  attrs: { blockId: id },
  content: [{ type: "text", text: words }],
});
const doc = (...words: string[]) => ({
  type: "doc",
  content: words.map((word) => block(word.split(":")[0] ?? "", word.split(":")[1] ?? "")),
});
const texts = (body: { content: unknown[] }) => body.content.map(plainText);

describe("two texts that grew from one", () => {
  test.each([
    ["a change of mine", ["a:1", "b:2"], ["a:mine", "b:2"], ["a:1", "b:2"], ["mine", "2"]],
    ["a change of theirs", ["a:1", "b:2"], ["a:1", "b:2"], ["a:1", "b:theirs"], ["1", "theirs"]],
    [
      "changes of both in two blocks",
      ["a:1", "b:2"],
      ["a:mine", "b:2"],
      ["a:1", "b:theirs"],
      ["mine", "theirs"],
    ],
    ["a block of mine", ["a:1"], ["a:1", "m:mine"], ["a:1"], ["1", "mine"]],
    [
      "a block of theirs, at its place",
      ["a:1", "b:2"],
      ["a:1", "b:2"],
      ["a:1", "t:theirs", "b:2"],
      ["1", "theirs", "2"],
    ],
    ["a block of theirs at the beginning", ["a:1"], ["a:1"], ["t:theirs", "a:1"], ["theirs", "1"]],
    ["new blocks of both", ["a:1"], ["a:1", "m:mine"], ["a:1", "t:theirs"], ["1", "theirs", "mine"]],
    ["a block I took out", ["a:1", "b:2"], ["a:1"], ["a:1", "b:2"], ["1"]],
    ["a block they took out", ["a:1", "b:2"], ["a:1", "b:2"], ["b:2"], ["2"]],
    ["the same change of both", ["a:1"], ["a:same"], ["a:same"], ["same"]],
    ["my order", ["a:1", "b:2"], ["b:2", "a:1"], ["a:1", "b:theirs"], ["theirs", "1"]],
  ])("%s needs nobody", (_what, base, mine, theirs, expected) => {
    const merged = merge({ base: doc(...base), mine: doc(...mine), theirs: doc(...theirs) });
    expect(merged.clashes).toEqual([]);
    expect(texts(merged.body)).toEqual(expected);
  });

  test("a block that both changed is a clash, mine in its place", () => {
    const merged = merge({ base: doc("a:1"), mine: doc("a:mine"), theirs: doc("a:theirs") });
    expect(texts(merged.body)).toEqual(["mine"]);
    expect(merged.clashes).toEqual([
      { blockId: "a", mine: block("a", "mine"), theirs: block("a", "theirs") },
    ]);
  });

  test("a block that one changed and the other took out is a clash either way", () => {
    const one = merge({ base: doc("a:1", "b:2"), mine: doc("a:mine", "b:2"), theirs: doc("b:2") });
    expect(one.clashes).toEqual([{ blockId: "a", mine: block("a", "mine"), theirs: null }]);
    const other = merge({ base: doc("a:1", "b:2"), mine: doc("b:2"), theirs: doc("a:theirs", "b:2") });
    expect(other.clashes).toEqual([{ blockId: "a", mine: null, theirs: block("a", "theirs") }]);
  });

  test("a default left out is no change", () => {
    const written = { type: "doc", content: [{ ...block("a", "1"), marks: null }] };
    expect(merge({ base: doc("a:1"), mine: written, theirs: doc("a:1") }).clashes).toEqual([]);
  });

  test.each([
    ["mine", ["mine", "2"]],
    ["theirs", ["theirs", "2"]],
    ["both", ["mine", "theirs", "2"]],
  ] as const)("%s is what goes on when chosen", (choice, expected) => {
    const theirs = doc("a:theirs", "b:2");
    const merged = merge({ base: doc("a:1", "b:2"), mine: doc("a:mine", "b:2"), theirs });
    expect(texts(settle(merged, theirs, new Map([["a", choice]])))).toEqual(expected);
  });

  test("what I took out comes back at its place, and what they took out goes, when I take theirs", () => {
    const back = doc("a:1", "b:theirs", "c:3");
    const took = merge({ base: doc("a:1", "b:2", "c:3"), mine: doc("a:1", "c:3"), theirs: back });
    expect(texts(settle(took, back, new Map([["b", "theirs"]])))).toEqual(["1", "theirs", "3"]);
    const gone = doc("b:2");
    const lost = merge({ base: doc("a:1", "b:2"), mine: doc("a:mine", "b:2"), theirs: gone });
    expect(texts(settle(lost, gone, new Map([["a", "theirs"]])))).toEqual(["2"]);
  });

  test("a text never becomes empty", () => {
    const gone = { type: "doc", content: [] };
    const merged = merge({ base: doc("a:1"), mine: doc("a:mine"), theirs: gone });
    expect(settle(merged, gone, new Map([["a", "theirs"]])).content).toEqual([{ type: "paragraph" }]);
  });

  const side = fc.uniqueArray(
    fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), words: fc.constantFrom("1", "2", "3") }),
    { selector: ({ id }) => id, maxLength: 5 },
  );
  const asDoc = (blocks: { id: string; words: string }[]) => ({
    type: "doc",
    content: blocks.map(({ id, words }) => block(id, words)),
  });

  test("no block of mine that I changed is ever lost, and none appears twice", () => {
    fc.assert(
      fc.property(side, side, side, (base, mine, theirs) => {
        const { body, clashes } = merge({ base: asDoc(base), mine: asDoc(mine), theirs: asDoc(theirs) });
        const ids = body.content.map(({ attrs }) => (attrs as { blockId: string }).blockId);
        expect(new Set(ids).size).toBe(ids.length);
        const before = new Map(base.map(({ id, words }) => [id, words]));
        for (const { id, words } of mine) if (before.get(id) !== words) expect(ids).toContain(id);
        const named = new Set(clashes.map(({ blockId }) => blockId));
        for (const { id, words } of theirs) {
          const isNew = before.get(id) !== words;
          if (isNew && !named.has(id)) expect(texts(body)[ids.indexOf(id)]).toBe(words);
        }
      }),
    );
  });

  test("nobody changed anything: nothing changes", () => {
    fc.assert(
      fc.property(side, (blocks) => {
        const same = asDoc(blocks);
        expect(merge({ base: same, mine: same, theirs: same })).toEqual({ body: same, clashes: [] });
      }),
    );
  });
});
