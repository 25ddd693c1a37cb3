import i18next from "i18next";
import { act, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { createMemoryRouter, RouterProvider } from "react-router-dom";
import { common as enCommon } from "~/locales/en/common";
import { validation as enValidation } from "~/locales/en/validation";
import { common as jaCommon } from "~/locales/ja/common";
import { validation as jaValidation } from "~/locales/ja/validation";
import type { Language } from "~/platform/i18n/language";
import { LocaleProvider } from "~/ui/locale";

const TEXTS = {
  en: { common: enCommon, validation: enValidation },
  ja: { common: jaCommon, validation: jaValidation },
};

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Renders into the page as the app would: texts, locale and an address. */
export async function render(
  element: ReactNode,
  { language = "en", at = "/" }: { language?: Language; at?: string } = {},
): Promise<HTMLElement> {
  const i18n = i18next.createInstance().use(initReactI18next);
  await i18n.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: TEXTS[language] },
    defaultNS: "common",
    interpolation: { escapeValue: false },
  });
  const page = (
    <I18nextProvider i18n={i18n}>
      <LocaleProvider value={{ language, timeZone: "Asia/Tokyo" }}>{element}</LocaleProvider>
    </I18nextProvider>
  );
  const router = createMemoryRouter([{ path: "*", element: page }], { initialEntries: [at] });
  document.body.innerHTML = "";
  const container = document.body.appendChild(document.createElement("div"));
  await act(async () =>
    createRoot(container).render(<RouterProvider router={router} future={{ v7_startTransition: true }} />),
  );
  return container;
}

export function find<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const element = root.querySelector<T>(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

export function textsOf(root: ParentNode, selector: string): string[] {
  return [...root.querySelectorAll(selector)].map((element) => element.textContent ?? "");
}
