/**
 * What the numbers of a report mean, once and in one place. Every input is already filtered to engaged views of the
 * window; ratios are between 0 and 1, null where there is nothing to divide by.
 */

/** A unit counts as read from this much attention on. */
export const READ_FROM_MS = 1_000;

export type UnitAttention = {
  readonly pageId: string;
  readonly versionId: string;
  readonly unit: number;
  readonly activeMs: number;
};
export type PersonDay = { readonly personKey: string; readonly visits: number; readonly bounces: number };

/** Units read of the units there were. */
export type Reading = { readonly read: number; readonly units: number };

/** Distinct units with at least a second of attention ÷ units of the version seen. Sums one unit's days first. */
export function completion(attention: readonly UnitAttention[], unitCount: number): number | null {
  return sharedCompletion([{ read: unitsRead(attention, unitCount), units: unitCount }]);
}

/** Of several people or documents: the units read by each ÷ the units of everything they opened. */
export function sharedCompletion(readings: readonly Reading[]): number | null {
  return ratio(
    total(readings, ({ read }) => read),
    total(readings, ({ units }) => Math.max(0, units)),
  );
}

/** Units from 1 to `unitCount` with at least a second of attention. */
export function unitsRead(
  attention: readonly Pick<UnitAttention, "unit" | "activeMs">[],
  unitCount: number,
): number {
  const msByUnit = new Map<number, number>();
  for (const { unit, activeMs } of attention) {
    if (unit >= 1 && unit <= unitCount) msByUnit.set(unit, (msByUnit.get(unit) ?? 0) + activeMs);
  }
  return [...msByUnit.values()].filter((ms) => ms >= READ_FROM_MS).length;
}

/** One film in one engaged view; `seen` is its distinct seconds played ÷ its length. */
export type FilmViewing = { readonly personKey: string; readonly activeMs: number; readonly seen: number };
export type FilmWatcher = FilmViewing & { readonly viewings: number };

/**
 * Who watched a film, those who saw most of it first. Time of all viewings together; of the share the largest of one
 * viewing, because which seconds another one played is not kept: so it is never more than what was seen.
 */
export function filmWatchers(viewings: readonly FilmViewing[]): FilmWatcher[] {
  const watched = viewings.filter(({ activeMs, seen }) => seen > 0 || activeMs >= READ_FROM_MS);
  return [...grouped(watched, ({ personKey }) => personKey)]
    .map(([personKey, own]) => ({
      personKey,
      viewings: own.length,
      activeMs: total(own, ({ activeMs }) => activeMs),
      seen: Math.min(1, Math.max(...own.map(({ seen }) => seen))),
    }))
    .sort((a, b) => b.seen - a.seen || b.activeMs - a.activeMs || (a.personKey < b.personKey ? -1 : 1));
}

/** Of everyone who watched: the shares added ÷ their number. */
export function sharedFilm(watchers: readonly Pick<FilmWatcher, "seen">[]): number | null {
  return ratio(
    total(watchers, ({ seen }) => seen),
    watchers.length,
  );
}

/** People with two visits or more ÷ people. */
export function repeatRate(days: readonly PersonDay[]): number | null {
  const visits = new Map<string, number>();
  for (const day of days) visits.set(day.personKey, (visits.get(day.personKey) ?? 0) + day.visits);
  const people = [...visits.values()].filter((count) => count > 0);
  return ratio(people.filter((count) => count >= 2).length, people.length);
}

/** Visits under ten seconds on one page ÷ visits. */
export function bounceRate(days: readonly PersonDay[]): number | null {
  return ratio(
    total(days, (day) => day.bounces),
    total(days, (day) => day.visits),
  );
}

/** Contacts engaged ÷ contacts known. */
export function reach(engagedContacts: number, knownContacts: number): number | null {
  return ratio(Math.min(engagedContacts, knownContacts), knownContacts);
}

export function engagedPeople(days: readonly PersonDay[]): number {
  return new Set(days.filter((day) => day.visits > 0).map((day) => day.personKey)).size;
}

export function total<T>(rows: readonly T[], amount: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + amount(row), 0);
}

/** In the order of first appearance. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
