import { createContext, type ReactNode, useContext } from "react";
import type { Language } from "~/platform/i18n/language";

export type Locale = { readonly language: Language; readonly timeZone: string };

// Error pages may be rendered before anybody's settings are known.
const LocaleContext = createContext<Locale>({ language: "en", timeZone: "UTC" });

export function LocaleProvider({ value, children }: { value: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
