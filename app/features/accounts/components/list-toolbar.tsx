import { Form, Link } from "@remix-run/react";
import { Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { useListLinks } from "../hooks/use-list-links";

export type ListState = { q: string; sort: string; dir: "asc" | "desc"; archived: boolean; page: number };

/** Search and the choice between current and archived; both live in the address. */
export function ListToolbar({ list, placeholder }: { list: ListState; placeholder: string }) {
  const { t } = useTranslation("accounts");
  const links = useListLinks(list);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
      <Form method="get" className="flex min-w-0 flex-1 basis-72 gap-2">
        {/* Another search starts on the first page in the order chosen before. */}
        <input type="hidden" name="sort" value={list.sort} />
        <input type="hidden" name="dir" value={list.dir} />
        {list.archived ? <input type="hidden" name="archived" value="1" /> : null}
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint"
          />
          <input
            key={list.q}
            type="search"
            name="q"
            defaultValue={list.q}
            aria-label={placeholder}
            placeholder={placeholder}
            className="min-h-9 w-full min-w-0 rounded-md border border-line-control bg-surface py-1.5 pr-3 pl-8 text-base text-ink shadow-sm placeholder:text-ink-faint sm:text-sm pointer-coarse:min-h-11"
          />
        </div>
        <Button type="submit">{t("lists.search")}</Button>
      </Form>
      <nav aria-label={t("lists.filter")} className="flex rounded-md border border-line p-0.5 text-sm">
        <Choice to={links.toArchived(false)} isCurrent={!list.archived} label={t("lists.active")} />
        <Choice to={links.toArchived(true)} isCurrent={list.archived} label={t("lists.archived")} />
      </nav>
    </div>
  );
}

function Choice({ to, isCurrent, label }: { to: string; isCurrent: boolean; label: string }) {
  return (
    <Link
      to={to}
      aria-current={isCurrent ? "true" : undefined}
      className={classes(
        "flex min-h-8 items-center rounded-sm px-3 pointer-coarse:min-h-10",
        isCurrent ? "bg-sunken font-medium text-ink" : "text-ink-muted hover:text-ink",
      )}
    >
      {label}
    </Link>
  );
}
