import { db } from "@db/client";
import { textOrder } from "@db/dialect/text";
import { users } from "@db/schema/users";
import { members, savedViews } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, or } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { WorkspaceScope } from "../schema";
import { canSeeView } from "./policy";
import type { ListKind, SavedView } from "./schema";

const MAX_SHOWN = 100;

/** The member's own views of a list and those shared with the workspace. */
export function listViews(scope: WorkspaceScope, list: ListKind): Promise<SavedView[]> {
  return db
    .select({
      id: savedViews.id,
      name: savedViews.name,
      query: savedViews.query,
      isShared: savedViews.isShared,
      memberId: savedViews.memberId,
      memberName: users.name,
    })
    .from(savedViews)
    .innerJoin(members, eq(members.id, savedViews.memberId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(savedViews.workspaceId, scope.workspaceId),
        eq(savedViews.list, list),
        or(eq(savedViews.isShared, true), eq(savedViews.memberId, scope.memberId)),
      ),
    )
    .orderBy(textOrder(savedViews.name), savedViews.id)
    .limit(MAX_SHOWN);
}

export type View = typeof savedViews.$inferSelect;

/** Locks the view; another member's private one is not found. */
export async function findViewForUpdate(tx: Tx, scope: WorkspaceScope, viewId: string): Promise<View> {
  const [row] = await tx
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, viewId), eq(savedViews.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row && canSeeView(scope, row) ? row : null);
}
