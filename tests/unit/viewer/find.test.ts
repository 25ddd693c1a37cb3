import { describe, expect, test } from "vitest";
import {
  foldPieces,
  foldQuery,
  matchStarts,
  searchOrder,
  spanOf,
  type TextPiece,
} from "~/features/library/viewer/find";

function lines(...texts: string[]): TextPiece[] {
  return texts.map((text) => ({ text, endsLine: true }));
}

function countOf(pieces: TextPiece[], query: string): number {
  return matchStarts(foldPieces(pieces).text, foldQuery(query)).length;
}

describe("what matches", () => {
  test.each([
    ["upper and lower case", "The Price List", "price list"],
    ["full-width letters typed as half-width", "ＡＢＣ１２３", "abc123"],
    ["half-width letters typed as full-width", "ABC 123", "ＡＢＣ　１２３"],
    ["half-width kana", "ﾌﾟﾛｼﾞｪｸﾄ", "プロジェクト"],
    ["kana typed half-width", "ガイドライン", "ｶﾞｲﾄﾞﾗｲﾝ"],
    ["a decomposed voiced mark", "か\u3099いよう", "がいよう"],
    ["a Kangxi radical that stands for a character", "⽇本語", "日本語"],
    ["a radical that NFKC leaves alone", "⻑期", "長期"],
    ["a ligature", "ﬁnance", "finance"],
    ["a circled number", "①", "1"],
    ["several spaces as one", "long   term", "long term"],
    ["Japanese characters set apart", "御 見 積 書", "御見積書"],
    ["accents, decomposed", "re\u0301sume\u0301", "résumé"],
  ])("%s", (_, text, query) => {
    expect(countOf(lines(text), query)).toBe(1);
  });

  test("a phrase across a line break, with a space in English and none in Japanese", () => {
    expect(countOf(lines("terms of", "payment"), "terms of payment")).toBe(1);
    expect(countOf(lines("お支払い", "条件"), "お支払い条件")).toBe(1);
  });

  test("a word that the PDF keeps in pieces", () => {
    const pieces = [
      { text: "con", endsLine: false },
      { text: "tract", endsLine: false },
    ];
    expect(countOf(pieces, "contract")).toBe(1);
  });

  test("an empty or blank query finds nothing", () => {
    expect(countOf(lines("a b c"), "")).toBe(0);
    expect(countOf(lines("a b c"), "　 ")).toBe(0);
  });

  test("matches don't overlap", () => {
    expect(countOf(lines("aaaa"), "aa")).toBe(2);
  });
});

describe("spanOf", () => {
  function spansOf(pieces: TextPiece[], query: string) {
    const folded = foldPieces(pieces);
    const needle = foldQuery(query);
    return matchStarts(folded.text, needle).map((start) => spanOf(folded, start, needle.length));
  }

  test("leads back to the letters as the page holds them", () => {
    expect(spansOf(lines("見積 ﾌﾟﾛｼﾞｪｸﾄ 案"), "プロジェクト")).toEqual([
      { fromPiece: 0, from: 3, toPiece: 0, to: 11 },
    ]);
  });

  test("spans pieces", () => {
    expect(spansOf(lines("terms of", "payment"), "of pay")).toEqual([
      { fromPiece: 0, from: 6, toPiece: 1, to: 3 },
    ]);
  });

  test("covers a whole ligature when part of it matches", () => {
    expect(spansOf(lines("ﬁt"), "i")).toEqual([{ fromPiece: 0, from: 0, toPiece: 0, to: 1 }]);
  });

  test("is null outside the text", () => {
    expect(spanOf(foldPieces(lines("ab")), 1, 5)).toBeNull();
  });
});

test("a search begins at the page being read and comes round to those before it", () => {
  expect(searchOrder(5, 3)).toEqual([3, 4, 5, 1, 2]);
});
