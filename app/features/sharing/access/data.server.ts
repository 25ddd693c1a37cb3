import { db } from "@db/client";
import { accessRequests } from "@db/schema/people";
import { shareLinks } from "@db/schema/sharing";
import { and, asc, eq, isNull } from "drizzle-orm";
import type { MemberActor } from "~/features/rooms/schema";
import type { AccessRequest } from "./schema";

const MAX_LISTED = 100;

/** Who waits for an answer, the longest first. */
export function listAccessRequests(actor: MemberActor): Promise<AccessRequest[]> {
  return db
    .select({
      id: accessRequests.id,
      email: accessRequests.email,
      name: accessRequests.name,
      note: accessRequests.note,
      linkLabel: shareLinks.label,
      createdAt: accessRequests.createdAt,
    })
    .from(accessRequests)
    .innerJoin(shareLinks, eq(shareLinks.id, accessRequests.linkId))
    .where(
      and(
        eq(accessRequests.roomId, actor.roomId),
        eq(accessRequests.workspaceId, actor.workspaceId),
        isNull(accessRequests.decision),
      ),
    )
    .orderBy(asc(accessRequests.createdAt), asc(accessRequests.id))
    .limit(MAX_LISTED);
}
