import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ListState } from "~/platform/lists/list-model";
import { classes } from "../classes";
import { ScrollRegion } from "../scroll-region";
import { type Align, Th } from "../table";
import { type CellControl, EditableCell, type RefusedCell } from "./editable-cell";
import type { ListLinks } from "./use-list-links";
import { useRowKeys } from "./use-row-keys";

export type ListColumn<Row> = {
  key: string;
  align?: Align;
  cell: (row: Row) => ReactNode;
  /** Nothing to show: left out where rows are cards. */
  isEmpty?: (row: Row) => boolean;
  /** A bare number needs its heading beside it where rows are cards. */
  needsLabel?: boolean;
  /** A name or a day that is never broken in two. */
  isWhole?: boolean;
  edit?: CellControl<Row>;
};

export type ListTableProps<Row extends { id: string }> = {
  caption: string;
  rows: readonly Row[];
  /** The first names the row. */
  columns: readonly ListColumn<Row>[];
  list: ListState;
  links: ListLinks;
  sorts: Readonly<Record<string, unknown>>;
  columnLabel: (key: string) => string;
  nameOf: (row: Row) => string;
  canEdit: (row: Row) => boolean;
  /** "id.field" that the address asks to edit, and an edit that was refused without a script. */
  editing: string | null;
  refused: RefusedCell | null;
};

export const BULK_FORM = "bulk";

/** Rows with boxes, sortable headings and cells that can be edited in place; cards where there is no room. */
export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { caption, rows, columns, sorts, links, columnLabel } = props;
  const { t } = useTranslation("lists");
  const ref = useRef<HTMLTableElement>(null);
  const { onBoxClick } = useRowKeys(ref);
  const words: RowWords = {
    select: (name) => t("row.select", { name }),
    edit: (key, name) => t("edit.open", { column: columnLabel(key), name }),
  };
  return (
    <ScrollRegion label={caption} className="rounded-lg max-sm:overflow-visible">
      <table
        ref={ref}
        aria-keyshortcuts="j k x"
        className="w-full border-collapse text-sm tabular-nums max-sm:block"
      >
        <caption className="sr-only">
          {caption}. {t("keys")}
        </caption>
        <thead className="max-sm:hidden">
          <tr>
            <th scope="col" className="w-10 border-b border-line py-2 pr-1 pl-4 sm:pl-5">
              <input
                type="checkbox"
                data-page-box
                onClick={onBoxClick}
                aria-label={t("row.selectPage")}
                className="block size-4 accent-accent print:hidden"
              />
            </th>
            {columns.map((column) => (
              <Th
                key={column.key}
                align={column.align}
                sort={Object.hasOwn(sorts, column.key) ? links.sortBy(column.key) : undefined}
              >
                {columnLabel(column.key)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((row) => (
            <ListRow key={row.id} row={row} table={props} words={words} onBoxClick={onBoxClick} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type RowWords = { select: (name: string) => string; edit: (key: string, name: string) => string };

type RowProps<Row extends { id: string }> = {
  row: Row;
  table: ListTableProps<Row>;
  words: RowWords;
  onBoxClick: (event: React.MouseEvent<HTMLInputElement>) => void;
};

function ListRow<Row extends { id: string }>({ row, table, words, onBoxClick }: RowProps<Row>) {
  const { columns, nameOf } = table;
  return (
    <tr
      data-row={row.id}
      className={classes(
        "group/row hover:bg-canvas has-[[data-row-box]:checked]:bg-accent-soft",
        "[&:last-child>*]:border-b-0",
        "max-sm:relative max-sm:block max-sm:border-b max-sm:border-line max-sm:py-3 max-sm:pr-4 max-sm:pl-12 max-sm:last:border-b-0",
      )}
    >
      <td className="w-10 border-b border-line py-2 pr-1 pl-4 align-middle max-sm:absolute max-sm:top-2 max-sm:left-0 max-sm:border-0 sm:pl-5">
        <input
          type="checkbox"
          form={BULK_FORM}
          name="rows[]"
          value={row.id}
          data-row-box
          onClick={onBoxClick}
          aria-label={words.select(nameOf(row))}
          className="block size-4 accent-accent max-sm:m-1 max-sm:size-5 print:hidden"
        />
      </td>
      {columns.map((column, index) => (
        <ListCell
          key={column.key}
          row={row}
          column={column}
          table={table}
          words={words}
          isHeading={index === 0}
        />
      ))}
    </tr>
  );
}

function ListCell<Row extends { id: string }>({
  row,
  column,
  table,
  words,
  isHeading,
}: Omit<RowProps<Row>, "onBoxClick"> & { column: ListColumn<Row>; isHeading: boolean }) {
  const { key, align, cell, edit } = column;
  const cellId = `${row.id}.${key}`;
  const asked = table.editing === cellId || (table.refused?.id === row.id && table.refused.field === key);
  const [isOpen, setOpen] = useState(asked);
  const isEditable = edit !== undefined && table.canEdit(row);
  const content = (
    <>
      {column.needsLabel ? <span className="text-ink-muted sm:hidden">{table.columnLabel(key)} </span> : null}
      {cell(row)}
    </>
  );
  const inside = isEditable ? (
    <EditableCell
      cellId={cellId}
      row={row}
      field={key}
      control={edit}
      name={table.nameOf(row)}
      label={words.edit(key, table.nameOf(row))}
      isOpen={isOpen}
      setOpen={setOpen}
      isBeside={isHeading}
      links={table.links}
      refused={asked ? table.refused : null}
    >
      {content}
    </EditableCell>
  ) : (
    content
  );
  const look = classes(
    "border-b border-line px-3 py-2 align-middle text-ink last:pr-4 sm:last:pr-5 max-sm:border-0 max-sm:p-0",
    align === "end" ? "sm:text-end" : "text-start",
  );
  if (isHeading) {
    return (
      <th scope="row" className={classes(look, "min-w-48 font-medium wrap-anywhere max-sm:block")}>
        {inside}
      </th>
    );
  }
  return (
    <td
      className={classes(
        look,
        "max-sm:mr-3 max-sm:inline-block max-sm:max-w-full max-sm:text-xs",
        column.isWhole && "sm:whitespace-nowrap",
        column.isEmpty?.(row) && !isOpen && "max-sm:hidden",
      )}
    >
      {inside}
    </td>
  );
}
