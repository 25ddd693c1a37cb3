import { db } from "@db/client";
import { documents, documentVersions } from "@db/schema/library";
import { proposalVersions } from "@db/schema/proposals";
import { pages, proposals } from "@db/schema/rooms";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { getFileForReader, type RoomReader, type ServedFile } from "~/features/library/files/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { AppError, found } from "~/platform/errors";
import { foldText, searchWords } from "~/platform/text";
import type { FileFace } from "../blocks/context";
import { findFiles } from "../blocks/data.server";
import { mentionsOf } from "../validate.server";

const MAX_CHOICES = 20;
const MAX_SEARCHED = 2_000;

/** What readers of the room may have: a file of one of its pages, or one that a published proposal of it shows. */
export async function getRoomFile(reader: RoomReader, versionId: string): Promise<ServedFile> {
  try {
    return await getFileForReader(reader, versionId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "NOT_FOUND") throw error;
    return getProposalFile(reader, versionId);
  }
}

async function getProposalFile({ workspaceId, roomId }: RoomReader, versionId: string): Promise<ServedFile> {
  const [row] = await db
    .select({ version: documentVersions, title: documents.title })
    .from(documentVersions)
    .innerJoin(documents, eq(documents.id, documentVersions.documentId))
    .where(
      and(
        eq(documentVersions.id, versionId),
        eq(documentVersions.workspaceId, workspaceId),
        eq(documentVersions.state, "ready"),
      ),
    );
  const { version, title } = found(row);
  const shown = await listShownDocuments({ workspaceId, roomId });
  if (!shown.has(version.documentId)) throw new AppError("NOT_FOUND");
  const newest = (await findFiles({ workspaceId }, [version.documentId])).get(version.documentId);
  if (newest?.versionId !== versionId) throw new AppError("NOT_FOUND");
  const { id, documentId, fileKey, thumbKey, previewKey, sizeBytes } = version;
  return { id, documentId, fileKey, thumbKey, previewKey, sizeBytes, title };
}

export type ProposalFile = FileFace & {
  fileName: string;
  pageSizes: { width: number; height: number }[];
  hasPreview: boolean;
};

/** A document that this published page shows. NOT_FOUND for one that it doesn't, and while no version is ready. */
export async function findProposalFile(
  reader: RoomReader,
  { pageId, documentId }: { pageId: string; documentId: string },
): Promise<ProposalFile> {
  const shown = await listShownDocuments(reader, pageId);
  if (!shown.has(documentId)) throw new AppError("NOT_FOUND");
  const face = found((await findFiles(reader, [documentId])).get(documentId));
  const [version] = await db.select().from(documentVersions).where(eq(documentVersions.id, face.versionId));
  const { fileName, pageSizes, previewKey } = found(version);
  return { ...face, fileName, pageSizes: pageSizes ?? [], hasPreview: previewKey !== null };
}

const REMEMBERED = 2_000;
/** A published version never changes, so what it shows is read from it once. */
const shownIn = new Map<string, ReadonlySet<string>>();

async function listShownDocuments(
  { workspaceId, roomId }: RoomReader,
  pageId?: string,
): Promise<ReadonlySet<string>> {
  const versions = await db
    .select({ id: proposals.publishedVersionId })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .where(
      and(
        eq(pages.roomId, roomId),
        eq(pages.workspaceId, workspaceId),
        isNull(pages.archivedAt),
        pageId === undefined ? undefined : eq(pages.id, pageId),
      ),
    );
  const shown = new Set<string>();
  for (const { id } of versions)
    for (const documentId of id ? await documentsOf(id) : []) shown.add(documentId);
  return shown;
}

async function documentsOf(versionId: string): Promise<ReadonlySet<string>> {
  const known = shownIn.get(versionId);
  if (known) return known;
  const [row] = await db
    .select({ body: proposalVersions.body })
    .from(proposalVersions)
    .where(eq(proposalVersions.id, versionId));
  const documentIds = new Set(mentionsOf(row?.body).documentIds);
  const oldest = shownIn.size >= REMEMBERED ? shownIn.keys().next().value : undefined;
  if (oldest !== undefined) shownIn.delete(oldest);
  shownIn.set(versionId, documentIds);
  return documentIds;
}

/** Documents of the library that are ready to be shown, newest first, for whoever writes. */
export async function searchFiles(scope: WorkspaceScope, term: string): Promise<FileFace[]> {
  const words = searchWords(term);
  const rows = await db
    .selectDistinct({ id: documents.id, title: documents.title, updatedAt: documents.updatedAt })
    .from(documents)
    .innerJoin(documentVersions, eq(documentVersions.documentId, documents.id))
    .where(
      and(
        eq(documents.workspaceId, scope.workspaceId),
        isNull(documents.archivedAt),
        eq(documentVersions.state, "ready"),
      ),
    )
    .orderBy(desc(documents.updatedAt), asc(documents.id))
    .limit(MAX_SEARCHED);
  const found = rows.filter(({ title }) => {
    const folded = foldText(title);
    return words.every((word) => folded.includes(word));
  });
  const ids = found.slice(0, MAX_CHOICES).map(({ id }) => id);
  const faces = await findFiles(scope, ids);
  return ids.flatMap((id) => faces.get(id) ?? []);
}
