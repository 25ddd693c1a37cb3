import { db } from "@db/client";
import { calendarFeeds } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { members } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import type { RoomActor } from "~/features/rooms/schema";
import { mintMemberActor, mintViewerActor } from "~/features/rooms/scope.server";
import { now } from "~/platform/clock.server";
import { sha256Hex } from "~/platform/crypto.server";
import { AppError } from "~/platform/errors";
import { linkStateOf } from "../policy";

/**
 * Whose calendar the secret in an address opens, asked anew each time. NOT_FOUND for an unknown one; GONE when it was
 * revoked, when the room or the share link is closed, or when the member left.
 */
export async function requireFeed(roomId: string, token: string): Promise<RoomActor> {
  if (!token || token.length > 100) throw new AppError("NOT_FOUND");
  const [row] = await db
    .select({ feed: calendarFeeds, room: rooms, link: shareLinks, viewer: viewers, member: members })
    .from(calendarFeeds)
    .innerJoin(rooms, eq(rooms.id, calendarFeeds.roomId))
    .leftJoin(shareLinks, eq(shareLinks.id, calendarFeeds.linkId))
    .leftJoin(viewers, and(eq(viewers.id, calendarFeeds.ownerId), eq(calendarFeeds.ownerKind, "viewer")))
    .leftJoin(members, and(eq(members.id, calendarFeeds.ownerId), eq(calendarFeeds.ownerKind, "member")))
    .where(and(eq(calendarFeeds.tokenHash, sha256Hex(token)), eq(calendarFeeds.roomId, roomId)));
  if (!row) throw new AppError("NOT_FOUND");
  const { feed, room, link, viewer, member } = row;
  if (feed.revokedAt || room.archivedAt) throw new AppError("GONE");
  const { workspaceId } = feed;
  if (feed.ownerKind === "member") {
    if (!member || member.deactivatedAt) throw new AppError("GONE");
    const { id: memberId, role } = member;
    return mintMemberActor({
      workspaceId,
      roomId,
      memberId,
      role,
      roomOwnerId: room.ownerId,
      isArchived: false,
    });
  }
  if (!link || !viewer || linkStateOf(link, now()) !== "active") throw new AppError("GONE");
  const { id: viewerId, identity, email } = viewer;
  return mintViewerActor({ workspaceId, roomId, viewerId, linkId: link.id, identity, email, preview: false });
}
