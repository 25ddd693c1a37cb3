import { db } from "@db/client";
import { favourites } from "@db/schema/workspaces";
import { and, asc, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { findThings } from "../things/data.server";
import type { Thing } from "../things/schema";
import { keyOfThing } from "../things/utils";

export const MAX_FAVOURITES = 30;

/** Living favourites in the order in which they were marked. */
export async function listFavourites(scope: WorkspaceScope): Promise<Thing[]> {
  const refs = await db
    .select({ kind: favourites.kind, id: favourites.targetId })
    .from(favourites)
    .where(and(eq(favourites.memberId, scope.memberId), eq(favourites.workspaceId, scope.workspaceId)))
    .orderBy(asc(favourites.createdAt), asc(favourites.targetId))
    .limit(MAX_FAVOURITES);
  const things = await findThings(scope, refs);
  return refs.flatMap((ref) => things.get(keyOfThing(ref)) ?? []);
}
