import { describe, expect, test } from "vitest";
import { normaliseDomain, normaliseEmail, normaliseReading } from "~/features/accounts/utils";
import { cleanLine, cleanText, foldText, searchWords } from "~/platform/text";

describe("one line of text", () => {
  test.each([
    ["  Hinoki  Foods ", "Hinoki Foods"],
    ["株式会社　ひのき", "株式会社 ひのき"],
    ["Hinoki\nFoods\t", "Hinoki Foods"],
    ["Hi\u0000no\u0007ki", "Hinoki"],
    ["safe\u202efdp.exe", "safefdp.exe"],
    ["\u2067abc\u2069\u200f", "abc"],
    ["\ufeffcafe\u0301", "café"],
    ["half \ud83d pair", "half  pair"],
    ["family 👨‍👩‍👧", "family 👨‍👩‍👧"],
  ])("%j is kept as %j", (typed, kept) => {
    expect(cleanLine(typed)).toBe(kept);
  });

  test("several lines keep their breaks and nothing else that can't be seen", () => {
    expect(cleanText("one\r\ntwo\u0000\u202e\n\n three \n")).toBe("one\ntwo\n\n three");
  });
});

test.each([
  [" Ren.Sato@Hinoki.Example ", "ren.sato@hinoki.example"],
  ["ｒｅｎ＠ｈｉｎｏｋｉ．ｅｘａｍｐｌｅ", "ren@hinoki.example"],
  ["ren\u200b@hinoki.example", "ren@hinoki.example"],
])("the address %j is known as %s", (typed, known) => {
  expect(normaliseEmail(typed)).toBe(known);
});

test.each([
  ["Hinoki.Example", "hinoki.example"],
  ["https://www.hinoki.example/about?x=1", "www.hinoki.example"],
  ["ren@hinoki.example", "hinoki.example"],
  ["ひのき.jp", "xn--88j2fy28j.jp"],
  ["hinoki.example.", "hinoki.example"],
])("the domain of %j is %s", (typed, domain) => {
  expect(normaliseDomain(typed)).toMatch(
    domain.startsWith("xn--") ? /^xn--.+\.jp$/ : new RegExp(`^${domain}$`),
  );
});

test.each(["hinoki", "not a domain", "127.0.0.1", "-x.example", "", "http://", "a..b"])(
  "%j is no domain",
  (typed) => {
    expect(normaliseDomain(typed)).toBeNull();
  },
);

test("a reading is the same in katakana, half-width katakana and hiragana", () => {
  expect([normaliseReading("ヒノキ"), normaliseReading("ﾋﾉｷ"), normaliseReading("ひのき")]).toEqual(
    Array(3).fill("ひのき"),
  );
});

test("what search compares has one case, one width and one kana, and its words count once", () => {
  expect(foldText(" ＡＢＣ　カフェ ")).toBe("abc かふぇ");
  expect(searchWords("école ÉCOLE　Vert")).toEqual(["école", "vert"]);
  expect(searchWords("  ")).toEqual([]);
});
