import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Autosave, type SaveState } from "~/features/rooms/proposals/autosave";
import { type ClashChoice, merge, plainText, settle } from "~/features/rooms/proposals/merge";
import type { SaveReply } from "~/features/rooms/proposals/schema";

type Words = readonly (readonly [id: string, words: string])[];
const block = (id: string, words: string) => ({
  type: "paragraph",
  attrs: { blockId: id },
  content: [{ type: "text", text: words }],
});
const doc = (words: Words) => ({ type: "doc", content: words.map(([id, text]) => block(id, text)) });
const idsOf = (body: { content: unknown[] }) =>
  body.content.map((one) => (one as { attrs: { blockId: string } }).attrs.blockId);

describe("the words of a block", () => {
  test.each([
    [{ type: "text", text: "a" }, "a"],
    [
      {
        type: "paragraph",
        content: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      },
      "ab",
    ],
    [
      {
        type: "bulletList",
        content: [
          { type: "listItem", content: [block("x", "one")] },
          { type: "listItem", content: [block("y", "two")] },
        ],
      },
      "one\ntwo",
    ],
    [{ type: "plan", attrs: { taskCount: 5 } }, ""],
    [{ type: "paragraph", content: "x" }, ""],
    [null, ""],
    ["a", ""],
  ])("of %j are %j", (node, words) => {
    expect(plainText(node)).toBe(words);
  });
});

describe("two people's edits of one text", () => {
  const side = fc
    .uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2")), {
      selector: ([id]) => id,
      maxLength: 4,
    })
    .map((words): Words => words);

  test("where only I wrote, my text is the whole text; where only they wrote, no question is asked", () => {
    fc.assert(
      fc.property(side, side, (base, changed) => {
        expect(merge({ base: doc(base), mine: doc(changed), theirs: doc(base) })).toEqual({
          body: doc(changed),
          clashes: [],
        });
        const taken = merge({ base: doc(base), mine: doc(base), theirs: doc(changed) });
        expect(taken.clashes).toEqual([]);
        expect(new Map(taken.body.content.map((one, at) => [idsOf(taken.body)[at], plainText(one)]))).toEqual(
          new Map(changed),
        );
      }),
    );
  });

  test("who is who changes which text comes first, never which blocks are in question", () => {
    fc.assert(
      fc.property(side, side, side, (base, one, other) => {
        const clashing = (mine: Words, theirs: Words) =>
          merge({ base: doc(base), mine: doc(mine), theirs: doc(theirs) })
            .clashes.map(({ blockId }) => blockId)
            .sort();
        expect(clashing(one, other)).toEqual(clashing(other, one));
      }),
    );
  });

  test("both writing the same is one text", () => {
    fc.assert(
      fc.property(side, side, (base, same) => {
        const { body, clashes } = merge({ base: doc(base), mine: doc(same), theirs: doc(same) });
        expect([body, clashes]).toEqual([doc(same), []]);
      }),
    );
  });

  test("every clash shows two different texts, or a text and its absence", () => {
    fc.assert(
      fc.property(side, side, side, (base, mine, theirs) => {
        for (const clash of merge({ base: doc(base), mine: doc(mine), theirs: doc(theirs) }).clashes) {
          expect(clash.mine ?? clash.theirs).not.toBeNull();
          expect(clash.mine).not.toEqual(clash.theirs);
        }
      }),
    );
  });

  test("whatever is chosen, what was chosen stands there and at least one block does", () => {
    const choice = fc.constantFrom<ClashChoice>("mine", "theirs", "both");
    fc.assert(
      fc.property(side, side, side, choice, (base, mine, theirs, chosen) => {
        const merged = merge({ base: doc(base), mine: doc(mine), theirs: doc(theirs) });
        const choices = new Map(merged.clashes.map(({ blockId }) => [blockId, chosen]));
        const settled = settle(merged, doc(theirs), choices);
        expect(settled.content.length).toBeGreaterThan(0);
        const words = settled.content.map(plainText);
        for (const clash of merged.clashes) {
          if (chosen !== "theirs" && clash.mine) expect(words).toContain(plainText(clash.mine));
          if (chosen !== "mine" && clash.theirs) expect(words).toContain(plainText(clash.theirs));
          const gone = (chosen === "theirs" && !clash.theirs) || (chosen === "mine" && !clash.mine);
          const ids = settled.content.map(
            ({ attrs }) => (attrs as { blockId?: string } | undefined)?.blockId,
          );
          if (gone) expect(ids).not.toContain(clash.blockId);
        }
      }),
    );
  });

  test("keeping both leaves the id with my text, so that comments stay where they were", () => {
    const theirs = doc([["a", "theirs"]]);
    const merged = merge({ base: doc([["a", "1"]]), mine: doc([["a", "mine"]]), theirs });
    const { content } = settle(merged, theirs, new Map([["a", "both"]]));
    expect(content.map(({ attrs }) => (attrs as { blockId: unknown }).blockId)).toEqual(["a", null]);
  });

  test("texts without ids are compared by their place", () => {
    const bare = (...words: string[]) => ({
      type: "doc",
      content: words.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
    });
    const merged = merge({ base: bare("1", "2"), mine: bare("1", "mine"), theirs: bare("theirs", "2") });
    expect(merged.clashes).toEqual([]);
    expect(merged.body.content.map(plainText)).toEqual(["theirs", "mine"]);
  });

  test.each([null, 7, "x", {}, { content: "x" }])("a text that is %j counts as an empty one", (broken) => {
    const mine = doc([["a", "1"]]);
    expect(merge({ base: broken, mine, theirs: broken }).body).toEqual(mine);
  });

  test("the order of an attribute's keys is no change", () => {
    const one = { type: "doc", content: [{ type: "plan", attrs: { blockId: "a", taskCount: 5 } }] };
    const other = { type: "doc", content: [{ attrs: { taskCount: 5, blockId: "a" }, type: "plan" }] };
    expect(merge({ base: one, mine: doc([["a", "mine"]]), theirs: other }).clashes).toEqual([]);
  });
});

describe("saving while somebody writes on", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  type Waiting = { version: number; body: unknown; answer: (reply: SaveReply | Error) => void };
  function open() {
    const sent: Waiting[] = [];
    const autosave = new Autosave(
      { version: 1, body: "stored" },
      ({ version, body }) =>
        new Promise((resolve, reject) => {
          const answer = (reply: SaveReply | Error) =>
            reply instanceof Error ? reject(reply) : resolve(reply);
          sent.push({ version, body, answer });
        }),
    );
    const states: SaveState["kind"][] = [];
    autosave.subscribe(() => states.push(autosave.state.kind));
    return { autosave, sent, states };
  }
  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

  test("never has two saves on their way, however long one takes", async () => {
    const { autosave, sent } = open();
    autosave.changed(() => "a");
    await pass(1_000);
    autosave.changed(() => "b");
    await pass(10_000);
    autosave.flush();
    await pass(10_000);
    expect(sent.map(({ body }) => body)).toEqual(["a"]);
    sent[0]?.answer({ kind: "saved", version: 2 });
    await pass(1_000);
    expect(sent.map(({ version, body }) => [version, body])).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
  });

  test("says saved only when nothing waits any more", async () => {
    const { autosave, sent, states } = open();
    autosave.changed(() => "a");
    await pass(1_000);
    autosave.changed(() => "b");
    sent[0]?.answer({ kind: "saved", version: 2 });
    await pass(0);
    expect(autosave.state.kind).toBe("unsaved");
    expect(autosave.base).toBe("a");
    await pass(1_000);
    sent[1]?.answer({ kind: "saved", version: 3 });
    await pass(0);
    expect(states.filter((kind) => kind === "saved")).toHaveLength(1);
    expect(autosave.base).toBe("b");
  });

  test("a refused text is told, and the next change is tried again from the same version", async () => {
    const { autosave, sent } = open();
    autosave.changed(() => "too much");
    await pass(1_000);
    sent[0]?.answer({ kind: "refused", reason: "too_large" });
    await pass(60_000);
    expect(autosave.state).toEqual({ kind: "refused", reason: "too_large" });
    expect(sent).toHaveLength(1);
    autosave.changed(() => "less");
    await pass(1_000);
    expect(sent[1]).toMatchObject({ version: 1, body: "less" });
  });

  test("what failed on its way is sent as the text is by then", async () => {
    const { autosave, sent } = open();
    let words = "a";
    autosave.changed(() => words);
    await pass(1_000);
    words = "a and more";
    sent[0]?.answer(new Error("offline"));
    await pass(6_000);
    expect(sent[1]).toMatchObject({ version: 1, body: "a and more" });
  });

  test("a choice without a conflict, and a flush with nothing to send, do nothing", async () => {
    const { autosave, sent, states } = open();
    autosave.resolve({ keep: "theirs" });
    autosave.flush();
    await pass(60_000);
    expect([sent, states]).toEqual([[], []]);
  });

  test("stopped, it sends nothing more by itself; whoever stopped listening hears nothing", async () => {
    const { autosave, sent } = open();
    let told = 0;
    const stop = autosave.subscribe(() => told++);
    autosave.changed(() => "a");
    stop();
    autosave.stop();
    autosave.changed(() => "b");
    autosave.stop();
    await pass(60_000);
    expect([sent.length, told]).toEqual([0, 1]);
  });
});
