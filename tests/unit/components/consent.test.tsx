// @vitest-environment jsdom
import { expect, test } from "vitest";
import { ConsentBar } from "~/features/sharing/components/consent-bar";
import { PrivacyFooter, type PrivacyFooterProps } from "~/features/sharing/components/privacy-footer";
import { all, click, isThere, LANGUAGES, named, one, open, text, textsOf } from "./support";

const BRAND = "ひのき食品";
const bar = (mode: "notice" | "strict") => <ConsentBar roomId="r1" brandName={BRAND} mode={mode} />;
const footer = (visitor: Partial<PrivacyFooterProps["visitor"]>) => (
  <PrivacyFooter
    roomId="r1"
    brandName={BRAND}
    visitor={{ consent: "unasked", consentMode: "notice", preview: false, ...visitor }}
  />
);

test.each([
  ["notice", "OK"],
  ["strict", "Yes, allow"],
] as const)("under %s the bar asks once, names who measures, and posts either answer", async (mode, yes) => {
  const { page, posted } = await open(bar(mode), { at: "/room/r1/p/p9" });
  expect(text(one(page, "section p"))).toContain(BRAND);
  await click(yes);
  await click("Do not measure");
  expect(posted).toEqual([
    { path: "/room/r1/consent", form: { next: "/room/r1/p/p9", choice: "granted" } },
    { path: "/room/r1/consent", form: { next: "/room/r1/p/p9", choice: "declined" } },
  ]);
});

test("both answers look alike: neither is made harder to give", async () => {
  const { page } = await open(bar("strict"));
  const looks = all(page, "button").map((button) => button.className);
  expect(new Set(looks).size).toBe(1);
  expect(looks).toHaveLength(2);
});

test.each(LANGUAGES)(
  "in %s the strict question differs from the notice and says nothing is measured yet",
  async (language) => {
    const strict = text((await open(bar("strict"), { language })).page.querySelector("p"));
    const notice = text((await open(bar("notice"), { language })).page.querySelector("p"));
    expect(strict).not.toBe(notice);
    expect(strict).toMatch(language === "en" ? /Nothing is measured until/ : /測定|計測|記録|閲覧/);
  },
);

test.each([
  [{ consent: "granted" }, "Measurement is on.", "declined"],
  [{ consent: "unasked", consentMode: "notice" }, "Measurement is on.", "declined"],
  [{ consent: "unasked", consentMode: "strict" }, "Measurement starts only after you say yes.", "granted"],
  [
    { consent: "declined", consentMode: "strict" },
    "Measurement is off. Everything stays open to you.",
    "granted",
  ],
  [
    { consent: "declined", consentMode: "notice" },
    "Measurement is off. Everything stays open to you.",
    "granted",
  ],
  [{ consent: "granted", consentMode: "strict" }, "Measurement is on.", "declined"],
] as const)("with %j the footer says %j and offers the other choice", async (visitor, words, other) => {
  const { page, posted } = await open(footer(visitor), { at: "/room/r1" });
  expect(text(one(page, "#privacy ~ div p"))).toBe(words);
  await click(other === "declined" ? "Stop measuring" : "Allow measuring");
  expect(posted.map(({ form }) => form.choice)).toEqual([other]);
});

test("a preview has nothing to measure and nothing to choose, but keeps the explanation", async () => {
  const { page } = await open(footer({ preview: true }));
  expect(isThere("Stop measuring") || isThere("Allow measuring")).toBe(false);
  expect(textsOf(page, "details li")).toHaveLength(4);
});

test("what is measured is spelt out, and to whom it is not passed on", async () => {
  const { page } = await open(footer({}));
  expect(textsOf(page, "details li").at(-1)).toContain(`outside ${BRAND}`);
});

test.each(LANGUAGES)(
  "each language is offered under its own name, %s is the current one",
  async (language) => {
    const { page } = await open(footer({}), { language, at: "/room/r1/p/p2" });
    const choices = all(page, "button[name=language]");
    expect(choices.map((choice) => [choice.getAttribute("lang"), text(choice)]).sort()).toEqual([
      ["en", "English"],
      ["ja", "日本語"],
    ]);
    const current = choices.filter((choice) => choice.getAttribute("aria-current") === "true");
    expect(current.map((choice) => choice.getAttribute("value"))).toEqual([language]);
    expect(
      named<HTMLButtonElement>("English").form?.querySelector<HTMLInputElement>("[name=next]")?.value,
    ).toBe("/room/r1/p/p2");
  },
);
