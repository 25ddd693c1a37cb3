import { Link, useFetcher } from "@remix-run/react";
import { Pencil } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "../classes";
import { useMessage } from "../message";
import { useToast } from "../toast";
import { CellForm } from "./cell-form";
import type { FilterOption } from "./filter-form";
import type { ListLinks } from "./use-list-links";

/** How a field is edited. `seen` is the text that the server compares with what it has. */
export type CellControl<Row> = {
  kind: "text" | "day" | "choice";
  seen: (row: Row) => string;
  options?: (row: Row) => readonly FilterOption[];
  /** The text as a reader sees it. */
  show?: (value: string, row: Row) => string;
};

/** An edit that the server did not take. */
export type RefusedCell = {
  id: string;
  field: string;
  value: string;
  seen: string;
  error: string;
  current?: string;
};

type Props<Row> = {
  cellId: string;
  row: Row;
  field: string;
  control: CellControl<Row>;
  /** Of the row. */
  name: string;
  /** What editing is called, for those who can't see the cell. */
  label: string;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  /** The cell has a link of its own; the way to edit stands beside it. */
  isBeside: boolean;
  links: ListLinks;
  refused: RefusedCell | null;
  children: ReactNode;
};

type Reply = { cell?: RefusedCell | null };

/** Enter or a click edits, Escape leaves, Tab saves and goes on. While it is saved the cell shows what was typed. */
export function EditableCell<Row extends { id: string }>(props: Props<Row>) {
  // Most cells of a page are never edited, and then cost no more than a link.
  const [wasOpened, setOpened] = useState(props.isOpen);
  if (props.isOpen && !wasOpened) setOpened(true);
  if (wasOpened || props.isOpen) return <EditedCell {...props} />;
  return <Resting {...props}>{props.children}</Resting>;
}

function EditedCell<Row extends { id: string }>(props: Props<Row>) {
  const { cellId, row, field, control, isOpen, setOpen, links } = props;
  const fetcher = useCellFetcher(props);
  const sent = fetcher.state === "idle" ? null : String(fetcher.formData?.get("value") ?? "");
  // What was refused is shown until somebody leaves it; the cell then starts from what is stored.
  const [dropped, setDropped] = useState<Reply | null>(null);
  const refused = fetcher.data === dropped ? null : (fetcher.data?.cell ?? props.refused);
  if (isOpen && sent === null) {
    const shown = refused ?? { value: control.seen(row), seen: control.seen(row), error: null };
    return (
      <CellForm
        fetcher={fetcher}
        rowId={row.id}
        field={field}
        kind={control.kind}
        options={control.options?.(row) ?? []}
        value={shown.value}
        seen={shown.seen}
        error={shown.error}
        theirs={theirsOf(refused, control, row)}
        label={props.label}
        query={links.query}
        action={links.here}
        onLeave={(how) => {
          setOpen(false);
          setDropped(fetcher.data ?? null);
          leaveTo(cellId, how);
        }}
      />
    );
  }
  return (
    <Resting {...props} isSaving={sent !== null}>
      {sent === null ? props.children : (control.show?.(sent, row) ?? sent)}
    </Resting>
  );
}

/** Sends edits of one cell; closes it once saved, and tells of a refusal where nobody looks any more. */
function useCellFetcher<Row>({ cellId, isOpen, setOpen, name }: Props<Row>) {
  const { t } = useTranslation("lists");
  const fetcher = useFetcher<Reply>({ key: `cell ${cellId}` });
  const show = useToast();
  const answered = useRef<Reply | undefined>(undefined);
  const reason = useMessage(fetcher.data?.cell?.error);
  useEffect(() => {
    if (fetcher.state !== "idle" || !fetcher.data || answered.current === fetcher.data) return;
    answered.current = fetcher.data;
    if (fetcher.data.cell) {
      setOpen(true);
      show({ message: t("edit.failed", { name, reason: reason ?? "" }), tone: "danger" });
    } else if (isOpen) setOpen(false);
  }, [fetcher.state, fetcher.data, isOpen, setOpen, show, t, name, reason]);
  return fetcher;
}

function Resting<Row extends { id: string }>({
  cellId,
  row,
  field,
  control,
  label,
  isBeside,
  isSaving = false,
  links,
  setOpen,
  children,
}: Props<Row> & { isSaving?: boolean }) {
  const link = {
    to: links.toEdit(row.id, field),
    preventScrollReset: true,
    "data-cell": cellId,
    onClick: (event: React.MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    },
  };
  if (isBeside) {
    return (
      <span className={classes("flex items-start gap-1.5", isSaving && "opacity-60")}>
        <span className="min-w-0">{children}</span>
        <Link
          {...link}
          aria-label={label}
          className="rounded-sm p-0.5 text-ink-faint opacity-0 group-hover/row:opacity-100 hover:text-ink focus-visible:opacity-100 pointer-coarse:opacity-100 print:hidden"
        >
          <Pencil aria-hidden className="size-3.5" />
        </Link>
      </span>
    );
  }
  return (
    <Link
      {...link}
      title={label}
      className={classes(
        "-mx-1.5 -my-0.5 inline-block min-w-6 rounded-sm px-1.5 py-0.5 decoration-line-strong decoration-dotted underline-offset-4 hover:bg-sunken hover:underline",
        control.kind !== "text" && "whitespace-nowrap",
        isSaving && "opacity-60",
      )}
    >
      {children}
      <span className="sr-only">, {label}</span>
    </Link>
  );
}

function theirsOf<Row>(refused: RefusedCell | null, control: CellControl<Row>, row: Row): string | null {
  if (refused?.current === undefined) return null;
  return control.show?.(refused.current, row) ?? refused.current;
}

/** Where the keyboard goes on: back to the cell, or into the next one that can be edited. */
function leaveTo(cellId: string, how: "stay" | "next" | "previous" | "elsewhere"): void {
  if (how === "elsewhere") return;
  requestAnimationFrame(() => {
    const here = document.querySelector<HTMLElement>(`[data-cell="${cellId}"]`);
    if (how === "stay" || !here) return here?.focus();
    const cells = [...document.querySelectorAll<HTMLElement>("[data-cell]")];
    const next = cells[cells.indexOf(here) + (how === "next" ? 1 : -1)];
    if (next) next.click();
    else here.focus();
  });
}
