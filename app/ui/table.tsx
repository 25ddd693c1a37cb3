import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { classes } from "./classes";
import { ScrollRegion } from "./scroll-region";

export type Align = "start" | "end" | "center";
const ALIGN: Record<Align, string> = { start: "text-start", end: "text-end", center: "text-center" };

/** `caption` names the table for people who can't see it; rows go into `<thead>` and `<tbody>` as usual. */
export function Table({
  caption,
  className,
  children,
}: {
  caption: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <ScrollRegion label={caption}>
      <table className={classes("w-full border-collapse text-sm tabular-nums", className)}>
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

/** `heading` makes the cell the row's header. */
export function Td({
  align = "start",
  heading = false,
  className,
  ...rest
}: Omit<ComponentPropsWithoutRef<"td">, "align"> & { align?: Align; heading?: boolean }) {
  const look = classes(
    "border-b border-line px-3 py-2.5 align-middle first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5",
    heading ? "min-w-44 font-medium text-ink" : "text-ink",
    ALIGN[align],
    className,
  );
  return heading ? <th scope="row" {...rest} className={look} /> : <td {...rest} className={look} />;
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
