import { db } from "@db/client";
import { documentVersions } from "@db/schema/library";
import { pages, rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { findShownVersion } from "~/features/rooms/proposals/versions/data.server";
import { keyedHash } from "~/platform/crypto.server";
import { found } from "~/platform/errors";
import { paths } from "~/platform/paths";
import type { ViewerScope } from "../schema";
import type { BuyerContact, BuyerDocument, BuyerPage, BuyerPageEntry, BuyerRoom } from "./schema";

export async function findBuyerRoom(scope: ViewerScope): Promise<BuyerRoom> {
  const [row] = await db
    .select({
      name: rooms.name,
      brandName: workspaces.name,
      brandColor: workspaces.brandColor,
      logoKey: workspaces.logoKey,
    })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .where(and(eq(rooms.id, scope.roomId), eq(rooms.workspaceId, scope.workspaceId)));
  const { logoKey, ...room } = found(row);
  const brandLogoUrl = logoKey && paths.buyerLogo(scope.roomId, logoKey);
  const [contact, entries] = await Promise.all([findContactPerson(scope), listBuyerPages(scope)]);
  return { ...room, brandLogoUrl, contact, pages: entries };
}

/** By what name the sellers of this room are known to its buyers. */
export async function findBrandName(scope: ViewerScope): Promise<string> {
  const [row] = await db
    .select({ name: workspaces.name })
    .from(workspaces)
    .where(eq(workspaces.id, scope.workspaceId));
  return found(row).name;
}

async function findContactPerson(scope: ViewerScope): Promise<BuyerContact | null> {
  const owner = await findOwner(scope);
  if (!owner) return null;
  const { photoKey, ...person } = owner;
  // Changes with the photo, and doesn't say where it is stored.
  const version = photoKey && keyedHash("photo version", photoKey).slice(0, 16);
  return { ...person, photoUrl: version && paths.buyerContactPhoto(scope.roomId, version) };
}

/** Key of the photo of whoever buyers may turn to in this room. */
export async function findContactPhoto(scope: ViewerScope): Promise<string> {
  const owner = await findOwner(scope);
  return found(owner?.photoKey);
}

/** Who owns the room and still works there. */
async function findOwner(scope: ViewerScope) {
  const [owner] = await db
    .select({ name: users.name, title: users.title, photoKey: users.photoKey })
    .from(rooms)
    .innerJoin(members, eq(members.id, rooms.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(rooms.id, scope.roomId),
        eq(rooms.workspaceId, scope.workspaceId),
        isNull(members.deactivatedAt),
      ),
    );
  return owner;
}

/** The pages a buyer sees, in the order of the room. */
export function listBuyerPages(scope: ViewerScope): Promise<BuyerPageEntry[]> {
  return db
    .select({ id: pages.id, title: pages.title, kind: pages.kind })
    .from(pages)
    .where(isPageOf(scope))
    .orderBy(asc(pages.position), asc(pages.id));
}

/** NOT_FOUND for an archived page, and for a page of another room just as for none. */
export async function findBuyerPage(scope: ViewerScope, pageId: string): Promise<BuyerPage> {
  const [row] = await db
    .select({ id: pages.id, title: pages.title, kind: pages.kind, documentId: pages.documentId })
    .from(pages)
    .where(and(isPageOf(scope), eq(pages.id, pageId)));
  const { id, title, kind, documentId } = found(row);
  if (kind === "document") return { kind, id, title, document: await findNewestReady(scope, documentId) };
  if (kind !== "proposal") return { kind, id, title };
  const shown = await findShownVersion(db, scope, id);
  const version = shown && { id: shown.id, number: shown.number, body: shown.body };
  return { kind, id, title, version };
}

async function findNewestReady(scope: ViewerScope, documentId: string | null): Promise<BuyerDocument | null> {
  if (documentId === null) return null;
  const [version] = await db
    .select()
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.documentId, documentId),
        eq(documentVersions.workspaceId, scope.workspaceId),
        eq(documentVersions.state, "ready"),
      ),
    )
    .orderBy(desc(documentVersions.number))
    .limit(1);
  if (!version?.pageCount) return null;
  return {
    versionId: version.id,
    fileName: version.fileName,
    pageCount: version.pageCount,
    pageSizes: version.pageSizes ?? [],
    hasPreview: version.previewKey !== null,
  };
}

function isPageOf(scope: ViewerScope) {
  return and(
    eq(pages.roomId, scope.roomId),
    eq(pages.workspaceId, scope.workspaceId),
    isNull(pages.archivedAt),
  );
}
