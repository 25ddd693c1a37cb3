import { db } from "@db/client";
import { uploads } from "@db/schema/library";
import { and, eq } from "drizzle-orm";
import { nowMs } from "~/platform/clock.server";
import { AppError, found } from "~/platform/errors";
import { UPLOAD_EXPIRES_MS } from "../utils";
import type { Uploader } from "./schema";

export type Upload = typeof uploads.$inferSelect;

/** NOT_FOUND for another member's, another session's and another workspace's upload alike; GONE after a day. */
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
  const upload = found(row);
  if (nowMs() - upload.createdAt.getTime() > UPLOAD_EXPIRES_MS) throw new AppError("GONE");
  return upload;
}
