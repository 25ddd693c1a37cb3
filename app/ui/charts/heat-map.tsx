import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "../classes";
import { ScrollRegion } from "../scroll-region";

/** `title` is the whole text of a heading that may be cut. */
export type HeatMapHeading = { key: string; heading: ReactNode; title?: string };
export type HeatMapRow = HeatMapHeading & {
  /** In the order of the columns; null was never opened. */
  cells: readonly (HeatMapCell | null)[];
  total?: ReactNode;
};
export type HeatMapCell = { value: number; content: ReactNode };
export type HeatMapProps = {
  title: string;
  /** What the rows are, such as "Person". */
  rowHeading: string;
  columns: readonly HeatMapHeading[];
  rows: readonly HeatMapRow[];
  totalHeading?: string;
};

const LEVELS = ["bg-heat-0", "bg-heat-1", "bg-heat-2", "bg-heat-3", "bg-heat-4", "bg-heat-5"] as const;
const HIGHEST_LEVEL = LEVELS.length - 1;
// Two or three columns over a whole card would be blocks, not cells.
const MIN_STRETCHED_COLUMNS = 4;
const HEADING = "py-1.5 align-bottom text-xs font-medium text-ink-muted";

/** A real table; colour only repeats what the cells say. */
export function HeatMap({ title, rowHeading, columns, rows, totalHeading }: HeatMapProps) {
  const highest = Math.max(0, ...rows.flatMap(({ cells }) => cells.map((cell) => cell?.value ?? 0)));
  return (
    <div>
      <ScrollRegion label={title} hasFixedStart>
        <table
          className={classes(
            "border-separate border-spacing-0.5 text-sm tabular-nums",
            columns.length >= MIN_STRETCHED_COLUMNS && "w-full",
          )}
        >
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes(HEADING, "sticky left-0 z-10 bg-surface pr-3 text-start")}>
                {rowHeading}
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  title={column.title}
                  className={classes(
                    HEADING,
                    "w-32 min-w-24 px-1.5 text-start wrap-anywhere print:w-auto print:min-w-0",
                  )}
                >
                  {column.heading}
                </th>
              ))}
              {totalHeading === undefined ? null : (
                <th scope="col" className={classes(HEADING, "px-2 text-end")}>
                  {totalHeading}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} columns={columns} highest={highest} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Legend />
    </div>
  );
}

/** 0 for nothing; 1 to 5 by the share of the highest value, spread by a square root so that short reads still show. */
export function levelOf(value: number | null, highest: number): number {
  if (value === null || value <= 0 || highest <= 0) return 0;
  return Math.min(HIGHEST_LEVEL, Math.max(1, Math.ceil(Math.sqrt(value / highest) * HIGHEST_LEVEL)));
}

function Row({
  row,
  columns,
  highest,
}: { row: HeatMapRow; highest: number } & Pick<HeatMapProps, "columns">) {
  return (
    <tr>
      <th
        scope="row"
        title={row.title}
        className="sticky left-0 z-10 max-w-40 min-w-32 bg-surface py-1 pr-3 text-start font-normal text-ink wrap-anywhere sm:max-w-72 sm:min-w-52 print:min-w-0"
      >
        {row.heading}
      </th>
      {columns.map((column, at) => (
        <Cell key={column.key} cell={row.cells[at] ?? null} highest={highest} />
      ))}
      {row.total === undefined ? null : (
        <td className="px-2 text-end font-medium whitespace-nowrap text-ink">{row.total}</td>
      )}
    </tr>
  );
}

function Cell({ cell, highest }: { cell: HeatMapCell | null; highest: number }) {
  const { t } = useTranslation("common");
  return (
    <td
      data-mark
      className={classes(
        "h-12 rounded-sm px-2 text-center whitespace-nowrap text-ink",
        LEVELS[levelOf(cell?.value ?? null, highest)],
      )}
    >
      {cell === null ? (
        <>
          <span aria-hidden className="text-ink-faint">
            –
          </span>
          <span className="sr-only">{t("chart.notOpened")}</span>
        </>
      ) : (
        cell.content
      )}
    </td>
  );
}

function Legend() {
  const { t } = useTranslation("common");
  return (
    <div aria-hidden className="mt-3 flex items-center gap-1 text-xs text-ink-muted">
      <span className="mr-1">{t("chart.less")}</span>
      {LEVELS.map((level) => (
        <span key={level} data-mark className={classes("size-3.5 rounded-sm border border-line", level)} />
      ))}
      <span className="ml-1">{t("chart.more")}</span>
    </div>
  );
}
