import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../scroll-region";
import { percent, ticksFor } from "./axis";
import { ChartTable } from "./chart-table";

export type Bar = { key: string; label: string; value: number; to?: string };
export type BarsProps = {
  title: string;
  bars: readonly Bar[];
  formatValue?: (value: number) => string;
  /** Horizontal for names, vertical for the numbered pages of a document. */
  orientation?: "horizontal" | "vertical";
  /** Of the axis of vertical bars. */
  unit?: "count" | "duration";
  /** Headings of the table that says the same. */
  labelHeading?: string;
  valueHeading?: string;
};

const HEIGHT = 168;
const FLOOR = 144;
const CEILING = 8;
const NARROWEST = 22;
const WIDEST = 64;
/** Of its slot; the rest is the gap to the next. */
const THICKNESS = 0.72;
const MAX_LABELS = 24;

/** Columns on a scale for the eye and a table for everybody else. Scrolls where there are many. */
export function Columns({
  title,
  bars,
  formatValue = String,
  unit = "duration",
  labelHeading,
  valueHeading,
}: Omit<BarsProps, "orientation">) {
  const { t } = useTranslation("common");
  const ticks = ticksFor(Math.max(...bars.map((bar) => bar.value), 0), unit, 3);
  const top = ticks.at(-1) ?? 1;
  const isLong = bars.length > MAX_LABELS;
  return (
    <figure>
      <div className="flex">
        <ValueAxis ticks={ticks} format={formatValue} />
        <ScrollRegion label={title} className="min-w-0 flex-1">
          <svg
            aria-hidden="true"
            height={HEIGHT}
            className="block w-full"
            style={{ minWidth: bars.length * NARROWEST, maxWidth: bars.length * WIDEST }}
          >
            <Grid ticks={ticks} />
            {bars.map((bar, at) => (
              <Column
                key={bar.key}
                bar={bar}
                slot={{ at, of: bars.length }}
                share={bar.value / top}
                text={formatValue(bar.value)}
              />
            ))}
          </svg>
        </ScrollRegion>
      </div>
      <figcaption className="sr-only">{title}</figcaption>
      {isLong ? <p className="mt-1 text-xs text-ink-muted lg:hidden">{t("table.scrollHint")}</p> : null}
      <ChartTable
        title={title}
        headings={[labelHeading ?? t("chart.item"), valueHeading ?? t("chart.value")]}
        rows={bars.map((bar) => ({ key: bar.key, cells: [bar.label, formatValue(bar.value)] }))}
      />
    </figure>
  );
}

/** Stays where it is while the columns scroll. */
function ValueAxis({ ticks, format }: { ticks: readonly number[]; format: (value: number) => string }) {
  const top = ticks.at(-1) ?? 1;
  return (
    <svg aria-hidden="true" height={HEIGHT} className="w-18 shrink-0">
      {ticks.map((tick) => (
        <text
          key={tick}
          x="100%"
          dx="-8"
          y={heightOf(tick / top)}
          dy="0.32em"
          textAnchor="end"
          className="fill-ink-muted text-xs tabular-nums"
        >
          {tick === 0 ? "0" : format(tick)}
        </text>
      ))}
    </svg>
  );
}

function Grid({ ticks }: { ticks: readonly number[] }) {
  const top = ticks.at(-1) ?? 1;
  return ticks.map((tick) => (
    <line
      key={tick}
      x1="0"
      x2="100%"
      y1={heightOf(tick / top)}
      y2={heightOf(tick / top)}
      className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
    />
  ));
}

function Column({
  bar,
  slot: { at, of },
  share,
  text,
}: {
  bar: Bar;
  slot: { at: number; of: number };
  share: number;
  text: string;
}) {
  const middle = (at + 0.5) / of;
  // Labels of a long document are written where they fit: its first page, then every fifth.
  const isLabelled = of <= MAX_LABELS || at === 0 || (at + 1) % 5 === 0;
  return (
    <g className="group/column">
      <title>{`${bar.label}: ${text}`}</title>
      <rect x={percent(at / of)} width={percent(1 / of)} height={FLOOR} className="fill-transparent" />
      <rect
        data-mark
        x={percent(middle - THICKNESS / of / 2)}
        width={percent(THICKNESS / of)}
        y={heightOf(share)}
        height={FLOOR - heightOf(share)}
        rx="2"
        className="fill-accent group-hover/column:fill-accent-strong"
      />
      {isLabelled ? (
        <text
          x={percent(middle)}
          y={HEIGHT - 8}
          textAnchor="middle"
          className="fill-ink-muted text-xs tabular-nums"
        >
          {bar.label}
        </text>
      ) : null}
    </g>
  );
}

function heightOf(share: number): number {
  return Math.round((FLOOR - share * (FLOOR - CEILING)) * 100) / 100;
}
