import { useTranslation } from "react-i18next";
import { ButtonLink } from "~/ui/button";
import { useReportLinks } from "../hooks/use-report-links";

/** Newer and older pages of one list of a report; `name` is its key in the address. */
export function ListTurns({
  name,
  label,
  list,
}: {
  name: "visits" | "hits";
  label: string;
  list: { page: number; hasMore: boolean };
}) {
  const { t } = useTranslation("engagement");
  const { linkTo } = useReportLinks();
  const { page, hasMore } = list;
  if (page === 1 && !hasMore) return null;
  const at = (next: number) => linkTo({ [name]: next > 1 ? String(next) : null });
  return (
    <nav aria-label={label} className="flex justify-between gap-3 px-4 py-3 sm:px-5 print:hidden">
      <span>
        {page > 1 ? (
          <ButtonLink to={at(page - 1)} preventScrollReset rel="prev" size="sm">
            {t("visits.newer")}
          </ButtonLink>
        ) : null}
      </span>
      <span>
        {hasMore ? (
          <ButtonLink to={at(page + 1)} preventScrollReset rel="next" size="sm">
            {t("visits.older")}
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
