import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { classes } from "../classes";
import { ScrollRegion } from "../scroll-region";

export type HeatMapLabel = {
  key: string;
  label: string;
  /** A second, quieter line: a company, a page count. */
  note?: string;
  to?: string;
};

export type HeatMapProps = {
  title: string;
  /** What the rows are, such as "Person". */
  rowHeading: string;
  rows: readonly HeatMapLabel[];
  columns: readonly HeatMapLabel[];
  /** One list a row, in the order of the columns; null was never opened. */
  cells: readonly (readonly (number | null)[])[];
  formatValue?: (value: number) => string;
};

const LEVELS = ["bg-heat-0", "bg-heat-1", "bg-heat-2", "bg-heat-3", "bg-heat-4", "bg-heat-5"] as const;
const TABLE_LOOK = "border-separate border-spacing-0.5 text-sm tabular-nums";
// Two or three columns over a whole card would be blocks, not cells.
const MIN_STRETCHED_COLUMNS = 4;
const CELLS_SHARE = 80;
const HIGHEST_LEVEL = LEVELS.length - 1;

/** A real table; colour only repeats what the cells say. */
export function HeatMap({ title, rowHeading, rows, columns, cells, formatValue = String }: HeatMapProps) {
  const highest = Math.max(0, ...cells.flat().map((value) => value ?? 0));
  const isStretched = columns.length >= MIN_STRETCHED_COLUMNS;
  const columnWidth = isStretched ? { width: `${CELLS_SHARE / columns.length}%` } : undefined;
  return (
    <div>
      <ScrollRegion label={title}>
        <table className={classes(TABLE_LOOK, isStretched && "w-full")}>
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky left-0 z-10 bg-surface py-1 pr-3 text-start align-bottom text-xs font-medium text-ink-muted"
              >
                {rowHeading}
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  title={column.label}
                  style={columnWidth}
                  className="min-w-24 px-1.5 wrap-anywhere print:min-w-0 py-1 text-start align-bottom text-xs font-medium text-ink-muted"
                >
                  <Label item={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.key}>
                <th
                  scope="row"
                  title={row.label}
                  className="sticky left-0 z-10 min-w-32 bg-surface py-1 pr-3 text-start font-normal text-ink wrap-anywhere sm:min-w-52 print:min-w-0"
                >
                  <Label item={row} />
                </th>
                {columns.map((column, at) => (
                  <Cell
                    key={column.key}
                    value={cells[index]?.[at] ?? null}
                    highest={highest}
                    formatValue={formatValue}
                  />
                ))}
              </tr>
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

function Cell({
  value,
  highest,
  formatValue,
}: {
  value: number | null;
  highest: number;
  formatValue: (value: number) => string;
}) {
  const { t } = useTranslation("common");
  return (
    <td
      data-mark
      className={classes(
        "h-10 rounded-sm px-1.5 text-center whitespace-nowrap text-ink",
        LEVELS[levelOf(value, highest)],
      )}
    >
      {value === null ? (
        <>
          <span aria-hidden className="text-ink-faint">
            –
          </span>
          <span className="sr-only">{t("chart.notOpened")}</span>
        </>
      ) : (
        formatValue(value)
      )}
    </td>
  );
}

function Label({ item }: { item: HeatMapLabel }) {
  return (
    <>
      {item.to === undefined ? (
        <span className="line-clamp-2">{item.label}</span>
      ) : (
        <Link to={item.to} className="line-clamp-2 rounded-sm hover:text-accent hover:underline">
          {item.label}
        </Link>
      )}
      {item.note ? <span className="line-clamp-1 text-xs text-ink-muted">{item.note}</span> : null}
    </>
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
