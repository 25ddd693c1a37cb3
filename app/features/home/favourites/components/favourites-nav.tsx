import { NavLink } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { classes } from "~/ui/classes";
import { ChoiceIcon } from "../../palette/components/choice-icon";
import type { Thing } from "../../things/schema";

/** In the side bar; nothing while nothing is marked. */
export function FavouritesNav({ favourites }: { favourites: readonly Thing[] }) {
  const { t } = useTranslation("home");
  if (favourites.length === 0) return null;
  return (
    <nav aria-label={t("favourites.title")} className="min-w-0">
      <p aria-hidden className="px-2 pb-1.5 text-xs font-medium text-ink-faint">
        {t("favourites.title")}
      </p>
      <ul className="flex flex-col gap-0.5">
        {favourites.map(({ kind, id, title, to }) => (
          <li key={id}>
            <NavLink
              to={to}
              prefetch="intent"
              className={({ isActive }) =>
                classes(
                  "flex min-h-8 items-center gap-2.5 rounded-md px-2 py-1 text-sm",
                  isActive
                    ? "bg-sunken font-medium text-ink"
                    : "text-ink-muted hover:bg-sunken hover:text-ink",
                )
              }
            >
              <ChoiceIcon kind={kind} />
              <span className="min-w-0 truncate">{title}</span>
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
