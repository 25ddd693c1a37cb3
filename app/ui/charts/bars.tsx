import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ScrollRegion } from "../scroll-region";

export type Bar = { key: string; label: string; value: number; to?: string };
export type BarsProps = {
  title: string;
  bars: readonly Bar[];
  formatValue?: (value: number) => string;
  /** Horizontal for names, vertical for the numbered pages of a document. */
  orientation?: "horizontal" | "vertical";
  /** Headings of the table that says the same. */
  labelHeading?: string;
  valueHeading?: string;
};

export function Bars({ orientation = "horizontal", ...rest }: BarsProps) {
  return orientation === "horizontal" ? <HorizontalBars {...rest} /> : <VerticalBars {...rest} />;
}

type DirectedProps = Omit<BarsProps, "orientation">;

/** A table itself: name, bar, number. */
function HorizontalBars({ title, bars, formatValue = String, labelHeading, valueHeading }: DirectedProps) {
  const { t } = useTranslation("common");
  const highest = highestOf(bars);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{labelHeading ?? t("chart.item")}</th>
          <th scope="col">{valueHeading ?? t("chart.value")}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row" className="w-2/5 max-w-0 py-1.5 pr-3 text-start font-normal text-ink">
              <BarLabel bar={bar} />
            </th>
            <td className="py-1.5">
              <div className="flex items-center gap-2.5">
                <div aria-hidden className="min-w-0 flex-1">
                  <div
                    data-mark
                    className="h-2.5 rounded-sm bg-accent"
                    style={{ width: `${percentOf(bar.value, highest)}%` }}
                  />
                </div>
                <span className="min-w-16 shrink-0 text-end whitespace-nowrap text-ink-muted tabular-nums">
                  {formatValue(bar.value)}
                </span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function BarLabel({ bar }: { bar: Bar }) {
  if (bar.to === undefined) {
    return (
      <span title={bar.label} className="block truncate">
        {bar.label}
      </span>
    );
  }
  return (
    <Link to={bar.to} title={bar.label} className="block truncate hover:text-accent hover:underline">
      {bar.label}
    </Link>
  );
}

/** Columns for the eye and a table for everybody else. */
function VerticalBars({ title, bars, formatValue = String, labelHeading, valueHeading }: DirectedProps) {
  const { t } = useTranslation("common");
  const highest = highestOf(bars);
  return (
    <figure>
      <ScrollRegion label={title}>
        <div aria-hidden className="flex min-w-max gap-1 pt-6">
          {bars.map((bar) => (
            <div key={bar.key} className="group min-w-5 max-w-14 flex-1">
              <div className="flex h-36 flex-col justify-end border-b border-line">
                <div
                  data-mark
                  className="relative rounded-t-sm bg-accent"
                  style={{ height: `${percentOf(bar.value, highest)}%` }}
                >
                  <span className="absolute inset-x-0 -top-5 flex justify-center text-xs whitespace-nowrap text-ink-muted tabular-nums opacity-0 group-hover:opacity-100">
                    {formatValue(bar.value)}
                  </span>
                </div>
              </div>
              <p className="pt-1 text-center text-xs text-ink-muted tabular-nums">{bar.label}</p>
            </div>
          ))}
        </div>
      </ScrollRegion>
      <details className="mt-3 text-sm">
        <summary className="w-fit rounded-sm text-ink-muted hover:text-ink">{t("chart.asTable")}</summary>
        <table className="mt-2 tabular-nums">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr className="text-start text-xs text-ink-muted">
              <th scope="col" className="pr-6 text-start font-medium">
                {labelHeading ?? t("chart.item")}
              </th>
              <th scope="col" className="text-end font-medium">
                {valueHeading ?? t("chart.value")}
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.key}>
                <th scope="row" className="pr-6 text-start font-normal">
                  {bar.label}
                </th>
                <td className="text-end">{formatValue(bar.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

function highestOf(bars: readonly Bar[]): number {
  return Math.max(...bars.map((bar) => bar.value), 0) || 1;
}

function percentOf(value: number, highest: number): number {
  return Math.round((Math.max(0, value) / highest) * 1000) / 10;
}
