import { db } from "@db/client";
import { favourites } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError } from "~/platform/errors";
import { findThings } from "../things/data.server";
import type { ThingRef } from "../things/schema";
import { MAX_FAVOURITES } from "./data.server";

/** Concerns nobody but the member, so it is no event. CONFLICT beyond what the side list can hold. */
export async function addFavourite(scope: WorkspaceScope, thing: ThingRef): Promise<void> {
  if ((await findThings(scope, [thing])).size === 0) throw new AppError("NOT_FOUND");
  await db.transaction(async (tx) => {
    const count = await tx.$count(favourites, eq(favourites.memberId, scope.memberId));
    if (count >= MAX_FAVOURITES) throw new AppError("CONFLICT");
    await tx
      .insert(favourites)
      .values({
        workspaceId: scope.workspaceId,
        memberId: scope.memberId,
        kind: thing.kind,
        targetId: thing.id,
        createdAt: now(),
      })
      .onConflictDoNothing();
  });
}

/** Also of things that are archived or gone by now. */
export async function removeFavourite(scope: WorkspaceScope, { kind, id }: ThingRef): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .delete(favourites)
      .where(
        and(eq(favourites.memberId, scope.memberId), eq(favourites.kind, kind), eq(favourites.targetId, id)),
      );
  });
}
