import type { i18n } from "i18next";
import type { Language } from "./language";

/** The texts of a language, as each entry has them; null before the entry ran. */
type Source = (language: Language) => Pick<i18n, "getResource"> | null;

let source: Source = () => null;

/** Called once by the entry of each side: the server has every language, a browser the page's own. */
export function provideTexts(given: Source): void {
  source = given;
}

/** A text outside of components, where no hook can be: `rooms:list.title`. Null when it is not known. */
export function textOf(language: Language, key: string): string | null {
  const [namespace = "", path = ""] = key.split(":");
  const text: unknown = source(language)?.getResource(language, namespace, path);
  return typeof text === "string" ? text : null;
}
