import { i18nOf } from "~/platform/i18n/translator.server";
import type { Role } from "./schema";
import { visibleSections } from "./settings-sections";
import type { SettingsEntry } from "./utils";

/** What a role can search: every section it may open and every setting on it, named in both languages. */
export function settingsIndex(role: Role): SettingsEntry[] {
  const ja = i18nOf("ja").getFixedT("ja", "settings");
  const en = i18nOf("en").getFixedT("en", "settings");
  return visibleSections(role).flatMap((section) => {
    const name = { ja: ja(`sections.${section.key}`), en: en(`sections.${section.key}`) };
    const page = { to: section.to, label: name, section: name, words: section.words };
    const items = section.items.map(({ anchor, words }) => ({
      to: `${section.to}#${anchor}`,
      label: { ja: ja(`items.${anchor}`), en: en(`items.${anchor}`) },
      section: name,
      words,
    }));
    return [page, ...items];
  });
}
