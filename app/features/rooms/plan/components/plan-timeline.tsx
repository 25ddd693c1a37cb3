import { useTranslation } from "react-i18next";
import { formatDay } from "~/platform/i18n/format";
import { dayNumber, dayTicks, percent } from "~/ui/charts/axis";
import { ChartTable } from "~/ui/charts/chart-table";
import { useLocale } from "~/ui/locale";
import { ScrollRegion } from "~/ui/scroll-region";
import type { MemberPlan, MemberTask } from "../schema";
import type { PlanShow } from "../screen/utils";
import { isShown, type Span, spansOf } from "../screen/utils";

const ROW = 36;
const HEAD = 28;
const NARROWEST_DAY = 6;
const WIDEST = 1600;
const NARROWEST = 480;
const BAR = 12;
/** Of the whole, at each end: half a dot in the narrowest picture. */
const MARGIN = 0.02;

type Row = { task: MemberTask; span: Span };

/** Days from left to right, one task a line: a bar from what it hangs on to its own day, or the day alone. */
export function PlanTimeline({ plan, show }: { plan: MemberPlan; show: PlanShow }) {
  const { t } = useTranslation("plan");
  const { t: word } = useTranslation("tasks");
  const { language } = useLocale();
  const spans = new Map(spansOf(plan.tasks).map((span) => [span.id, span]));
  const rows = inOrder(plan).flatMap((task): Row[] => {
    const span = spans.get(task.id);
    return span && isShown(task, show) ? [{ task, span }] : [];
  });
  if (rows.length === 0) return <p className="text-sm text-ink-muted">{t("timeline.none")}</p>;
  const range = rangeOf(rows, plan.today);
  const days = range.last - range.first + 1;
  const width = Math.min(WIDEST, Math.max(NARROWEST, days * NARROWEST_DAY));
  const height = HEAD + rows.length * ROW;
  const milestoneOf = new Map(plan.milestones.map(({ id, title }) => [id, title]));
  return (
    <figure>
      <div className="flex">
        <ol className="w-32 shrink-0 pt-7 text-sm sm:w-56" aria-hidden>
          {rows.map(({ task }) => (
            <li key={task.id} className="flex h-9 items-center border-t border-line pr-3">
              <span className="line-clamp-2 text-xs text-ink sm:text-sm sm:line-clamp-1">{task.title}</span>
            </li>
          ))}
        </ol>
        <ScrollRegion label={t("timeline.title")} className="min-w-0 flex-1">
          <svg aria-hidden="true" height={height} className="block w-full" style={{ minWidth: width }}>
            <Days range={range} height={height} today={plan.today} todayLabel={t("timeline.today")} />
            {rows.map((row, at) => (
              <TaskBar key={row.task.id} row={row} y={HEAD + at * ROW} range={range} />
            ))}
          </svg>
        </ScrollRegion>
      </div>
      <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-xs text-ink-muted">
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="h-2 w-6 rounded-sm bg-accent" />
          {t("timeline.legendBar")}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-full bg-accent" />
          {t("timeline.legendDot")}
        </span>
      </figcaption>
      <ChartTable
        title={t("timeline.title")}
        headings={[
          t("task.title"),
          t("task.milestone"),
          t("timeline.from"),
          t("timeline.due"),
          t("timeline.status"),
        ]}
        rows={rows.map(({ task, span }) => ({
          key: task.id,
          cells: [
            task.title,
            milestoneOf.get(task.milestoneId ?? "") ?? "",
            span.from ? formatDay(span.from, language) : "",
            formatDay(span.to, language),
            word(`status.${task.status}`),
          ],
        }))}
      />
    </figure>
  );
}

function inOrder(plan: MemberPlan): MemberTask[] {
  return [null, ...plan.milestones.map(({ id }) => id)].flatMap((id) =>
    plan.tasks.filter((task) => task.milestoneId === id),
  );
}

type Range = { first: number; last: number };

/** Today is always in sight, and a little beyond the ends so that nothing is cut off. */
function rangeOf(rows: readonly Row[], today: string): Range {
  const days = rows.flatMap(({ span }) => [span.from ?? span.to, span.to]).map(dayNumber);
  const first = Math.min(...days, dayNumber(today));
  const last = Math.max(...days, dayNumber(today));
  const margin = Math.max(2, Math.ceil((last - first) * MARGIN));
  return { first: first - margin, last: last + margin + 1 };
}

function place(day: string, { first, last }: Range): string {
  return percent((dayNumber(day) - first) / (last - first + 1));
}

type DaysProps = { range: Range; height: number; today: string; todayLabel: string };

function Days({ range, height, today, todayLabel }: DaysProps) {
  const { language } = useLocale();
  const dayAt = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const ticks = dayTicks(dayAt(range.first), dayAt(range.last - 2), 6);
  const isWithinAYear = dayAt(range.first).slice(0, 4) === dayAt(range.last).slice(0, 4);
  return (
    <>
      {ticks.map((day) => (
        <g key={day}>
          <line
            x1={place(day, range)}
            x2={place(day, range)}
            y1={HEAD - 4}
            y2={height}
            className="stroke-line"
          />
          <text x={place(day, range)} y={14} dx="3" className="fill-ink-muted text-xs tabular-nums">
            {formatDay(day, language, isWithinAYear ? "monthDay" : "day")}
          </text>
        </g>
      ))}
      <line
        x1={place(today, range)}
        x2={place(today, range)}
        y1={HEAD - 8}
        y2={height}
        strokeDasharray="3 3"
        className="stroke-danger"
      />
      <title>{todayLabel}</title>
    </>
  );
}

function TaskBar({ row: { task, span }, y, range }: { row: Row; y: number; range: Range }) {
  const { t: word } = useTranslation("tasks");
  const { language } = useLocale();
  const middle = y + ROW / 2;
  const look = lookOf(task);
  const words = `${task.title}: ${formatDay(span.to, language)}, ${word(`status.${task.status}`)}`;
  const start = span.from ? (dayNumber(span.from) - range.first) / (range.last - range.first + 1) : 0;
  const end = (dayNumber(span.to) - range.first) / (range.last - range.first + 1);
  return (
    <g>
      <title>{words}</title>
      <line x1="0" x2="100%" y1={y} y2={y} className="stroke-line" />
      {span.from ? (
        <rect
          x={percent(start)}
          width={percent(end - start)}
          y={middle - BAR / 2}
          height={BAR}
          rx="3"
          className={look}
        />
      ) : null}
      <circle cx={percent(end)} cy={middle} r={BAR / 2} className={look} />
    </g>
  );
}

function lookOf(task: MemberTask): string {
  if (task.status === "done") return "fill-positive";
  if (task.status === "cancelled") return "fill-line-strong";
  return task.lateDays > 0 ? "fill-danger" : "fill-accent";
}
