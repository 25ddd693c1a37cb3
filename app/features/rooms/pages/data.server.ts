import { db } from "@db/client";
import { documents, documentVersions } from "@db/schema/library";
import { pages, rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, asc, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";

const MAX_CHOICES = 300;

export type Page = typeof pages.$inferSelect;
export type Version = typeof documentVersions.$inferSelect;
/** A page is always named together with its room; one that belongs to another is not found. */
export type PageKey = { roomId: string; pageId: string };

export type PageRow = Page & {
  /** What was uploaded last, whatever became of it; null for proposals. */
  newest: Version | null;
  /** What readers see: the newest version that is ready. */
  shown: Version | null;
};

/** In the order of the room. */
export async function listPages(
  scope: WorkspaceScope,
  { roomId, archived = false }: { roomId: string; archived?: boolean },
): Promise<PageRow[]> {
  const rows = await db
    .select()
    .from(pages)
    .where(
      and(
        eq(pages.roomId, roomId),
        eq(pages.workspaceId, scope.workspaceId),
        archived ? isNotNull(pages.archivedAt) : isNull(pages.archivedAt),
      ),
    )
    .orderBy(asc(pages.position), asc(pages.id));
  return withVersions(scope, rows);
}

export async function getPage(scope: WorkspaceScope, key: PageKey): Promise<PageRow> {
  const rows = await db.select().from(pages).where(isPage(scope, key));
  const [row] = await withVersions(scope, rows);
  return found(row);
}

export async function findPageForUpdate(tx: Tx, scope: WorkspaceScope, key: PageKey): Promise<Page> {
  const [row] = await tx.select().from(pages).where(isPage(scope, key)).for("update");
  return found(row);
}

/** Living documents of the library to choose from, lately changed first. */
export function listDocumentChoices(scope: WorkspaceScope): Promise<{ id: string; title: string }[]> {
  return db
    .select({ id: documents.id, title: documents.title })
    .from(documents)
    .where(and(eq(documents.workspaceId, scope.workspaceId), isNull(documents.archivedAt)))
    .orderBy(desc(documents.updatedAt), documents.id)
    .limit(MAX_CHOICES);
}

/** Living rooms that show the document, in the order of their names. */
export function listRoomsShowing(
  scope: WorkspaceScope,
  documentId: string,
): Promise<{ id: string; name: string }[]> {
  return db
    .selectDistinct({ id: rooms.id, name: rooms.name })
    .from(pages)
    .innerJoin(rooms, eq(rooms.id, pages.roomId))
    .where(
      and(
        eq(pages.documentId, documentId),
        eq(pages.workspaceId, scope.workspaceId),
        isNull(pages.archivedAt),
        isNull(rooms.archivedAt),
      ),
    )
    .orderBy(asc(rooms.name), asc(rooms.id))
    .limit(MAX_CHOICES);
}

async function withVersions(scope: WorkspaceScope, rows: Page[]): Promise<PageRow[]> {
  const documentIds = rows.flatMap((row) => row.documentId ?? []);
  const versions =
    documentIds.length === 0
      ? []
      : await db
          .select()
          .from(documentVersions)
          .where(
            and(
              eq(documentVersions.workspaceId, scope.workspaceId),
              inArray(documentVersions.documentId, documentIds),
            ),
          )
          .orderBy(desc(documentVersions.number));
  return rows.map((row) => {
    const own = versions.filter((version) => version.documentId === row.documentId);
    return {
      ...row,
      newest: own[0] ?? null,
      shown: own.find((version) => version.state === "ready") ?? null,
    };
  });
}

function isPage(scope: WorkspaceScope, { roomId, pageId }: PageKey) {
  return and(eq(pages.id, pageId), eq(pages.roomId, roomId), eq(pages.workspaceId, scope.workspaceId));
}
