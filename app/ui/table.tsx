import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { classes } from "./classes";
import { ScrollRegion } from "./scroll-region";

export type Align = "start" | "end" | "center";
const ALIGN: Record<Align, string> = { start: "text-start", end: "text-end", center: "text-center" };

/** On a phone each row is a card: the first cell its title, the others in lines below. */
const STACKED =
  "max-sm:block max-sm:[&>thead]:hidden max-sm:[&>tbody]:block max-sm:[&>tbody>tr]:block max-sm:[&>tbody>tr]:border-b max-sm:[&>tbody>tr]:border-line max-sm:[&>tbody>tr]:px-4 max-sm:[&>tbody>tr]:py-3 max-sm:[&>tbody>tr:last-child]:border-b-0 max-sm:[&>tbody>tr>*]:border-0! max-sm:[&>tbody>tr>*]:p-0! max-sm:[&>tbody>tr>th]:mb-1 max-sm:[&>tbody>tr>th]:block max-sm:[&>tbody>tr>td]:mr-3 max-sm:[&>tbody>tr>td]:inline-block max-sm:[&>tbody>tr>td]:max-w-full max-sm:[&>tbody>tr>td]:min-w-0 max-sm:[&>tbody>tr>td]:text-start max-sm:[&>tbody>tr>td]:text-xs max-sm:[&>tbody>tr>td:empty]:hidden";

/** `caption` names the table for people who can't see it; rows go into `<thead>` and `<tbody>` as usual. */
export function Table({
  caption,
  isStacked = false,
  className,
  children,
}: {
  caption: string;
  /** Rows become cards where there is no room; give bare numbers a `label` then. */
  isStacked?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <ScrollRegion label={caption}>
      <table
        className={classes("w-full border-collapse text-sm tabular-nums", isStacked && STACKED, className)}
      >
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </ScrollRegion>
  );
}

export type ThProps = Omit<ComponentPropsWithoutRef<"th">, "align"> & {
  align?: Align;
  /** Makes the heading a link that sorts: the state is in the address. */
  sort?: { to: string; direction: "ascending" | "descending" | "none" };
};

export function Th({ align = "start", sort, className, children, ...rest }: ThProps) {
  return (
    <th
      scope="col"
      {...rest}
      aria-sort={sort?.direction}
      className={classes(
        "border-b border-line px-3 py-2 text-xs font-medium whitespace-nowrap text-ink-muted first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5",
        ALIGN[align],
        className,
      )}
    >
      {sort ? (
        <Link
          to={sort.to}
          preventScrollReset
          className="-mx-1 inline-flex items-center gap-1 rounded-sm px-1 hover:text-ink"
        >
          {children}
          <SortMark direction={sort.direction} />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

export function Tr({ className, ...rest }: ComponentPropsWithoutRef<"tr">) {
  return (
    <tr
      {...rest}
      className={classes("group/row [tbody>&]:hover:bg-canvas [tbody>&:last-child>*]:border-b-0", className)}
    />
  );
}

type TdProps = Omit<ComponentPropsWithoutRef<"td">, "align"> & {
  align?: Align;
  /** Makes the cell the row's header. */
  heading?: boolean;
  /** Stands before the value where the rows of a stacked table are cards. */
  label?: string;
};

export function Td({ align = "start", heading = false, label, className, children, ...rest }: TdProps) {
  const look = classes(
    "border-b border-line px-3 py-2.5 align-middle first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5",
    heading ? "min-w-44 font-medium text-ink wrap-anywhere" : "text-ink",
    ALIGN[align],
    className,
  );
  const content = label ? (
    <>
      <span className="text-ink-muted sm:hidden">{label} </span>
      {children}
    </>
  ) : (
    children
  );
  return heading ? (
    <th scope="row" {...rest} className={look}>
      {content}
    </th>
  ) : (
    <td {...rest} className={look}>
      {content}
    </td>
  );
}

function SortMark({ direction }: { direction: "ascending" | "descending" | "none" }) {
  const Mark = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown }[direction];
  return (
    <Mark
      aria-hidden
      className={classes("size-3.5 shrink-0", direction === "none" ? "text-ink-faint" : "text-accent")}
    />
  );
}
