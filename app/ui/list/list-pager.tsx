import { Link } from "@remix-run/react";
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "~/platform/i18n/format";
import { buttonLook } from "../button";
import { useLocale } from "../locale";
import type { ListLinks } from "./use-list-links";

export type PageOf = { page: number; pages: number; total: number; size: number };

export function ListPager({ at, links }: { at: PageOf; links: ListLinks }) {
  const { t } = useTranslation("lists");
  const { language } = useLocale();
  const { page, pages, total, size } = at;
  const from = (page - 1) * size + 1;
  const number = (value: number) => formatNumber(value, language);
  const range = { from: number(from), to: number(Math.min(total, from + size - 1)), total: number(total) };
  if (total === 0) return null;
  return (
    <nav
      aria-label={t("pages")}
      className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm text-ink-muted tabular-nums print:hidden"
    >
      <span>{pages > 1 ? t("range", range) : t("total", { count: total })}</span>
      {pages > 1 ? (
        <span className="flex gap-1">
          <Step to={page > 2 ? links.toPage(1) : null} label={t("first")}>
            <ChevronFirst aria-hidden />
          </Step>
          <Step to={page > 1 ? links.toPage(page - 1) : null} label={t("previous")} rel="prev">
            <ChevronLeft aria-hidden />
          </Step>
          <Step to={page < pages ? links.toPage(page + 1) : null} label={t("next")} rel="next">
            <ChevronRight aria-hidden />
          </Step>
          <Step to={page < pages - 1 ? links.toPage(pages) : null} label={t("last")}>
            <ChevronLast aria-hidden />
          </Step>
        </span>
      ) : null}
    </nav>
  );
}

function Step({
  to,
  label,
  rel,
  children,
}: {
  to: string | null;
  label: string;
  rel?: string;
  children: ReactNode;
}) {
  if (to === null) {
    return (
      <span aria-hidden className={`${buttonLook({ size: "sm", variant: "ghost" })} opacity-30`}>
        {children}
      </span>
    );
  }
  return (
    <Link to={to} rel={rel} prefetch="intent" aria-label={label} className={buttonLook({ size: "sm" })}>
      {children}
    </Link>
  );
}
