import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { useListLinks } from "../hooks/use-list-links";
import type { ListState } from "./list-toolbar";

export function ListPager({ list, hasMore }: { list: ListState; hasMore: boolean }) {
  const { t } = useTranslation("accounts");
  const links = useListLinks(list);
  if (list.page === 1 && !hasMore) return null;
  return (
    <nav
      aria-label={t("lists.pages")}
      className="mt-4 flex items-center justify-between gap-3 text-sm text-ink-muted"
    >
      <span className="min-w-24">
        {list.page > 1 ? (
          <ButtonLink to={links.toPage(list.page - 1)} rel="prev" size="sm">
            {t("lists.previous")}
          </ButtonLink>
        ) : null}
      </span>
      <span>{t("lists.page", { page: list.page })}</span>
      <span className="min-w-24 text-end">
        {hasMore ? (
          <ButtonLink to={links.toPage(list.page + 1)} rel="next" size="sm">
            {t("lists.next")}
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
