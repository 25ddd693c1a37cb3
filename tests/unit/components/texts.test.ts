import { describe, expect, test } from "vitest";
import { REASONS, reasonKey } from "~/features/tracking/reasons";
import { buyerSide as enBuyer } from "~/locales/en/buyer-side";
import { serverSide as en } from "~/locales/en/server-side";
import { buyerSide as jaBuyer } from "~/locales/ja/buyer-side";
import { serverSide as ja } from "~/locales/ja/server-side";

/** Names, abbreviations and marks that are written alike in both languages. */
const ALIKE =
  /^(Engawa|OK|NPS|CSV|HEAD|X|LINE|Slack|Teams|Chatwork|Facebook|LinkedIn|Twitter|WhatsApp|Telegram|Discord|Google|Bing|Apple|Microsoft Office|Safe Links|Barracuda|Proofpoint|Mimecast|Cisco|Trend Micro|UTF-8|UTF-16 BE|EUC-JP|日本語|English|name@example\.com|[–—]|(\W|\{\{\w+\}\}|\d)*)$/;

type Leaf = { key: string; text: string };

function leavesOf(texts: object, path = ""): Leaf[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [{ key: `${path}${key}`, text: value }] : leavesOf(value, `${path}${key}.`),
  );
}

const english = leavesOf(en);
const japanese = new Map(leavesOf(ja).map(({ key, text }) => [key, text]));
const blanksOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)(?:, number)?\}\}/g)].map(([, name]) => name).sort();
const failing = (isBad: (english: string, japanese: string, key: string) => boolean) =>
  english.filter(({ key, text }) => isBad(text, japanese.get(key) ?? "", key)).map(({ key }) => key);

describe("the texts of members and buyers", () => {
  test("are the same keys in both languages, none of them empty", () => {
    expect([...japanese.keys()].sort()).toEqual(english.map(({ key }) => key).sort());
    expect(failing((text, other) => text.trim() === "" || other.trim() === "")).toEqual([]);
    expect(english.length).toBeGreaterThan(600);
  });

  test("leave no English standing in Japanese", () => {
    expect(failing((text, other) => text === other && !ALIKE.test(text))).toEqual([]);
    const hasWords = (text: string) => /[a-z]{2,} [a-z]{2,}/i.test(text.replace(/\{\{\w+\}\}|\w+:\S*/g, ""));
    const isJapanese = (text: string) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);
    expect(failing((text, other) => hasWords(text) && !ALIKE.test(text) && !isJapanese(other))).toEqual([]);
  });

  test("leave no Japanese standing in English, but for the language's own name", () => {
    expect(
      failing(
        (text) =>
          text !== "日本語" && /[\p{Script=Hiragana}\p{Script=Katakana}]|\p{Script=Han}{2,}/u.test(text),
      ),
    ).toEqual([]);
  });

  test("fill the same blanks, and each is written as i18next reads it", () => {
    expect(failing((text, other) => String(blanksOf(text)) !== String(blanksOf(other)))).toEqual([]);
    const leftover = (text: string) => /[{}]/.test(text.replace(/\{\{\w+(?:, number)?\}\}/g, ""));
    expect(failing((text, other) => leftover(text) || leftover(other))).toEqual([]);
  });

  test("never shout, and trail off in one character", () => {
    expect(failing((text, other) => /[!！]/.test(text + other))).toEqual([]);
    expect(failing((text, other) => /\.\.\.|。。/.test(text + other))).toEqual([]);
  });

  test("hold no mark-up and no space at either end", () => {
    expect(failing((text, other) => /<\/?[a-z]/i.test(text + other))).toEqual([]);
    const isPadded = (text: string) => text !== text.trim() && !/^[,、] ?$/.test(text);
    expect(failing((text, other) => isPadded(text) || isPadded(other))).toEqual([]);
  });

  test("that count have both forms, and each counts", () => {
    const keys = new Set(english.map(({ key }) => key));
    const counting = [...keys].filter((key) => key.endsWith("_other"));
    expect(counting.length).toBeGreaterThan(4);
    expect(counting.filter((key) => !keys.has(key.replace(/_other$/, "_one")))).toEqual([]);
    const isCounting = (key: string) =>
      keys.has(key.replace(/_(one|other)$/, "_other")) && /_(one|other)$/.test(key);
    const counts = (text: string) => blanksOf(text).includes("count");
    expect(failing((text, other, key) => isCounting(key) && !(counts(text) && counts(other)))).toEqual([]);
  });

  test("end a sentence of English in a full stop and one of Japanese in 。", () => {
    const isSentences = (text: string) => /[a-z]\. [A-Z]/.test(text);
    expect(
      failing((text, other) => isSentences(text) && !(/[.:?]$/.test(text) && /[。？：]$/.test(other))),
    ).toEqual([]);
  });

  test("are polite in Japanese: no sentence ends in a plain form", () => {
    const plain = /(である|だった|する|(?<!まし|でし)た|ない|だ)。/;
    expect(failing((_text, other) => plain.test(other))).toEqual([]);
  });
});

test("a buyer's browser loads the same words as the members' preview, in both languages", () => {
  for (const [side, whole] of [
    [enBuyer, en],
    [jaBuyer, ja],
  ] as const) {
    const words = new Map(leavesOf(whole).map(({ key, text }) => [key, text]));
    for (const { key, text } of leavesOf(side)) expect(words.get(key), key).toBe(text);
  }
});

test("a buyer is never told of scores, deals or the way hits are judged", () => {
  const told = leavesOf({ buyer: enBuyer.buyer, viewer: enBuyer.viewer }).map(({ text }) => text);
  expect(told.filter((text) => /\b(deals?|score|lead|prospect|tracking|tracked)\b/i.test(text))).toEqual([]);
});

test("every reason of the rules has a sentence of its own in both languages", () => {
  for (const texts of [en, ja]) {
    const sentences = new Map(leavesOf(texts.tracking).map(({ key, text }) => [key, text]));
    const told = REASONS.map((reason) => sentences.get(reasonKey(reason)));
    expect(told).not.toContain(undefined);
    expect(new Set(told).size).toBe(REASONS.length);
    expect(sentences.get(reasonKey("bot:of-tomorrow"))).toBe(sentences.get("reasons.unknown"));
  }
});
