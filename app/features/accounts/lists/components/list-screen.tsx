import { Form, Link } from "@remix-run/react";
import { Filter } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { MAX_BULK_ROWS } from "~/features/workspaces/bulk/utils";
import type { Role } from "~/features/workspaces/schema";
import { ViewTabs } from "~/features/workspaces/views/components/view-tabs";
import type { ListKind, SavedView } from "~/features/workspaces/views/schema";
import { filterOf, isFiltered, type ListShape, type ListState } from "~/platform/lists/list-model";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/card";
import { EmptyState } from "~/ui/empty-state";
import { type BulkAction, type BulkAnswer, BulkBar, useBulkWords } from "~/ui/list/bulk-bar";
import type { RefusedCell } from "~/ui/list/editable-cell";
import { FilterChips } from "~/ui/list/filter-chips";
import type { FilterField, FilterOption } from "~/ui/list/filter-form";
import type { FoundOptions } from "~/ui/list/find-filter";
import { ListPager, type PageOf } from "~/ui/list/list-pager";
import { type ListColumn, ListTable } from "~/ui/list/list-table";
import { ListToolbar } from "~/ui/list/list-toolbar";
import { type ListLinks, useListLinks } from "~/ui/list/use-list-links";
import { useColumnLabel } from "../hooks/use-list-words";
import type { ListPerson } from "../list-route.server";

/** What the loader of a list gives. */
export type ScreenData<Row> = {
  list: ListState;
  rows: readonly Row[];
  at: PageOf;
  views: readonly SavedView[];
  people: readonly ListPerson[];
  teams: readonly { id: string; name: string }[];
  filteredAccounts: readonly { id: string; name: string }[];
  /** What a form without a script asked for. */
  foundAccounts: FoundOptions | null;
  bulk: BulkAnswer | null;
  editing: string | null;
  actor: { role: Role; memberId: string };
  requestKey: string;
};

/** What the action of a list gives when it does not lead on. */
export type ScreenReply = { cell?: RefusedCell | null; error?: "tooMany" | "chooseRows" } | undefined;

type Props<Row extends { id: string }> = {
  kind: ListKind;
  shape: ListShape;
  data: ScreenData<Row>;
  reply: ScreenReply;
  pathname: string;
  csv: string;
  placeholder: string;
  caption: string;
  columns: readonly ListColumn<Row>[];
  fields: readonly FilterField[];
  nameOf: (row: Row) => string;
  canEdit: (row: Row) => boolean;
  bulkActions: readonly BulkAction[];
  stages?: readonly FilterOption[];
  /** Shown while the workspace has none of these at all. */
  empty: ReactNode;
};

/** A list with its views, search, filters, table, pages and what can be done with many rows. */
export function ListScreen<Row extends { id: string }>(props: Props<Row>) {
  const { kind, shape, data, pathname, csv, fields, caption } = props;
  const { list, rows, at } = data;
  const columnLabel = useColumnLabel();
  const links = useListLinks(shape, list);
  const [first, ...others] = props.columns;
  const shown = [first, ...others.filter((column) => list.columns.includes(column.key))].filter(
    (column) => column !== undefined,
  );
  const isArchive = filterOf(list, "archived").length > 0;
  return (
    <>
      <ViewTabs
        kind={kind}
        shape={shape}
        list={list}
        views={data.views}
        actor={data.actor}
        pathname={pathname}
        requestKey={data.requestKey}
      />
      <ListToolbar
        shape={shape}
        list={list}
        links={links}
        fields={fields}
        placeholder={props.placeholder}
        csv={csv}
        columnLabel={columnLabel}
      />
      <FilterChips list={list} fields={fields} links={links} />
      <Notice data={data} reply={props.reply} links={links} />
      <div className="group/list">
        <Card flush className="[&>div]:pt-0">
          {rows.length > 0 ? (
            <ListTable
              caption={caption}
              rows={rows}
              columns={shown}
              list={list}
              links={links}
              sorts={shape.sorts}
              columnLabel={columnLabel}
              nameOf={props.nameOf}
              canEdit={(row) => !isArchive && props.canEdit(row)}
              editing={data.editing}
              refused={props.reply?.cell ?? null}
            />
          ) : (
            <Nothing list={list} links={links}>
              {props.empty}
            </Nothing>
          )}
        </Card>
        <BulkBar
          links={links}
          csv={csv}
          total={at.total}
          shown={rows.length}
          max={MAX_BULK_ROWS}
          actions={props.bulkActions.filter((action) => (action === "restore") === isArchive)}
          owners={data.people
            .filter((person) => person.isActive)
            .map(({ id, name }) => ({ value: id, label: name }))}
          stages={props.stages ?? []}
        />
      </div>
      <ListPager at={at} links={links} />
    </>
  );
}

/** What a form without a script came to. */
function Notice<Row>({
  data,
  reply,
  links,
}: {
  data: ScreenData<Row>;
  reply: ScreenReply;
  links: ListLinks;
}) {
  const { t } = useTranslation("lists");
  const words = useBulkWords();
  const { bulk } = data;
  const look =
    "mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-line px-4 py-2 text-sm text-ink";
  if (reply?.error) {
    return (
      <p role="alert" className={`${look} bg-warning-soft`}>
        {t(`bulk.${reply.error}`, { max: MAX_BULK_ROWS })}
      </p>
    );
  }
  if (!bulk) return null;
  return (
    <div role="status" className={`${look} bg-surface`}>
      <span>{words(bulk)}</span>
      {bulk.changed > 0 && !bulk.isUndone ? (
        <Form method="post" action={links.here}>
          <input type="hidden" name="intent" value="undo" />
          <input type="hidden" name="bulkId" value={bulk.id} />
          <input type="hidden" name="query" value={links.query} />
          <button type="submit" className="rounded-md px-2 py-1 font-medium text-accent hover:bg-sunken">
            {t("bulk.undo")}
          </button>
        </Form>
      ) : null}
    </div>
  );
}

function Nothing({ list, links, children }: { list: ListState; links: ListLinks; children: ReactNode }) {
  const { t } = useTranslation("lists");
  if (!isFiltered(list)) return children;
  const isOnlyArchive = list.q === "" && Object.keys(list.filters).join() === "archived";
  if (isOnlyArchive) {
    return <EmptyState title={t("nothing.archivedTitle")} body={t("nothing.archivedBody")} />;
  }
  return (
    <EmptyState
      title={t("nothing.title")}
      body={t("nothing.body")}
      action={<ButtonLink to={links.cleared}>{t("clearAll")}</ButtonLink>}
    />
  );
}

/** An account's name as a link, and a way to see only its rows. */
export function AccountCell({ to, name, only }: { to: string; name: string; only: string }) {
  const { t } = useTranslation("lists");
  return (
    <span className="inline-flex max-w-full items-center gap-1">
      <Link
        to={to}
        prefetch="intent"
        title={name}
        className="line-clamp-2 min-w-0 wrap-anywhere hover:text-accent hover:underline"
      >
        {name}
      </Link>
      <Link
        to={only}
        title={t("onlyAccount", { account: name })}
        aria-label={t("onlyAccount", { account: name })}
        className="rounded-sm p-0.5 text-ink-faint opacity-0 group-hover/row:opacity-100 hover:text-ink pointer-coarse:opacity-100 focus-visible:opacity-100 max-sm:hidden print:hidden"
      >
        <Filter aria-hidden className="size-3.5" />
      </Link>
    </span>
  );
}
