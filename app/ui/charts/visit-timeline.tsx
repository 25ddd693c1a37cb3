import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { classes } from "../classes";

export type TimelineVisit = {
  id: string;
  /** Who and how long, such as "Tanaka, 6 min". */
  label: string;
  /** Minutes since midnight in the workspace's time zone. */
  startMinute: number;
  endMinute: number;
  to?: string;
};
export type VisitTimelineProps = {
  title: string;
  days: readonly { key: string; label: string; visits: readonly TimelineVisit[] }[];
};

const DAY_MINUTES = 24 * 60;
const TICK_HOURS = [0, 6, 12, 18] as const;

/** One row a day from midnight to midnight, one mark a visit. */
export function VisitTimeline({ title, days }: VisitTimelineProps) {
  const { t } = useTranslation("common");
  return (
    <figure>
      <figcaption className="sr-only">{title}</figcaption>
      <div aria-hidden className="mb-1 grid grid-cols-[5.5rem_1fr] text-xs text-ink-muted tabular-nums">
        <span />
        <div className="grid grid-cols-4">
          {TICK_HOURS.map((hour) => (
            <span key={hour}>{clock(hour * 60)}</span>
          ))}
        </div>
      </div>
      <ol>
        {days.map((day) => (
          <li key={day.key} className="grid min-h-8 grid-cols-[5.5rem_1fr] items-center text-sm">
            <span className="truncate pr-2 text-ink-muted">{day.label}</span>
            <div className="relative grid h-7 grid-cols-4 border-b border-line">
              {TICK_HOURS.map((hour) => (
                <span key={hour} aria-hidden className="border-l border-line" />
              ))}
              {day.visits.length === 0 ? <span className="sr-only">{t("chart.noVisits")}</span> : null}
              <ul>
                {day.visits.map((visit) => (
                  <li key={visit.id}>
                    <VisitMark visit={visit} />
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ol>
    </figure>
  );
}

function VisitMark({ visit }: { visit: TimelineVisit }) {
  const { t } = useTranslation("common");
  const start = Math.min(DAY_MINUTES, Math.max(0, visit.startMinute));
  const end = Math.min(DAY_MINUTES, Math.max(start, visit.endMinute));
  const text = `${t("chart.visitAt", { from: clock(start), to: clock(end) })} ${visit.label}`;
  const mark = {
    title: text,
    className: classes(
      "absolute top-1.5 h-3.5 min-w-2 rounded-sm bg-accent",
      visit.to !== undefined &&
        "hover:bg-accent-strong pointer-coarse:after:absolute pointer-coarse:after:-inset-3",
    ),
    style: { left: `${share(start)}%`, width: `${share(end - start)}%` },
    children: <span className="sr-only">{text}</span>,
  };
  return visit.to === undefined ? <span data-mark {...mark} /> : <Link data-mark to={visit.to} {...mark} />;
}

function share(minutes: number): number {
  return Math.round((minutes / DAY_MINUTES) * 10_000) / 100;
}

function clock(minutes: number): string {
  const whole = Math.floor(minutes);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
