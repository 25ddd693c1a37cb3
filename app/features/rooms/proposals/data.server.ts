import { db } from "@db/client";
import { pages, proposalImages, proposals } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";

export type StoredProposal = { body: unknown; version: number; updatedAt: Date; editorName: string | null };

export async function findProposal(
  scope: { readonly workspaceId: string },
  roomId: string,
  pageId: string,
): Promise<StoredProposal> {
  const [row] = await db
    .select({
      body: proposals.body,
      version: proposals.version,
      updatedAt: proposals.updatedAt,
      editorName: users.name,
    })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .leftJoin(members, eq(members.id, proposals.updatedById))
    .leftJoin(users, eq(users.id, members.userId))
    .where(and(eq(pages.id, pageId), eq(pages.roomId, roomId), eq(pages.workspaceId, scope.workspaceId)));
  return found(row);
}

export type StoredImage = { fileKey: string; contentType: string };

/** For members: any picture of the workspace. */
export async function findImage(scope: WorkspaceScope, imageId: string): Promise<StoredImage> {
  const [image] = await db
    .select({ fileKey: proposalImages.fileKey, contentType: proposalImages.contentType })
    .from(proposalImages)
    .where(and(eq(proposalImages.id, imageId), eq(proposalImages.workspaceId, scope.workspaceId)));
  return found(image);
}

/** For buyers: pictures of their room only. */
export async function findRoomImage(
  room: { workspaceId: string; roomId: string },
  imageId: string,
): Promise<StoredImage> {
  const [image] = await db
    .select({ fileKey: proposalImages.fileKey, contentType: proposalImages.contentType })
    .from(proposalImages)
    .where(
      and(
        eq(proposalImages.id, imageId),
        eq(proposalImages.roomId, room.roomId),
        eq(proposalImages.workspaceId, room.workspaceId),
      ),
    );
  return found(image);
}
