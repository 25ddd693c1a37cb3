import { db } from "@db/client";
import { documents, documentVersions } from "@db/schema/library";
import { pages } from "@db/schema/rooms";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError, found } from "~/platform/errors";

type Version = typeof documentVersions.$inferSelect;
export type ServedFile = Pick<
  Version,
  "id" | "documentId" | "fileKey" | "thumbKey" | "previewKey" | "sizeBytes"
> & { title: string };

const servedFields = {
  id: documentVersions.id,
  documentId: documentVersions.documentId,
  fileKey: documentVersions.fileKey,
  thumbKey: documentVersions.thumbKey,
  previewKey: documentVersions.previewKey,
  sizeBytes: documentVersions.sizeBytes,
  title: documents.title,
};

/** A ready version of the member's workspace, archived documents included. NOT_FOUND for any other. */
export async function getFileForMember(scope: WorkspaceScope, versionId: string): Promise<ServedFile> {
  const [row] = await db
    .select(servedFields)
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(
      and(
        eq(documentVersions.id, versionId),
        eq(documentVersions.workspaceId, scope.workspaceId),
        eq(documentVersions.state, "ready"),
      ),
    );
  return found(row);
}

/** Any proof that its holder may read one room. */
export type RoomReader = { readonly workspaceId: string; readonly roomId: string };

/**
 * What readers of the room see: the newest ready version of a document on a living page. The pages of the room decide,
 * never the id alone; an older version, or one of another room, is NOT_FOUND.
 */
export async function getFileForReader(reader: RoomReader, versionId: string): Promise<ServedFile> {
  const [wanted] = await db
    .select({ documentId: documentVersions.documentId, title: pages.title })
    .from(documentVersions)
    .innerJoin(pages, eq(pages.documentId, documentVersions.documentId))
    .where(
      and(
        eq(documentVersions.id, versionId),
        eq(documentVersions.workspaceId, reader.workspaceId),
        eq(pages.roomId, reader.roomId),
        eq(pages.workspaceId, reader.workspaceId),
        isNull(pages.archivedAt),
      ),
    )
    .orderBy(asc(pages.position))
    .limit(1);
  const { documentId, title } = found(wanted);
  const [newest] = await db
    .select(servedFields)
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(and(eq(documentVersions.documentId, documentId), eq(documentVersions.state, "ready")))
    .orderBy(desc(documentVersions.number))
    .limit(1);
  if (newest?.id !== versionId) throw new AppError("NOT_FOUND");
  return { ...newest, title };
}
