import { views } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { inArray } from "drizzle-orm";
import { suspectViews } from "./rejudge.server";
import { dweltIdentically } from "./unconfirmed";

/** Looks at the pages a visit has left behind, each time it opens another. */
export async function doubtSameDwell(
  tx: Tx,
  joined: readonly { visitId: string; newViewId: string }[],
): Promise<void> {
  if (joined.length === 0) return;
  const fresh = new Set(joined.map(({ newViewId }) => newViewId));
  const visitIds = [...new Set(joined.map(({ visitId }) => visitId))];
  const rows = await tx
    .select({ id: views.id, visitId: views.visitId, pageId: views.pageId, visibleMs: views.visibleMs })
    .from(views)
    .where(inArray(views.visitId, visitIds));
  const left = rows.filter(({ id }) => !fresh.has(id));
  for (const visitId of visitIds) {
    const doubted = dweltIdentically(left.filter((view) => view.visitId === visitId));
    await suspectViews(tx, doubted, "same_dwell");
  }
}
