import { db } from "@db/client";
import { recents } from "@db/schema/workspaces";
import { and, desc, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { findThings } from "../things/data.server";
import type { Thing } from "../things/schema";
import { keyOfThing } from "../things/utils";

const MAX_SHOWN = 8;
/** Some of what was opened may be archived by now. */
const MAX_READ = 20;

/** What the member opened last and still exists, the latest first. */
export async function listRecents(scope: WorkspaceScope): Promise<Thing[]> {
  const refs = await db
    .select({ kind: recents.kind, id: recents.targetId })
    .from(recents)
    .where(and(eq(recents.memberId, scope.memberId), eq(recents.workspaceId, scope.workspaceId)))
    .orderBy(desc(recents.at), desc(recents.targetId))
    .limit(MAX_READ);
  const things = await findThings(scope, refs);
  return refs.flatMap((ref) => things.get(keyOfThing(ref)) ?? []).slice(0, MAX_SHOWN);
}
