import { useTranslation } from "react-i18next";
import type { ChatHere } from "../schema";

const MAX_NAMED = 3;

export function TypingLine({ people }: { people: readonly ChatHere[] }) {
  const { t } = useTranslation("chat");
  const names = useNames(people);
  return (
    <p aria-live="off" className="min-h-6 px-4 pt-1 pl-14 text-xs text-ink-muted sm:pl-15">
      {people.length > 0 ? (
        <bdi>{t(people.length === 1 ? "typing.alone" : "typing.together", { names })}</bdi>
      ) : null}
    </p>
  );
}

export function HereLine({ people }: { people: readonly ChatHere[] }) {
  const { t } = useTranslation("chat");
  const names = useNames(people);
  if (people.length === 0) return null;
  return (
    <p className="flex items-center gap-2 border-t border-line px-4 py-1.5 text-xs text-ink-muted">
      <span aria-hidden className="size-2 shrink-0 rounded-full bg-positive" />
      <bdi className="min-w-0 truncate">{t("present", { names })}</bdi>
    </p>
  );
}

function useNames(people: readonly ChatHere[]): string {
  const { t, i18n } = useTranslation("chat");
  const names = people.slice(0, MAX_NAMED).map(({ name, tag }) => name ?? t("visitor", { tag }));
  if (people.length > MAX_NAMED) names.push(`+${people.length - MAX_NAMED}`);
  return names.join(i18n.language === "ja" ? "、" : ", ");
}
