import { db } from "@db/client";
import { documentVersions } from "@db/schema/library";
import { pages, proposals, rooms } from "@db/schema/rooms";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { PageKind } from "~/features/rooms/pages/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { PageLabel, Subject } from "../schema";

export type ReportPage = PageLabel & { kind: PageKind; sectionCount: number };
export type ReportVersion = { id: string; number: number; pageCount: number };

/** What pages and versions stand behind the ids of the roll-ups. */
export type Contents = {
  readonly pages: readonly ReportPage[];
  readonly versions: ReadonlyMap<string, ReportVersion>;
};

/** All pages of the rooms in their order, archived ones too: what was read stays in the report. */
export async function listReportPages(
  scope: WorkspaceScope,
  { roomIds }: Pick<Subject, "roomIds">,
): Promise<ReportPage[]> {
  const rows = await db
    .select({
      id: pages.id,
      title: pages.title,
      kind: pages.kind,
      roomId: pages.roomId,
      roomName: rooms.name,
      archivedAt: pages.archivedAt,
      sectionCount: proposals.sectionCount,
    })
    .from(pages)
    .innerJoin(rooms, eq(rooms.id, pages.roomId))
    .leftJoin(proposals, eq(proposals.pageId, pages.id))
    .where(and(eq(pages.workspaceId, scope.workspaceId), inArray(pages.roomId, [...roomIds])))
    .orderBy(asc(pages.roomId), asc(pages.position), asc(pages.id));
  return rows.map(({ archivedAt, sectionCount, ...page }) => ({
    ...page,
    isArchived: archivedAt !== null,
    sectionCount: sectionCount ?? 0,
  }));
}

export async function findVersions(
  scope: WorkspaceScope,
  versionIds: readonly string[],
): Promise<Map<string, ReportVersion>> {
  const wanted = [...new Set(versionIds)].filter((id) => id !== "");
  if (wanted.length === 0) return new Map();
  const rows = await db
    .select({
      id: documentVersions.id,
      number: documentVersions.number,
      pageCount: documentVersions.pageCount,
    })
    .from(documentVersions)
    .where(and(eq(documentVersions.workspaceId, scope.workspaceId), inArray(documentVersions.id, wanted)));
  return new Map(rows.map((row) => [row.id, { ...row, pageCount: row.pageCount ?? 0 }]));
}

/** Pages of a version of a document, sections of a proposal; 0 when there is no such thing any more. */
export function unitCountOf(contents: Contents, seen: { pageId: string; versionId: string }): number {
  if (seen.versionId !== "") return contents.versions.get(seen.versionId)?.pageCount ?? 0;
  return contents.pages.find(({ id }) => id === seen.pageId)?.sectionCount ?? 0;
}
