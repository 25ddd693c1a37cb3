import { db } from "@db/client";
import { lockRooms } from "@db/dialect/tracking";
import { hits, views } from "@db/schema/tracking";
import { and, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { publish } from "~/platform/realtime.server";
import type { HitClass } from "./reasons";
import { rejudge } from "./rejudge.server";

/** A member's own judgement of one opening wins over the rules, for it and its views; audited. */
export async function reclassHit(scope: WorkspaceScope, hitId: string, hitClass: HitClass): Promise<void> {
  const { workspaceId, memberId } = scope;
  const roomId = await db.transaction(async (tx) => {
    const isIt = and(eq(hits.id, hitId), eq(hits.workspaceId, workspaceId));
    const hit = found((await tx.select().from(hits).where(isIt).for("update"))[0]);
    await lockRooms(tx, [hit.roomId]);
    if (hit.class === hitClass && hit.reclassedById) return hit.roomId;
    await tx.update(hits).set({ class: hitClass, reason: "ruling", reclassedById: memberId }).where(isIt);
    const ruled = await tx
      .update(views)
      .set({ ruling: hitClass })
      .where(eq(views.hitId, hitId))
      .returning({ id: views.id });
    await rejudge(
      tx,
      ruled.map(({ id }) => id),
    );
    await recordEvent(tx, scope, {
      type: "hit.reclassed",
      roomId: hit.roomId,
      hitId,
      from: hit.class,
      to: hitClass,
    });
    return hit.roomId;
  });
  publish(`room:${roomId}`, { type: "hit", roomId });
}
