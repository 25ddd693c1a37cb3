import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, test } from "vitest";
import type { ShownClass } from "~/features/engagement/choices";
import { HitSummary } from "~/features/engagement/components/hit-summary";
import { anchorOf, DEFINITION_SECTIONS } from "~/features/engagement/definitions";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";
import { LocaleProvider } from "~/ui/locale";

const tally = (rows: [ShownClass, string, number][]) =>
  rows.map(([hitClass, reason, count]) => ({ class: hitClass, reason, count }));

function sentence(rows: ReturnType<typeof tally>, language: Language): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18nOf(language)}>
      <LocaleProvider value={{ language, timeZone: "Asia/Tokyo" }}>
        <HitSummary tally={rows} />
      </LocaleProvider>
    </I18nextProvider>,
  );
}

test("the sentence names people first and which machines came", () => {
  const rows = tally([
    ["automated", "gateway:safe_links", 2],
    ["person", "input", 5],
    ["person", "code", 3],
    ["automated", "bot:slack", 1],
    ["unconfirmed", "mail_minute", 1],
  ]);
  expect(sentence(rows, "en")).toBe("12 hits: 8 people, 3 automatic (Safe Links 2, Slack 1), 1 unconfirmed");
  expect(sentence(rows, "ja")).toBe("アクセス 12 件：人 8、自動 3（Safe Links 2、Slack 1）、未確認 1");
});

test("a reason of a newer version is still counted", () => {
  expect(sentence(tally([["automated", "bot:unheard_of", 4]]), "en")).toBe("4 hits: 4 automatic (other 4)");
});

test("no hits, no numbers", () => {
  expect(sentence([], "en")).toBe("No link of this room was opened in this period.");
});

test("every number has an anchor of its own", () => {
  const anchors = DEFINITION_SECTIONS.flatMap(({ items }) => items.map(anchorOf));
  expect(anchors).toContain("active-time");
  expect(new Set(anchors).size).toBe(anchors.length);
});
