import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { found } from "~/platform/errors";

/** Key of the workspace's logo; NOT_FOUND without one. `scope` is any proof that names the workspace. */
export async function findLogo(scope: { readonly workspaceId: string }): Promise<string> {
  const [row] = await db
    .select({ logoKey: workspaces.logoKey })
    .from(workspaces)
    .where(eq(workspaces.id, scope.workspaceId));
  return found(found(row).logoKey);
}
