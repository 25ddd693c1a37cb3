import { useTranslation } from "react-i18next";
import { formatDay } from "~/platform/i18n/format";
import { classes } from "../classes";
import { useLocale } from "../locale";
import { dayNumber, dayTicks, percent } from "./axis";
import { ChartTable } from "./chart-table";

export type TimelineMark = { day: string; value: number };
export type TimelineRow = { key: string; name: string; marks: readonly TimelineMark[] };
export type PersonTimelineProps = {
  title: string;
  /** YYYY-MM-DD, both included. */
  first: string;
  last: string;
  rows: readonly TimelineRow[];
  formatValue: (value: number) => string;
  /** Headings of the table: who, which day, how much. */
  headings: readonly [string, string, string];
};

const ROW = 32;
const LARGEST = 10;
const SMALLEST = 3;
const COLUMNS = "grid grid-cols-[8rem_minmax(0,1fr)] sm:grid-cols-[13rem_minmax(0,1fr)]";

/** One line a person, one mark a day on which the person came, its area as large as what was read. */
export function PersonTimeline({ title, first, last, rows, ...rest }: PersonTimelineProps) {
  const { language } = useLocale();
  const { formatValue, headings } = rest;
  const ticks = dayTicks(first, last);
  const highest = Math.max(1, ...rows.flatMap(({ marks }) => marks.map(({ value }) => value)));
  const scale = { first: dayNumber(first), last: dayNumber(last), highest };
  return (
    <figure>
      <figcaption className="sr-only">{title}</figcaption>
      <div aria-hidden>
        {rows.map((row) => (
          <div key={row.key} className={`${COLUMNS} items-center border-b border-line`}>
            <span className="truncate pr-3 text-sm text-ink">{row.name}</span>
            <svg aria-hidden="true" height={ROW} width="100%" className="block overflow-visible">
              {ticks.map((day) => (
                <line
                  key={day}
                  x1={placeOf(day, scale)}
                  x2={placeOf(day, scale)}
                  y1="0"
                  y2={ROW}
                  className="stroke-line"
                />
              ))}
              {row.marks.map((mark) => (
                <circle
                  key={mark.day}
                  data-mark
                  cx={placeOf(mark.day, scale)}
                  cy={ROW / 2}
                  r={radiusOf(mark.value, highest)}
                  className="fill-accent stroke-surface hover:fill-accent-strong"
                  fillOpacity="0.85"
                >
                  <title>{`${formatDay(mark.day, language)}: ${formatValue(mark.value)}`}</title>
                </circle>
              ))}
            </svg>
          </div>
        ))}
        <div className={COLUMNS}>
          <span />
          <svg aria-hidden="true" height="22" width="100%" className="block overflow-visible">
            {ticks.map((day, at) => (
              <text
                key={day}
                x={placeOf(day, scale)}
                y="16"
                textAnchor={at === ticks.length - 1 ? "end" : "middle"}
                className={classes(
                  "fill-ink-muted text-xs tabular-nums",
                  // On a phone every second one has room.
                  (ticks.length - 1 - at) % 2 === 1 && "max-sm:hidden",
                )}
              >
                {formatDay(day, language, "monthDay")}
              </text>
            ))}
          </svg>
        </div>
      </div>
      <TimelineTable title={title} rows={rows} formatValue={formatValue} headings={headings} />
    </figure>
  );
}

function TimelineTable({
  title,
  rows,
  formatValue,
  headings,
}: Pick<PersonTimelineProps, "title" | "rows" | "formatValue" | "headings">) {
  const { t } = useTranslation("common");
  const { language } = useLocale();
  return (
    <ChartTable
      title={title}
      headings={headings}
      rows={rows.flatMap(({ key, name, marks }) =>
        marks.length === 0
          ? [{ key, cells: [name, t("chart.noVisits"), ""] }]
          : marks.map(({ day, value }) => ({
              key: `${key} ${day}`,
              cells: [name, formatDay(day, language), formatValue(value)],
            })),
      )}
    />
  );
}

type Scale = { first: number; last: number; highest: number };

function placeOf(day: string, { first, last }: Scale): string {
  return percent((dayNumber(day) - first + 0.5) / (last - first + 1));
}

/** The eye compares areas, so the radius grows with the root. */
function radiusOf(value: number, highest: number): number {
  const share = Math.sqrt(Math.max(0, value) / highest);
  return Math.round((SMALLEST + share * (LARGEST - SMALLEST)) * 10) / 10;
}
