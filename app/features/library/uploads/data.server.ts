import { db } from "@db/client";
import { uploads } from "@db/schema/library";
import { and, eq } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { Uploader } from "./schema";

export type Upload = typeof uploads.$inferSelect;

/** NOT_FOUND for another member's, another session's and another workspace's upload alike. */
export async function getOwnUpload({ scope, sessionId }: Uploader, id: string): Promise<Upload> {
  const [row] = await db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.id, id),
        eq(uploads.workspaceId, scope.workspaceId),
        eq(uploads.memberId, scope.memberId),
        eq(uploads.sessionId, sessionId),
      ),
    );
  return found(row);
}
