import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, countDistinct, desc, eq, max } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import { canRevokeLink, canShareRoom, type LinkState, linkStateOf } from "./policy";
import type { Gate } from "./schema";

export type SharedRoom = { id: string; name: string; canShare: boolean; canRevoke: boolean };

/** The room a member shares, with what this member may do there. */
export async function findSharedRoom(scope: WorkspaceScope, roomId: string): Promise<SharedRoom> {
  const [row] = await db
    .select({ id: rooms.id, name: rooms.name, ownerId: rooms.ownerId, archivedAt: rooms.archivedAt })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, scope.workspaceId)));
  const room = found(row);
  return {
    id: room.id,
    name: room.name,
    canShare: canShareRoom(scope, room),
    canRevoke: canRevokeLink(scope, room),
  };
}

export type ShareLink = {
  id: string;
  label: string;
  gate: Gate;
  allowedDomains: string[];
  allowedEmails: string[];
  allowDownload: boolean;
  expiresAt: Date | null;
  createdAt: Date;
  createdByName: string;
  state: LinkState;
  /** The end so far of the last engaged visit through this link: a person reading, never a machine that looked. */
  lastOpenedAt: Date | null;
  viewerCount: number;
};

/** Every way into the room, closed ones too: newest first, living ones before closed ones. */
export async function listShareLinks(scope: WorkspaceScope, roomId: string): Promise<ShareLink[]> {
  const seen = db
    .select({
      linkId: viewers.linkId,
      lastAt: max(visits.lastAt).as("last_at"),
      viewers: countDistinct(viewers.id).as("viewers"),
    })
    .from(viewers)
    .leftJoin(visits, and(eq(visits.viewerId, viewers.id), eq(visits.engaged, true)))
    .where(and(eq(viewers.roomId, roomId), eq(viewers.workspaceId, scope.workspaceId)))
    .groupBy(viewers.linkId)
    .as("seen");
  const rows = await db
    .select({ link: shareLinks, createdByName: users.name, lastAt: seen.lastAt, viewerCount: seen.viewers })
    .from(shareLinks)
    .innerJoin(members, eq(members.id, shareLinks.createdById))
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(seen, eq(seen.linkId, shareLinks.id))
    .where(and(eq(shareLinks.roomId, roomId), eq(shareLinks.workspaceId, scope.workspaceId)))
    .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id));
  const links = rows.map(({ link, createdByName, lastAt, viewerCount }) => ({
    id: link.id,
    label: link.label,
    gate: link.gate,
    allowedDomains: link.allowedDomains,
    allowedEmails: link.allowedEmails,
    allowDownload: link.allowDownload,
    expiresAt: link.expiresAt,
    createdAt: link.createdAt,
    createdByName,
    state: linkStateOf(link, now()),
    lastOpenedAt: lastAt,
    viewerCount: viewerCount ?? 0,
  }));
  return [
    ...links.filter((link) => link.state === "active"),
    ...links.filter((link) => link.state !== "active"),
  ];
}
