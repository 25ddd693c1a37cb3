import { useTranslation } from "react-i18next";

/** The first thing a keyboard meets; leads to the element with the id "main". */
export function SkipLink() {
  const { t } = useTranslation("common");
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-md bg-accent px-4 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:px-4 focus:py-2"
    >
      {t("skipToContent")}
    </a>
  );
}
