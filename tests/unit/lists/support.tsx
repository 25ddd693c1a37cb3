import type { ReactNode } from "react";
import { act } from "react";
import {
  choiceFilter,
  idFilter,
  type ListShape,
  type ListState,
  readList,
} from "~/platform/lists/list-model";
import type { RefusedCell } from "~/ui/list/editable-cell";
import { type ListColumn, ListTable } from "~/ui/list/list-table";
import { type ListLinks, useListLinks } from "~/ui/list/use-list-links";

export type Row = { id: string; name: string; stage: string; close: string; owner: string };

export const IDS = [
  "0".repeat(25).concat("1"),
  "0".repeat(25).concat("2"),
  "0".repeat(25).concat("3"),
] as const;
export const ROWS: readonly Row[] = [
  { id: IDS[0], name: "あおば食品", stage: "propose", close: "2026-12-01", owner: "森 あおい" },
  { id: IDS[1], name: "Northwind", stage: "discover", close: "2026-12-15", owner: "Emma Clarke" },
  { id: IDS[2], name: "北斗精密工業", stage: "close", close: "", owner: "森 あおい" },
];

const STAGES = [
  { value: "discover", label: "Discovery" },
  { value: "propose", label: "Proposal" },
  { value: "close", label: "Closing" },
];

export const SHAPE: ListShape = {
  columns: ["name", "stage", "close", "owner"],
  usualColumns: ["stage", "close"],
  sorts: { name: "asc", close: "desc" },
  usualSort: "name",
  filters: { stage: choiceFilter(["discover", "propose", "close"]), owner: idFilter("me") },
};

export const stateOf = (query: string): ListState => readList(SHAPE, new URLSearchParams(query));

const COLUMNS: readonly ListColumn<Row>[] = [
  {
    key: "name",
    cell: (row) => <a href={`/deals/${row.id}`}>{row.name}</a>,
    edit: { kind: "text", seen: (row) => row.name },
  },
  {
    key: "stage",
    cell: (row) => STAGES.find(({ value }) => value === row.stage)?.label,
    edit: {
      kind: "choice",
      seen: (row) => row.stage,
      options: () => STAGES,
      show: (value) => STAGES.find((stage) => stage.value === value)?.label ?? value,
    },
  },
  {
    key: "close",
    align: "end",
    needsLabel: true,
    isEmpty: (row) => row.close === "",
    cell: (row) => row.close || "—",
    edit: { kind: "day", seen: (row) => row.close },
  },
];

const LABELS: Record<string, string> = {
  name: "Name",
  stage: "Stage",
  close: "Expected close",
  owner: "Owner",
};
export const columnLabel = (key: string) => LABELS[key] ?? key;

type Given = { query?: string; editing?: string; refused?: RefusedCell; canEdit?: (row: Row) => boolean };

/** A list of three deals as a screen puts it together. */
export function Deals({ query = "", editing, refused, canEdit = () => true }: Given) {
  const list = stateOf(query);
  return (
    <WithLinks query={query}>
      {(links) => (
        <ListTable
          caption="Deals"
          rows={ROWS}
          columns={COLUMNS}
          list={list}
          links={links}
          sorts={SHAPE.sorts}
          columnLabel={columnLabel}
          nameOf={(row) => row.name}
          canEdit={canEdit}
          editing={editing ?? null}
          refused={refused ?? null}
        />
      )}
    </WithLinks>
  );
}

export function WithLinks({
  query = "",
  children,
}: {
  query?: string;
  children: (links: ListLinks) => ReactNode;
}) {
  return <div className="group/list">{children(useListLinks(SHAPE, stateOf(query)))}</div>;
}

/** Presses a key where the focus is, as a keyboard does. */
export function press(key: string, more: Partial<KeyboardEventInit> = {}): Promise<boolean> {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  const target = document.activeElement ?? document.body;
  return act(async () => target.dispatchEvent(event));
}
