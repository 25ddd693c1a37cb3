import { type Dwell, readDwells } from "@db/dialect/tracking-reads";
import type { Tx } from "@db/types";
import { suspectViews } from "./rejudge.server";
import { dweltIdentically } from "./unconfirmed";

/** Looks at the pages a visit has left behind, each time it opens another. True if any is doubted. */
export async function doubtSameDwell(
  tx: Tx,
  joined: readonly { visitId: string; newViewId: string }[],
): Promise<boolean> {
  if (joined.length === 0) return false;
  const fresh = new Set(joined.map(({ newViewId }) => newViewId));
  const visitIds = [...new Set(joined.map(({ visitId }) => visitId))];
  const byVisit = new Map<string, Dwell[]>();
  for (const dwell of await readDwells(tx, visitIds)) {
    if (fresh.has(dwell.id)) continue;
    const dwells = byVisit.get(dwell.visitId);
    if (dwells) dwells.push(dwell);
    else byVisit.set(dwell.visitId, [dwell]);
  }
  let hasDoubts = false;
  for (const dwells of byVisit.values()) {
    const doubted = dweltIdentically(dwells);
    await suspectViews(tx, doubted, "same_dwell");
    hasDoubts ||= doubted.length > 0;
  }
  return hasDoubts;
}
