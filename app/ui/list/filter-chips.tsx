import { Link } from "@remix-run/react";
import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { isFiltered, type ListState } from "~/platform/lists/list-model";
import { type FilterField, labelOfValue } from "./filter-form";
import type { ListLinks } from "./use-list-links";

/** What narrows the list, each with a way to drop it. */
export function FilterChips({
  list,
  fields,
  links,
}: {
  list: ListState;
  fields: readonly FilterField[];
  links: ListLinks;
}) {
  const { t } = useTranslation("lists");
  if (!isFiltered(list)) return null;
  const chips = fields.flatMap((field) =>
    (list.filters[field.name] ?? []).map((value) => ({
      key: `${field.name} ${value}`,
      text: t("chip", { name: field.label, value: labelOfValue(field, value, t("values.gone")) }),
      to: links.without(field.name, value),
    })),
  );
  if (list.q) {
    const text = t("chip", { name: t("searchChip"), value: list.q });
    chips.unshift({ key: "q", text, to: links.withoutSearch });
  }
  return (
    <ul className="mb-3 flex flex-wrap items-center gap-1.5 text-sm print:hidden">
      {chips.map((chip) => (
        <li key={chip.key} className="min-w-0">
          <Link
            to={chip.to}
            aria-label={t("remove", { filter: chip.text })}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-md bg-accent-soft px-2 text-accent hover:bg-sunken pointer-coarse:min-h-10"
          >
            <span className="truncate">{chip.text}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </Link>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <Link
            to={links.cleared}
            className="inline-flex min-h-7 items-center rounded-md px-2 text-ink-muted underline-offset-4 hover:text-ink hover:underline pointer-coarse:min-h-10"
          >
            {t("clearAll")}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
