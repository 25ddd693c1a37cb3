import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { eq } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { WorkspaceScope } from "./schema";

export type Workspace = typeof workspaces.$inferSelect;

export async function getWorkspace(scope: WorkspaceScope): Promise<Workspace> {
  const [row] = await db.select().from(workspaces).where(eq(workspaces.id, scope.workspaceId));
  return found(row);
}

/** Locks the workspace until the transaction ends. */
export async function findWorkspaceForUpdate(tx: Tx, scope: WorkspaceScope): Promise<Workspace> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, scope.workspaceId)).for("update");
  return found(row);
}
