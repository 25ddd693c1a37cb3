import { useId } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "../classes";

export type SparklineProps = {
  /** What is shown, such as "Visits per day, last 30 days". */
  title: string;
  points: readonly { label: string; value: number }[];
  formatValue?: (value: number) => string;
  className?: string;
};

const WIDTH = 120;
const HEIGHT = 32;
const INSET = 3;

export function Sparkline({ title, points, formatValue = String, className }: SparklineProps) {
  const { t } = useTranslation("common");
  const id = useId();
  const dots = place(points.map((point) => point.value));
  const line = dots.map(({ x, y }) => `${x} ${y}`).join("L");
  const last = dots.at(-1);
  const summary = points.map((point) => `${point.label}: ${formatValue(point.value)}`).at(-1);
  return (
    <div className={classes("inline-block", className)}>
      <svg
        role="img"
        aria-labelledby={`${id}-title ${id}-desc`}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="block h-8 w-30 text-accent"
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-desc`}>{summary}</desc>
        <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} className="stroke-line" />
        {last ? (
          <>
            <path d={`M${INSET} ${HEIGHT}L${line}L${last.x} ${HEIGHT}Z`} className="fill-accent-soft" />
            <path
              d={`M${line}`}
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
            <circle cx={last.x} cy={last.y} r="2.5" fill="currentColor" />
          </>
        ) : null}
      </svg>
      {/* A table takes the room it needs whatever it is told; what holds it is clipped. */}
      <div className="sr-only">
        <table>
          <caption>{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t("chart.item")}</th>
              <th scope="col">{t("chart.value")}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.label}>
                <th scope="row">{point.label}</th>
                <td>{formatValue(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

// From zero: a line that starts at the smallest value makes noise look like change.
function place(values: readonly number[]): { x: number; y: number }[] {
  const highest = Math.max(...values, 0) || 1;
  const step = (WIDTH - 2 * INSET) / Math.max(1, values.length - 1);
  return values.map((value, index) => ({
    x: round(INSET + index * step),
    y: round(HEIGHT - INSET - (Math.max(0, value) / highest) * (HEIGHT - 2 * INSET)),
  }));
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}
