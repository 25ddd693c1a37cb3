import type { Language } from "~/platform/i18n/language";
import { foldText, searchWords } from "~/platform/text";

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
  const terms = searchWords(query);
  if (terms.length === 0) return [];
  const names = (entry: SettingsEntry) => foldText(`${entry.label.ja} ${entry.label.en}`);
  const everything = (entry: SettingsEntry) =>
    `${names(entry)} ${foldText(`${entry.section.ja} ${entry.section.en} ${entry.words}`)}`;
  const hits = entries.filter((entry) => terms.every((term) => everything(entry).includes(term)));
  const isNamed = (entry: SettingsEntry) => terms.every((term) => names(entry).includes(term));
  return [...hits.filter(isNamed), ...hits.filter((entry) => !isNamed(entry))];
}
