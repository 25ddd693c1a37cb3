import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { percent } from "./axis";
import { type Bar, type BarsProps, Columns } from "./columns";

export function Bars({ orientation = "horizontal", ...rest }: BarsProps) {
  return orientation === "horizontal" ? <HorizontalBars {...rest} /> : <Columns {...rest} />;
}

/** A table itself: name, bar, number. */
function HorizontalBars({
  title,
  bars,
  formatValue = String,
  labelHeading,
  valueHeading,
}: Omit<BarsProps, "orientation" | "unit">) {
  const { t } = useTranslation("common");
  const highest = Math.max(...bars.map((bar) => bar.value), 0) || 1;
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
                <svg aria-hidden="true" className="h-2.5 w-0 flex-1">
                  <rect width="100%" height="10" rx="2" className="fill-sunken" />
                  <rect
                    data-mark
                    width={percent(bar.value / highest)}
                    height="10"
                    rx="2"
                    className="fill-accent"
                  />
                </svg>
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
