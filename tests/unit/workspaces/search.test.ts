import { describe, expect, test } from "vitest";
import { settingsIndex } from "~/features/workspaces/settings-index.server";
import { SETTINGS_SECTIONS, visibleSections } from "~/features/workspaces/settings-sections";
import { searchSettings } from "~/features/workspaces/utils";
import { seller as en } from "~/locales/en/seller";
import { seller as ja } from "~/locales/ja/seller";

const all = settingsIndex("admin");
const first = (query: string) => searchSettings(all, query)[0]?.to;

describe("the search of the settings", () => {
  test.each([
    ["祝日", "/settings/hours#holidays"],
    ["holiday", "/settings/hours#holidays"],
    ["ＬＯＧＯ", "/settings/branding#logo"],
    ["ろご", "/settings/branding#logo"],
    ["ブランドカラー", "/settings/branding#brandColor"],
    ["独自ドメイン", "/settings/domain"],
    ["cname", "/settings/domain#customDomain"],
    ["失注", "/settings/deals#lostReasons"],
    ["fiscal year", "/settings/workspace#fiscalYearStart"],
    ["決算", "/settings/workspace#fiscalYearStart"],
    ["IP アドレス", "/settings/tracking#ownNetworks"],
    ["password", "/settings/security#securityPassword"],
  ])("leads from %s to %s", (query, to) => {
    expect(first(query)).toBe(to);
  });

  test("finds nothing for nothing, and nothing for nonsense", () => {
    expect(searchSettings(all, "  ")).toEqual([]);
    expect(searchSettings(all, "qqqqzzzz")).toEqual([]);
  });

  test("wants every word, in any order and language", () => {
    expect(searchSettings(all, "mail 差出人").map(({ to }) => to)).toEqual(["/settings/branding#senderName"]);
  });

  test("shows a rep nothing of what a rep may not open", () => {
    expect(visibleSections("rep").every((section) => section.seenBy === "rep")).toBe(true);
    expect(searchSettings(settingsIndex("rep"), "祝日")).toEqual([]);
    expect(searchSettings(settingsIndex("manager"), "祝日")).not.toEqual([]);
    expect(searchSettings(settingsIndex("manager"), "jobs")).toEqual([]);
  });
});

test("every section and setting is found by its own name in either language", () => {
  for (const texts of [ja, en]) {
    for (const section of SETTINGS_SECTIONS) {
      const found = (name: string) => searchSettings(all, name).map(({ to }) => to);
      expect(found(texts.settings.sections[section.key])).toContain(section.to);
      for (const { anchor } of section.items)
        expect(found(texts.settings.items[anchor])).toContain(`${section.to}#${anchor}`);
    }
  }
});

test("no two settings share an anchor", () => {
  const anchors = SETTINGS_SECTIONS.flatMap((section) => section.items.map(({ anchor }) => anchor));
  expect(new Set(anchors).size).toBe(anchors.length);
});
