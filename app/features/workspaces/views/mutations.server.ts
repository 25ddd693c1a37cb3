import { db } from "@db/client";
import { savedViews } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, count, eq } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import type { WorkspaceScope } from "../schema";
import { findViewForUpdate, type View } from "./data.server";
import { canChangeView } from "./policy";
import { MAX_VIEWS, type NewView } from "./schema";

/** The same request key twice makes one view. CONFLICT when the member has as many as there may be. */
export function createView(scope: WorkspaceScope, { requestKey, ...fields }: NewView): Promise<View> {
  return db.transaction(async (tx) => {
    const [own] = await tx
      .select({ n: count() })
      .from(savedViews)
      .where(and(eq(savedViews.memberId, scope.memberId), eq(savedViews.list, fields.list)));
    if ((own?.n ?? 0) >= MAX_VIEWS) throw new AppError("CONFLICT");
    const owner = { workspaceId: scope.workspaceId, memberId: scope.memberId };
    const [made] = await tx
      .insert(savedViews)
      .values({ ...fields, ...owner, id: requestKey, createdAt: now() })
      .onConflictDoNothing()
      .returning();
    if (!made) return findViewForUpdate(tx, scope, requestKey);
    await recordEvent(tx, scope, { type: "view.saved", viewId: made.id });
    return made;
  });
}

export function renameView(
  scope: WorkspaceScope,
  { viewId, ...fields }: { viewId: string; name: string; isShared: boolean },
): Promise<View> {
  return changeView(scope, viewId, fields);
}

/** What the view shows from now on. */
export function updateView(
  scope: WorkspaceScope,
  { viewId, query }: { viewId: string; query: string },
): Promise<View> {
  return changeView(scope, viewId, { query });
}

export function deleteView(scope: WorkspaceScope, viewId: string): Promise<View> {
  return db.transaction(async (tx) => {
    const view = await findChangeable(tx, scope, viewId);
    await tx
      .delete(savedViews)
      .where(and(eq(savedViews.id, view.id), eq(savedViews.workspaceId, scope.workspaceId)));
    await recordEvent(tx, scope, { type: "view.deleted", viewId });
    return view;
  });
}

function changeView(scope: WorkspaceScope, viewId: string, fields: Partial<View>): Promise<View> {
  return db.transaction(async (tx) => {
    const view = await findChangeable(tx, scope, viewId);
    const [row] = await tx
      .update(savedViews)
      .set(fields)
      .where(and(eq(savedViews.id, view.id), eq(savedViews.workspaceId, scope.workspaceId)))
      .returning();
    await recordEvent(tx, scope, { type: "view.changed", viewId });
    return found(row);
  });
}

async function findChangeable(tx: Tx, scope: WorkspaceScope, viewId: string): Promise<View> {
  const view = await findViewForUpdate(tx, scope, viewId);
  assertCan(canChangeView(scope, view));
  return view;
}
