import { Form } from "@remix-run/react";
import { Columns3, Download, ListFilter as FilterIcon, Search } from "lucide-react";
import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ListShape, ListState } from "~/platform/lists/list-model";
import { Button, ButtonLink, buttonLook } from "../button";
import { DisplayForm } from "./display-form";
import { type FilterField, FilterForm } from "./filter-form";
import { HiddenState } from "./hidden-state";
import { closePanel, Panel } from "./panel";
import type { ListLinks } from "./use-list-links";

/** Stays in sight however long the panel is. */
const PANEL_FOOT =
  "sticky -bottom-4 -mx-4 mt-4 -mb-4 flex flex-wrap gap-2 border-t border-line bg-surface px-4 py-3";

export type ToolbarProps = {
  shape: ListShape;
  list: ListState;
  links: ListLinks;
  fields: readonly FilterField[];
  placeholder: string;
  /** Address of the CSV without its query. */
  csv: string;
  columnLabel: (key: string) => string;
  children?: ReactNode;
};

/** Search, filters, columns and export of a list: plain forms whose answer is an address. */
export function ListToolbar({ shape, list, links, fields, placeholder, csv, columnLabel }: ToolbarProps) {
  const { t } = useTranslation("lists");
  const count = Object.values(list.filters).flat().length;
  const close = (event: FormEvent<HTMLFormElement>) => closePanel(event.currentTarget);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 print:hidden">
      <Form method="get" role="search" className="flex min-w-0 grow basis-full gap-2 sm:basis-64">
        <HiddenState shape={shape} list={list} without={["q"]} />
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
            data-list-search
            aria-label={placeholder}
            placeholder={placeholder}
            className="min-h-8 w-full min-w-0 rounded-md border border-line-control bg-surface py-1 pr-3 pl-8 text-base text-ink shadow-sm placeholder:text-ink-faint sm:text-sm pointer-coarse:min-h-11"
          />
        </div>
        <Button type="submit" size="sm">
          {t("searchButton")}
        </Button>
      </Form>
      <Panel
        icon={<FilterIcon aria-hidden />}
        label={count > 0 ? t("filterCount", { count }) : t("filter")}
        isWide
        isOpen={fields.some((field) => field.kind === "find" && field.found !== null)}
      >
        <Form method="get" onSubmit={close} key={links.query}>
          <HiddenState shape={shape} list={list} without={Object.keys(shape.filters)} />
          <FilterForm fields={fields} list={list} />
          <div className={PANEL_FOOT}>
            <Button type="submit" variant="primary" size="sm">
              {t("apply")}
            </Button>
            <ButtonLink to={links.cleared} size="sm" variant="ghost">
              {t("clearAll")}
            </ButtonLink>
          </div>
        </Form>
      </Panel>
      <Panel icon={<Columns3 aria-hidden />} label={t("display")}>
        <Form method="get" onSubmit={close} key={links.query}>
          <HiddenState shape={shape} list={list} without={["sort", "dir", "cols"]} />
          <DisplayForm shape={shape} list={list} columnLabel={columnLabel} />
          <div className={PANEL_FOOT}>
            <Button type="submit" variant="primary" size="sm">
              {t("apply")}
            </Button>
            <ButtonLink to={links.usualColumns} size="sm" variant="ghost">
              {t("usualDisplay")}
            </ButtonLink>
          </div>
        </Form>
      </Panel>
      <a
        href={links.query ? `${csv}?${links.query}` : csv}
        download
        className={buttonLook({ size: "sm" })}
        data-export
      >
        <Download aria-hidden />
        {t("export")}
      </a>
    </div>
  );
}
