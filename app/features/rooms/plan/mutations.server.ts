import { db } from "@db/client";
import { pages, rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { publish } from "~/platform/realtime.server";
import type { Page } from "../pages/data.server";
import { inRoom, insertPage } from "../pages/mutations.server";
import type { RoomActor } from "../schema";
import { buyersTopic, ROOM_CHANGED, roomTopic } from "../topics";
import { canEditPlan } from "./policy";

/** An empty plan at the end of the room. */
export function addPlanPage(
  scope: WorkspaceScope,
  { roomId, title, requestKey }: { roomId: string; title: string; requestKey: string },
): Promise<Page> {
  return inRoom(scope, roomId, (tx) =>
    insertPage(tx, scope, { id: requestKey, roomId, kind: "plan", title, documentId: null }),
  );
}

export type Told = { toBuyers: boolean };

/**
 * Every change of a plan takes the room's lock first, so that its order, its chains of days and its dependencies have
 * one writer at a time. `work` says whether buyers may hear of it. NOT_FOUND for a page that is no living plan.
 */
export async function inPlan<T extends Partial<Told>>(
  actor: RoomActor,
  pageId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const outcome = await db.transaction(async (tx) => {
    await lockPlan(tx, actor, pageId);
    return work(tx);
  });
  announcePlan(actor.roomId, { toBuyers: outcome.toBuyers ?? false });
  return outcome;
}

/** As inPlan, for those who may change the plan itself. */
export function editingPlan<T extends Partial<Told>>(
  actor: RoomActor,
  pageId: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  assertCan(canEditPlan(actor));
  return inPlan(actor, pageId, work);
}

/** After commit. What is the team's own is not even announced to buyers. */
export function announcePlan(roomId: string, { toBuyers }: Told): void {
  publish(roomTopic(roomId), ROOM_CHANGED);
  if (toBuyers) publish(buyersTopic(roomId), ROOM_CHANGED);
}

/** The room's lock, as for its pages: whoever takes both takes the room's first. */
async function lockPlan(tx: Tx, actor: RoomActor, pageId: string): Promise<void> {
  const [room] = await tx
    .select({ archivedAt: rooms.archivedAt })
    .from(rooms)
    .where(and(eq(rooms.id, actor.roomId), eq(rooms.workspaceId, actor.workspaceId)))
    .for("update");
  if (found(room).archivedAt) throw new AppError(actor.kind === "member" ? "FORBIDDEN" : "GONE");
  const [page] = await tx
    .select({ id: pages.id })
    .from(pages)
    .where(
      and(
        eq(pages.id, pageId),
        eq(pages.roomId, actor.roomId),
        eq(pages.workspaceId, actor.workspaceId),
        eq(pages.kind, "plan"),
        isNull(pages.archivedAt),
      ),
    );
  found(page);
}

/** A change of a plan is a change of its room. */
export async function touchRoom(tx: Tx, roomId: string): Promise<void> {
  await tx.update(rooms).set({ updatedAt: now() }).where(eq(rooms.id, roomId));
}
