export const VISIT_GAP_MS = 30 * 60_000;
export const BOUNCE_BELOW_MS = 10_000;

export type Interval = { startMs: number; endMs: number };

/** All activity of one viewer in one room without a gap of 30 min; whatever order the intervals come in. */
export function groupVisits<T extends Interval>(intervals: readonly T[]): T[][] {
  const groups: T[][] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const interval of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    const current = groups.at(-1);
    if (current && interval.startMs - endMs < VISIT_GAP_MS) current.push(interval);
    else groups.push([interval]);
    endMs = Math.max(endMs, interval.endMs);
  }
  return groups;
}

/** Two stretches of activity belong to one visit. */
export function isSameVisit(a: Interval, b: Interval): boolean {
  return a.startMs - b.endMs < VISIT_GAP_MS && b.startMs - a.endMs < VISIT_GAP_MS;
}

/**
 * Until when a view was surely looked at, given a report that arrived at `nowMs`. While less than a visit's gap of the
 * time since it was opened is unexplained by visible time, the arrival is activity. Otherwise the report is late, or
 * the tab was left alone meanwhile: it only proves the visible time it tells of.
 */
export function activeUntil(view: { openedMs: number; visibleMs: number }, nowMs: number): number {
  const provenMs = Math.min(view.openedMs + view.visibleMs, nowMs);
  return nowMs - provenMs < VISIT_GAP_MS ? nowMs : provenMs;
}

/** Less than 10 s active on one page. */
export function isBounce(visit: { activeMs: number; pageCount: number }): boolean {
  return visit.activeMs < BOUNCE_BELOW_MS && visit.pageCount <= 1;
}
