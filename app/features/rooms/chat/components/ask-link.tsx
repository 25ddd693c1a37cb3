import { MessageCircleQuestion } from "lucide-react";
import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";

export type AskLinkProps = {
  /** The chat about this page; a page number is added. */
  to: string;
  unit?: number | null;
  /** Messages about the page so far. */
  count: number;
};

/** From a page to the chat about it, and how much was said there already. */
export function AskLink({ to, unit = null, count }: AskLinkProps) {
  const { t } = useTranslation("chat");
  return (
    <p className="mt-4 flex flex-wrap items-center gap-3 print:hidden">
      <ButtonLink
        to={unit === null ? to : `${to}&unit=${unit}`}
        size="sm"
        icon={<MessageCircleQuestion aria-hidden />}
      >
        {unit === null ? t("ask") : t("askUnit", { unit })}
      </ButtonLink>
      {count > 0 ? <span className="text-sm text-ink-muted">{t("askCount", { count })}</span> : null}
    </p>
  );
}
