import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";

export type TabItem = { to: string; label: string; end?: boolean; count?: number };

/** Links that look like tabs: each is a page with an address of its own. */
export function TabsNav({ items, label }: { items: readonly TabItem[]; label?: string }) {
  const { t } = useTranslation("common");
  return (
    <nav
      aria-label={label ?? t("navigation.sections")}
      data-fades="both"
      className="-mx-4 mb-6 overflow-x-auto border-b border-line px-4 sm:mx-0 sm:px-0 print:hidden"
    >
      <ul className="flex gap-5">
        {items.map((item) => (
          <li key={item.to}>
            <NavLink
              to={item.to}
              end={item.end}
              prefetch="intent"
              className={({ isActive }) =>
                classes(
                  "-mb-px flex min-h-10 items-center gap-1.5 border-b-2 text-sm whitespace-nowrap focus-visible:-outline-offset-2 pointer-coarse:min-h-11",
                  isActive
                    ? "border-accent font-medium text-ink"
                    : "border-transparent text-ink-muted hover:text-ink",
                )
              }
            >
              {item.label}
              {item.count === undefined ? null : (
                <span className="rounded-sm bg-sunken px-1.5 text-xs text-ink-muted tabular-nums">
                  {item.count}
                </span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
