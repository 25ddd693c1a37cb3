import { describe, expect, test } from "vitest";
import { diffProposals } from "~/features/rooms/proposals/versions/diff.server";
import { canonicalJson } from "~/features/rooms/proposals/versions/utils";

const text = (value: string, href?: string) => ({
  type: "text",
  text: value,
  ...(href ? { marks: [{ type: "link", attrs: { href } }] } : {}),
});
const paragraph = (value: string, blockId?: string) => ({
  type: "paragraph",
  ...(blockId ? { attrs: { blockId } } : {}),
  content: value ? [text(value)] : [],
});
const doc = (...content: unknown[]) => ({ type: "doc", content });
const names = new Map([["0123456789abcdefghjkmnpqrs", "Price list"]]);
const diff = (older: unknown, newer: unknown) => diffProposals(older, newer, { language: "en", names });
const plain = (older: unknown, newer: unknown) =>
  diff(older, newer).map(({ kind, parts }) => [
    kind,
    parts.map(({ op, text: t }) => (op === "same" ? t : `${op}(${t})`)).join(""),
  ]);

describe("comparing two texts", () => {
  test("equal texts have nothing to say, whatever the order of their keys", () => {
    const block = { content: [{ text: "Words", type: "text" }], type: "paragraph" };
    expect(plain(doc(paragraph("Words")), doc(block))).toEqual([["same", "Words"]]);
  });

  test("tells the words that changed inside a block", () => {
    expect(
      plain(doc(paragraph("We deliver in three weeks")), doc(paragraph("We deliver in two weeks"))),
    ).toEqual([["changed", "We deliver in removed(three)added(two) weeks"]]);
  });

  test("finds Japanese words, which have no spaces between them", () => {
    const parts = plain(
      doc(paragraph("導入は三か月で完了します。")),
      doc(paragraph("導入は二か月で完了します。")),
    );
    expect(parts).toHaveLength(1);
    expect(parts[0]?.[0]).toBe("changed");
    expect(parts[0]?.[1]).toContain("導入は");
    expect(parts[0]?.[1]).toContain("完了します。");
  });

  test("a rewritten block is the same block by its id", () => {
    const older = doc(paragraph("Nothing in common here", "aaaaaaaa"));
    const newer = doc(paragraph("Entirely different words", "aaaaaaaa"));
    expect(diff(older, newer).map(({ kind }) => kind)).toEqual(["changed"]);
  });

  test("adds, removes and moves", () => {
    const [a, b, c, d] = ["Alpha one", "Beta two", "Gamma three", "Delta four"].map((word) =>
      paragraph(word),
    );
    expect(plain(doc(a, b, c), doc(b, c, d))).toEqual([
      ["removed", "removed(Alpha one)"],
      ["same", "Beta two"],
      ["same", "Gamma three"],
      ["added", "added(Delta four)"],
    ]);
    expect(plain(doc(a, b, c), doc(b, c, a))).toEqual([
      ["same", "Beta two"],
      ["same", "Gamma three"],
      ["moved", "Alpha one"],
    ]);
  });

  test("tables and lists read as lines of text", () => {
    const cell = (value: string) => ({ type: "tableCell", content: [paragraph(value)] });
    const table = (price: string) => ({
      type: "table",
      content: [{ type: "tableRow", content: [cell("Licence"), cell(price)] }],
    });
    expect(plain(doc(table("100")), doc(table("120")))).toEqual([
      ["changed", "Licence | removed(100)added(120)"],
    ]);
    const item = (value: string) => ({ type: "listItem", content: [paragraph(value)] });
    const list = { type: "orderedList", content: [item("First"), item("Second")] };
    expect(plain(doc(), doc(list))).toEqual([["added", "added(1. First\n2. Second)"]]);
  });

  test("prices read as lines with what they come to", () => {
    const line = {
      id: "a",
      name: "Licence",
      description: "",
      quantityMilli: 2_000,
      unitMinor: 9_800,
      discountKind: "none",
      discount: 0,
      taxRate: 1_000,
      optional: false,
      isOn: true,
    };
    const table = (unitMinor: number) => ({
      type: "pricing",
      attrs: {
        pricing: {
          currency: "JPY",
          rounding: "floor",
          taxMode: "exclusive",
          lines: [{ ...line, unitMinor }],
        },
      },
    });
    const [entry] = diff(doc(table(9_800)), doc(table(10_000)));
    const words = entry?.parts
      .filter(({ op }) => op !== "removed")
      .map((part) => part.text)
      .join("");
    expect(entry?.kind).toBe("changed");
    expect(words).toContain("Licence | 2 × ¥10,000");
    expect(words).toContain("= ¥22,000");
  });

  test("another target of a link is a change of words; bold is one of form", () => {
    const linked = (href: string) => doc({ type: "paragraph", content: [text("Terms", href)] });
    expect(plain(linked("https://a.example"), linked("https://b.example"))[0]?.[0]).toBe("changed");
    const bold = doc({ type: "paragraph", content: [{ ...text("Terms"), marks: [{ type: "bold" }] }] });
    expect(plain(doc(paragraph("Terms")), bold)).toEqual([["formatted", "Terms"]]);
  });

  test("documents are named, variables stand as they were written", () => {
    const file = { type: "file", attrs: { documentId: "0123456789abcdefghjkmnpqrs" } };
    const greeting = {
      type: "paragraph",
      content: [{ type: "variable", attrs: { name: "account.name", fallback: "" } }],
    };
    expect(plain(doc(), doc(file, greeting))).toEqual([
      ["added", "added(Price list)"],
      ["added", "added({{account.name}})"],
    ]);
  });

  test("two long and wholly different texts end soon and lose nothing", () => {
    const long = (word: string) =>
      doc(...Array.from({ length: 3_000 }, (_, at) => paragraph(`${word} ${at} ${word}`)));
    const began = performance.now();
    const entries = diff(long("ship"), long("shore"));
    expect(performance.now() - began).toBeLessThan(5_000);
    const added = entries.flatMap(({ parts }) => parts.filter(({ op }) => op !== "removed"));
    expect(added.length).toBeGreaterThanOrEqual(3_000);
  });

  test("what is no document at all compares as an empty one", () => {
    expect(diff(null, { type: "doc", content: "nonsense" })).toEqual([]);
  });
});

describe("canonical JSON", () => {
  test("is one text for equal values", () => {
    expect(canonicalJson({ b: [1, { d: undefined, c: "ü" }], a: null })).toBe('{"a":null,"b":[1,{"c":"ü"}]}');
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
    expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
  });
});
