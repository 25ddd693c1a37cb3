import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Language } from "~/platform/i18n/language";

export type Locale = { readonly language: Language; readonly timeZone: string };

// Error pages may be rendered before anybody's settings are known.
const LocaleContext = createContext<Locale>({ language: "en", timeZone: "UTC" });

export function LocaleProvider({ language, timeZone, children }: Locale & { children: ReactNode }) {
  const locale = useMemo(() => ({ language, timeZone }), [language, timeZone]);
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
