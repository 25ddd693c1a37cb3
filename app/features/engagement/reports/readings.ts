import { grouped, type Reading, total, unitsRead } from "../measures";

type Row = { personKey: string; pageId: string; versionId: string; unit: number; activeMs: number };

/** What one person read of one page. */
export type PersonReading = Reading & { personKey: string; pageId: string; activeMs: number };

/** Time of all versions together; units of the version that the person read longest. */
export function readingsOf(
  rows: readonly Row[],
  unitCountOf: (seen: { pageId: string; versionId: string }) => number,
): PersonReading[] {
  const groups = grouped(rows, ({ personKey, pageId }) => `${personKey} ${pageId}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { personKey, pageId } = first;
    const main = longestVersion(group);
    const versionId = main[0]?.versionId ?? "";
    const units = unitCountOf({ pageId, versionId });
    return [{ personKey, pageId, activeMs: msOf(group), units, read: unitsRead(main, units) }];
  });
}

/** Of two versions read equally long, the later id: ids rise with time. */
function longestVersion(rows: readonly Row[]): readonly Row[] {
  const versions = [...grouped(rows, ({ versionId }) => versionId).values()];
  return versions.reduce((best, next) => {
    const isLonger = msOf(next) - msOf(best);
    const isLater = (next[0]?.versionId ?? "") > (best[0]?.versionId ?? "");
    return isLonger > 0 || (isLonger === 0 && isLater) ? next : best;
  }, versions[0] ?? []);
}

function msOf(rows: readonly Row[]): number {
  return total(rows, ({ activeMs }) => activeMs);
}
