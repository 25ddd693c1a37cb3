import { expect, test } from "vitest";

const modules = import.meta.glob<Record<string, unknown>>("../../../app/locales/ja/*.ts", { eager: true });

/** Letters of Japanese, its punctuation and a placeholder's braces. */
const BESIDE_JAPANESE = /[\u3040-\u30ff\u3400-\u9fff\u3001\u3002\u300c\u300d]/;

function* textsOf(value: unknown, place: string): Generator<[place: string, text: string]> {
  if (typeof value === "string") yield [place, value];
  else if (typeof value === "object" && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* textsOf(inner, `${place}.${key}`);
}

const texts = Object.entries(modules).flatMap(([file, module]) => [...textsOf(module, file)]);
const japanese = texts.filter(([, text]) => BESIDE_JAPANESE.test(text));
const found = (isWrong: RegExp) => japanese.filter(([, text]) => isWrong.test(text));

test("Japanese texts are there to be looked at", () => {
  expect(japanese.length).toBeGreaterThan(500);
});

test("Japanese sentences put parentheses of full width around what they add", () => {
  expect(found(/[()]/)).toEqual([]);
});

test("a colon after Japanese is one of full width", () => {
  expect(found(/[\u3040-\u30ff\u3400-\u9fff」）]:/)).toEqual([]);
});

test("Japanese sentences end without exclamation marks and are cut with one character", () => {
  expect(found(/[!！]|\.{3}|。。/)).toEqual([]);
});
