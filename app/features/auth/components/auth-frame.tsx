import { Form, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { useLocale } from "~/ui/locale";

/** The quiet frame of pages before sign-in. */
export function AuthFrame({
  title,
  description,
  children,
}: {
  title: string;
  description?: string;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <main id="content" className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center px-5 py-10">
        <p className="mb-8 text-sm font-semibold tracking-wide text-accent">Engawa</p>
        <h1 className="mb-2 text-2xl font-semibold text-ink">{title}</h1>
        {description ? <p className="mb-6 text-ink-muted">{description}</p> : <div className="mb-4" />}
        {children}
      </main>
      <LanguageChoice />
    </div>
  );
}

/** One link-like button for the other language; the page comes back in it. */
export function LanguageChoice() {
  const { t } = useTranslation("auth");
  const { language } = useLocale();
  const { pathname, search } = useLocation();
  const other = language === "ja" ? "en" : "ja";
  return (
    <footer className="px-5 pb-6 text-center text-sm">
      <Form method="post" action={paths.language()} reloadDocument>
        <input type="hidden" name="next" value={pathname + search} />
        <button
          type="submit"
          name="language"
          value={other}
          lang={other}
          className="text-ink-muted underline underline-offset-4 hover:text-ink"
        >
          {t(`languages.${other}`)}
        </button>
      </Form>
    </footer>
  );
}
