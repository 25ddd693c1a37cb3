import { RemixBrowser } from "@remix-run/react";
import { setNonce } from "get-nonce";
import i18next from "i18next";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider, initReactI18next } from "react-i18next";
import { fetchFresh } from "~/platform/fresh-data";
import { provideTexts } from "~/platform/i18n/texts";

// Each side loads only its own texts, in the language the server chose.
const TEXTS = {
  buyer: {
    ja: async () => (await import("~/locales/ja/buyer-side")).buyerSide,
    en: async () => (await import("~/locales/en/buyer-side")).buyerSide,
  },
  seller: {
    ja: async () => (await import("~/locales/ja/seller")).seller,
    en: async () => (await import("~/locales/en/seller")).seller,
  },
} as const;

async function start(): Promise<void> {
  const { lang, dataset } = document.documentElement;
  const language = lang === "ja" ? "ja" : "en";
  if (dataset.side !== "buyer") {
    globalThis.fetch = fetchFresh(globalThis.fetch.bind(globalThis), () => window.location.href, Date.now);
  }
  const texts = await TEXTS[dataset.side === "buyer" ? "buyer" : "seller"][language]();
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  if (nonce) setNonce(nonce);
  const i18n = i18next.createInstance();
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: texts },
    ns: Object.keys(texts),
    defaultNS: "common",
    interpolation: { escapeValue: false },
  });
  provideTexts(() => i18n);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={i18n}>
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    );
  });
}

void start();
