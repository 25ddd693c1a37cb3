import type { Language } from "~/platform/i18n/language";

/** One place that the search of the settings can lead to. */
export type SettingsEntry = {
  to: string;
  /** Name of the section, or of the single setting. */
  label: Readonly<Record<Language, string>>;
  section: Readonly<Record<Language, string>>;
  words: string;
};

/** Entries that contain every word of the query in either language; those whose name has it come first. */
export function searchSettings(entries: readonly SettingsEntry[], query: string): SettingsEntry[] {
  const terms = fold(query).split(" ").filter(Boolean);
  if (terms.length === 0) return [];
  const names = (entry: SettingsEntry) => fold(`${entry.label.ja} ${entry.label.en}`);
  const everything = (entry: SettingsEntry) =>
    `${names(entry)} ${fold(`${entry.section.ja} ${entry.section.en} ${entry.words}`)}`;
  const hits = entries.filter((entry) => terms.every((term) => everything(entry).includes(term)));
  const isNamed = (entry: SettingsEntry) => terms.every((term) => names(entry).includes(term));
  return [...hits.filter(isNamed), ...hits.filter((entry) => !isNamed(entry))];
}

/** Width, case and kana don't matter to who is looking for something. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/\s+/g, " ");
}
