import { db } from "@db/client";
import { documents, documentVersions } from "@db/schema/library";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import type { LibraryRow } from "./schema";

const PAGE_SIZE = 40;

export type LibraryPage = { rows: LibraryRow[]; hasMore: boolean };

/** Lately changed first. `page` counts from 1. */
export async function listDocuments(
  scope: WorkspaceScope,
  { archived = false, page = 1 }: { archived?: boolean; page?: number } = {},
): Promise<LibraryPage> {
  const listed = await selectListed()
    .where(
      and(
        eq(documents.workspaceId, scope.workspaceId),
        archived ? isNotNull(documents.archivedAt) : isNull(documents.archivedAt),
      ),
    )
    .orderBy(desc(documents.updatedAt), desc(documents.id))
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE);
  const rows = await withVersions(scope, listed.slice(0, PAGE_SIZE));
  return { rows, hasMore: listed.length > PAGE_SIZE };
}

export async function getDocument(scope: WorkspaceScope, documentId: string): Promise<LibraryRow> {
  const listed = await selectListed().where(
    and(eq(documents.id, documentId), eq(documents.workspaceId, scope.workspaceId)),
  );
  const [row] = await withVersions(scope, listed);
  return found(row);
}

/** All of a version that a member may read. */
export async function getVersion(scope: WorkspaceScope, versionId: string) {
  const [row] = await db
    .select()
    .from(documentVersions)
    .where(and(eq(documentVersions.id, versionId), eq(documentVersions.workspaceId, scope.workspaceId)));
  return found(row);
}

function selectListed() {
  return db
    .select({
      id: documents.id,
      title: documents.title,
      createdById: documents.createdById,
      uploaderName: users.name,
      archivedAt: documents.archivedAt,
      updatedAt: documents.updatedAt,
    })
    .from(documents)
    .innerJoin(members, eq(members.id, documents.createdById))
    .innerJoin(users, eq(users.id, members.userId))
    .$dynamic();
}

type Listed = Omit<LibraryRow, "newest" | "shown">;

async function withVersions(scope: WorkspaceScope, rows: Listed[]): Promise<LibraryRow[]> {
  const versions = await listVersionsOf(
    scope,
    rows.map((row) => row.id),
  );
  return rows.map((row) => {
    const own = versions.filter((version) => version.documentId === row.id);
    return {
      ...row,
      newest: own[0] ?? null,
      shown: own.find((version) => version.state === "ready") ?? null,
    };
  });
}

export async function findDocumentForUpdate(tx: Tx, scope: WorkspaceScope, documentId: string) {
  const [row] = await tx
    .select()
    .from(documents)
    .where(and(eq(documents.id, documentId), eq(documents.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row);
}

/** Newest first. */
async function listVersionsOf(scope: WorkspaceScope, documentIds: string[]) {
  if (documentIds.length === 0) return [];
  return db
    .select({
      id: documentVersions.id,
      documentId: documentVersions.documentId,
      number: documentVersions.number,
      state: documentVersions.state,
      failure: documentVersions.failure,
      sizeBytes: documentVersions.sizeBytes,
      pageCount: documentVersions.pageCount,
      createdAt: documentVersions.createdAt,
    })
    .from(documentVersions)
    .where(
      and(
        eq(documentVersions.workspaceId, scope.workspaceId),
        inArray(documentVersions.documentId, documentIds),
      ),
    )
    .orderBy(desc(documentVersions.number));
}
