import i18next, { type i18n, type TFunction } from "i18next";
import { serverSide as en } from "~/locales/en/server-side";
import { serverSide as ja } from "~/locales/ja/server-side";
import type { Language } from "./language";

const RESOURCES = { ja, en } as const;
const instances = new Map<Language, i18n>();

/** One instance a language, made once; never a process-wide current language. */
export function i18nOf(language: Language): i18n {
  let instance = instances.get(language);
  if (!instance) {
    instance = i18next.createInstance({
      lng: language,
      fallbackLng: false,
      resources: { [language]: RESOURCES[language] },
      ns: Object.keys(RESOURCES[language]),
      defaultNS: "common",
      interpolation: { escapeValue: false },
      initImmediate: false,
    });
    void instance.init();
    instances.set(language, instance);
  }
  return instance;
}

export function translator(language: Language): TFunction {
  return i18nOf(language).t;
}
