import { Form, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "~/platform/i18n/language";
import { paths } from "~/platform/paths";
import { useLocale } from "~/ui/locale";

/** A whole new document, so that every text and the lang attribute change together. */
export function LanguageSwitch() {
  const { t } = useTranslation("common");
  const { language } = useLocale();
  const { pathname } = useLocation();
  return (
    <Form
      method="post"
      action={paths.language()}
      reloadDocument
      className="flex flex-wrap items-center gap-1"
    >
      <input type="hidden" name="next" value={pathname} />
      {LANGUAGES.map((choice) => (
        <button
          key={choice}
          type="submit"
          name="language"
          value={choice}
          lang={choice}
          aria-current={choice === language ? "true" : undefined}
          className="min-h-8 rounded-sm px-2 text-sm text-ink-muted hover:text-ink aria-[current]:font-medium aria-[current]:text-ink pointer-coarse:min-h-11"
        >
          {t(`language.${choice}`)}
        </button>
      ))}
    </Form>
  );
}
