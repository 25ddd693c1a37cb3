import { expect, test } from "vitest";
import { common as enCommon } from "~/locales/en/common";
import { validation as enValidation } from "~/locales/en/validation";
import { common as jaCommon } from "~/locales/ja/common";
import { validation as jaValidation } from "~/locales/ja/validation";
import { initialsOf } from "~/ui/avatar";
import { relativeTo } from "~/ui/relative-time";

test.each([
  ["山田 太郎", "山"],
  ["長谷川雄一郎", "長"],
  ["𠮷野 花子", "𠮷"],
  ["Mary Ann Smith", "MS"],
  ["mary@example.com", "M"],
  ["Cher", "C"],
  ["", "?"],
])("the initials of %j are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

const now = new Date("2026-11-22T12:00:00Z");
test.each([
  ["2026-11-22T11:59:30Z", "now"],
  ["2026-11-22T11:57:00Z", "3 minutes ago"],
  ["2026-11-22T12:03:00Z", "in 3 minutes"],
  ["2026-11-22T06:30:00Z", "5 hours ago"],
  ["2026-11-20T11:00:00Z", "2 days ago"],
  ["2026-11-01T00:00:00Z", null],
])("seen at noon, %s is %j", (moment, words) => {
  expect(relativeTo(new Date(moment), now, "en")).toBe(words);
});

function leaves(texts: object, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [[`${path}${key}`, text] as [string, string]] : leaves(text, `${path}${key}.`),
  );
}

test.each([
  ["common", enCommon, jaCommon],
  ["validation", enValidation, jaValidation],
])("the %s texts fill the same blanks in both languages and never shout", (_name, en, ja) => {
  const japanese = new Map(leaves(ja));
  for (const [key, text] of leaves(en)) {
    const other = japanese.get(key) ?? "";
    expect(other.match(/\{\{\w+\}\}/g), key).toEqual(text.match(/\{\{\w+\}\}/g));
    expect(text + other, key).not.toMatch(/[!！]/);
  }
});
