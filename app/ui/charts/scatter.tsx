import { Link } from "@remix-run/react";
import { percent, ticksFor, type Unit } from "./axis";
import { ChartTable } from "./chart-table";

export type ScatterPoint = { key: string; label: string; x: number; y: number; series: string; to?: string };
type Axis = { label: string; unit: Unit; format: (value: number) => string };
export type ScatterProps = {
  title: string;
  points: readonly ScatterPoint[];
  x: Axis;
  y: Axis;
  /** In the order of the legend; told apart by shape as well as by colour. At most four. */
  series: readonly { key: string; label: string }[];
  itemHeading: string;
};

const HEIGHT = 260;
const FLOOR = 252;
const CEILING = 10;
const INSET = 0.02;
const LOOKS = ["fill-accent", "fill-positive", "fill-warning", "fill-danger"] as const;

/** Each thing where two numbers meet; a shape for each series, a link for each point that has a page. */
export function Scatter({ title, points, x, y, series, itemHeading }: ScatterProps) {
  const across = ticksFor(Math.max(0, ...points.map((point) => point.x)), x.unit, 6);
  const up = ticksFor(Math.max(0, ...points.map((point) => point.y)), y.unit, 4);
  const place = (point: { x: number; y: number }) => ({
    x: percent(INSET + (point.x / (across.at(-1) ?? 1)) * (1 - 2 * INSET)),
    y: Math.round((FLOOR - (point.y / (up.at(-1) ?? 1)) * (FLOOR - CEILING)) * 100) / 100,
  });
  return (
    <figure>
      <figcaption className="sr-only">{title}</figcaption>
      <Legend series={series} />
      <p aria-hidden className="text-xs text-ink-muted">
        {y.label}
      </p>
      <div className="flex">
        <svg aria-hidden="true" height={HEIGHT} className="w-18 shrink-0">
          {up.map((tick) => (
            <text
              key={tick}
              x="100%"
              dx="-8"
              y={place({ x: 0, y: tick }).y}
              dy="0.32em"
              textAnchor="end"
              className="fill-ink-muted text-xs tabular-nums"
            >
              {tick === 0 ? "0" : y.format(tick)}
            </text>
          ))}
        </svg>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of links inside a picture */}
        <svg
          role="group"
          aria-label={title}
          height={HEIGHT}
          className="block min-w-0 flex-1 overflow-visible"
        >
          {up.map((tick) => (
            <line
              key={tick}
              x1="0"
              x2="100%"
              y1={place({ x: 0, y: tick }).y}
              y2={place({ x: 0, y: tick }).y}
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
            />
          ))}
          {points.map((point) => (
            <svg key={point.key} role="presentation" {...place(point)} className="overflow-visible">
              <Point
                point={point}
                at={series.findIndex(({ key }) => key === point.series)}
                text={`${point.label}: ${x.label} ${x.format(point.x)}, ${y.label} ${y.format(point.y)}`}
              />
            </svg>
          ))}
        </svg>
      </div>
      <svg
        aria-hidden="true"
        height="22"
        className="ml-18 block w-[calc(100%-var(--spacing)*18)] overflow-visible"
      >
        {across.map((tick) => (
          <text
            key={tick}
            x={place({ x: tick, y: 0 }).x}
            y="14"
            textAnchor="middle"
            className="fill-ink-muted text-xs tabular-nums"
          >
            {x.format(tick)}
          </text>
        ))}
      </svg>
      <p aria-hidden className="text-end text-xs text-ink-muted">
        {x.label}
      </p>
      <ChartTable
        title={title}
        headings={[itemHeading, x.label, y.label]}
        rows={points.map((point) => ({
          key: point.key,
          cells: [point.label, x.format(point.x), y.format(point.y)],
        }))}
      />
    </figure>
  );
}

function Point({ point, at, text }: { point: ScatterPoint; at: number; text: string }) {
  if (point.to === undefined) return <Shape at={at} text={text} />;
  return (
    <Link to={point.to} aria-label={text} className="focus-visible:[&_path]:stroke-ink">
      <Shape at={at} text={text} />
    </Link>
  );
}

// Circle, square, triangle, diamond, all of about the same area.
const SHAPES = [
  "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
  "M-4.5 -4.5h9v9h-9z",
  "M0 -6l5.6 10h-11.2z",
  "M0 -6.2l6.2 6.2l-6.2 6.2l-6.2 -6.2z",
] as const;

function Shape({ at, text }: { at: number; text?: string }) {
  const index = Math.max(0, at) % SHAPES.length;
  return (
    <path data-mark d={SHAPES[index]} strokeWidth="1.5" className={`${LOOKS[index]} stroke-surface`}>
      {text ? <title>{text}</title> : null}
    </path>
  );
}

function Legend({ series }: Pick<ScatterProps, "series">) {
  if (series.length < 2) return null;
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
      {series.map(({ key, label }, at) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="-7 -7 14 14" className="size-3.5">
            <Shape at={at} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
