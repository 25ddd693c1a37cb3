import { db } from "@db/client";
import { recents } from "@db/schema/workspaces";
import { and, desc, eq, lt } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError } from "~/platform/errors";
import { findThings } from "../things/data.server";
import type { ThingRef } from "../things/schema";

const KEPT = 50;

/** One row a thing, and not more than a person could want back. Concerns nobody else, so it is no event. */
export async function rememberOpened(scope: WorkspaceScope, thing: ThingRef): Promise<void> {
  if ((await findThings(scope, [thing])).size === 0) throw new AppError("NOT_FOUND");
  const at = now();
  const row = {
    workspaceId: scope.workspaceId,
    memberId: scope.memberId,
    kind: thing.kind,
    targetId: thing.id,
  };
  await db.transaction(async (tx) => {
    await tx
      .insert(recents)
      .values({ ...row, at })
      .onConflictDoUpdate({ target: [recents.memberId, recents.kind, recents.targetId], set: { at } });
    const [oldestKept] = await tx
      .select({ at: recents.at })
      .from(recents)
      .where(eq(recents.memberId, scope.memberId))
      .orderBy(desc(recents.at))
      .limit(1)
      .offset(KEPT - 1);
    if (!oldestKept) return;
    await tx.delete(recents).where(and(eq(recents.memberId, scope.memberId), lt(recents.at, oldestKept.at)));
  });
}
