import { Link } from "@remix-run/react";
import { Columns3, List } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paths } from "~/platform/paths";
import { classes } from "~/ui/classes";

/** The same deals as a list or as a board. */
export function DealViews({ current }: { current: "table" | "board" }) {
  const { t } = useTranslation("board");
  const views = [
    { key: "table", to: paths.deals(), icon: <List aria-hidden className="size-4" /> },
    { key: "board", to: paths.dealBoard(), icon: <Columns3 aria-hidden className="size-4" /> },
  ] as const;
  return (
    <nav
      aria-label={t("views.label")}
      className="flex rounded-md border border-line p-0.5 text-sm print:hidden"
    >
      {views.map(({ key, to, icon }) => (
        <Link
          key={key}
          to={to}
          prefetch="intent"
          aria-current={key === current ? "page" : undefined}
          className={classes(
            "flex min-h-8 items-center gap-1.5 rounded-sm px-3 pointer-coarse:min-h-10",
            key === current ? "bg-sunken font-medium text-ink" : "text-ink-muted hover:text-ink",
          )}
        >
          {icon}
          {t(`views.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
