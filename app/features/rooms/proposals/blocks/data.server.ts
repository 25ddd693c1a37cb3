import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { attachments } from "@db/schema/chat";
import { documents, documentVersions } from "@db/schema/library";
import { pages, proposalImages, rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { Mentions } from "../validate.server";
import type { FileFace } from "./context";

type Owner = { workspaceId: string; roomId: string; pageId: string; memberId: string };

/**
 * Whether everything the text shows may be shown here: pictures, pages and videos of this room, documents of this
 * workspace. Archived ones too: what was written stays as it is.
 */
export async function ownsMentions(tx: Tx, owner: Owner, mentions: Mentions): Promise<boolean> {
  const { workspaceId, roomId } = owner;
  const checks: [string[], (ids: string[]) => Promise<{ id: string }[]>][] = [
    [
      mentions.imageIds,
      (ids) =>
        tx
          .select({ id: proposalImages.id })
          .from(proposalImages)
          .where(and(eq(proposalImages.roomId, roomId), inArray(proposalImages.id, ids))),
    ],
    [
      mentions.documentIds,
      (ids) =>
        tx
          .select({ id: documents.id })
          .from(documents)
          .where(and(eq(documents.workspaceId, workspaceId), inArray(documents.id, ids))),
    ],
    [
      mentions.pageIds,
      (ids) =>
        tx
          .select({ id: pages.id })
          .from(pages)
          .where(and(eq(pages.roomId, roomId), inArray(pages.id, ids))),
    ],
    [
      mentions.attachmentIds,
      (ids) =>
        tx
          .select({ id: attachments.id })
          .from(attachments)
          .where(and(isVideoFor(owner), inArray(attachments.id, ids))),
    ],
  ];
  for (const [mentioned, find] of checks) {
    const ids = [...new Set(mentioned)];
    if (ids.length > 0 && (await find(ids)).length !== ids.length) return false;
  }
  return true;
}

/** Uploaded for a proposal of this room, and either in one already or this member's own. */
function isVideoFor({ roomId, memberId }: Owner) {
  const isOwn = and(eq(attachments.uploaderKind, "member"), eq(attachments.uploaderId, memberId));
  return and(
    eq(attachments.roomId, roomId),
    eq(attachments.ownerKind, "proposal"),
    or(isNotNull(attachments.ownerId), isOwn),
  );
}

/** The newest ready version of each document of the workspace. Whoever calls has proven that the reader may see the text they stand in. */
export async function findFiles(
  { workspaceId }: { readonly workspaceId: string },
  documentIds: readonly string[],
): Promise<Map<string, FileFace>> {
  if (documentIds.length === 0) return new Map();
  const rows = await db
    .select({
      documentId: documents.id,
      title: documents.title,
      versionId: documentVersions.id,
      pageCount: documentVersions.pageCount,
      thumbKey: documentVersions.thumbKey,
    })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(
      and(
        eq(documents.workspaceId, workspaceId),
        inArray(documents.id, [...new Set(documentIds)]),
        eq(documentVersions.state, "ready"),
      ),
    )
    .orderBy(desc(documentVersions.number));
  const faces = new Map<string, FileFace>();
  for (const { thumbKey, pageCount, ...face } of rows)
    if (!faces.has(face.documentId))
      faces.set(face.documentId, { ...face, pageCount: pageCount ?? 0, hasThumb: thumbKey !== null });
  return faces;
}

type Place = { readonly workspaceId: string; readonly roomId: string };

/** The living pages of the room but this one, in their order. */
export function listOtherPages({ workspaceId, roomId }: Place, pageId: string) {
  return db
    .select({ id: pages.id, title: pages.title })
    .from(pages)
    .where(
      and(
        eq(pages.roomId, roomId),
        eq(pages.workspaceId, workspaceId),
        ne(pages.id, pageId),
        isNull(pages.archivedAt),
      ),
    )
    .orderBy(asc(pages.position), asc(pages.id));
}

/** Of the deal that the room is for. */
export async function findCurrency({ workspaceId, roomId }: Place): Promise<string> {
  const [row] = await db
    .select({ currency: deals.currency })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, workspaceId)));
  return found(row).currency;
}
