import { db } from "@db/client";
import { documentVersions } from "@db/schema/library";
import { proposalVersions } from "@db/schema/proposals";
import { pages, proposals, rooms } from "@db/schema/rooms";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { PageKind } from "~/features/rooms/pages/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { PageLabel, Subject } from "../schema";

export type ReportPage = PageLabel & {
  kind: PageKind;
  /** Sections of the text as it is being written: for a proposal of which no version was seen. */
  sectionCount: number;
  /** What stands for readings from before proposals had versions. */
  firstVersionId: string | null;
};
/** Of a document or a proposal; the units of a proposal are its sections. */
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
      firstId: proposalVersions.id,
    })
    .from(pages)
    .innerJoin(rooms, eq(rooms.id, pages.roomId))
    .leftJoin(proposals, eq(proposals.pageId, pages.id))
    .leftJoin(proposalVersions, and(eq(proposalVersions.pageId, pages.id), eq(proposalVersions.number, 1)))
    .where(and(eq(pages.workspaceId, scope.workspaceId), inArray(pages.roomId, [...roomIds])))
    .orderBy(asc(pages.roomId), asc(pages.position), asc(pages.id));
  return rows.map(({ archivedAt, sectionCount, firstId, ...page }) => ({
    ...page,
    isArchived: archivedAt !== null,
    sectionCount: sectionCount ?? 0,
    firstVersionId: firstId,
  }));
}

export async function findVersions(
  scope: WorkspaceScope,
  versionIds: readonly string[],
): Promise<Map<string, ReportVersion>> {
  const wanted = [...new Set(versionIds)].filter((id) => id !== "");
  if (wanted.length === 0) return new Map();
  const { workspaceId } = scope;
  const [files, texts] = await Promise.all([
    db
      .select({
        id: documentVersions.id,
        number: documentVersions.number,
        pageCount: documentVersions.pageCount,
      })
      .from(documentVersions)
      .where(and(eq(documentVersions.workspaceId, workspaceId), inArray(documentVersions.id, wanted))),
    db
      .select({
        id: proposalVersions.id,
        number: proposalVersions.number,
        pageCount: proposalVersions.sectionCount,
      })
      .from(proposalVersions)
      .where(and(eq(proposalVersions.workspaceId, workspaceId), inArray(proposalVersions.id, wanted))),
  ]);
  return new Map([...files, ...texts].map((row) => [row.id, { ...row, pageCount: row.pageCount ?? 0 }]));
}

/** The rows, each under the version that was seen. */
export function underVersions<Row extends { pageId: string; versionId: string }>(
  rows: readonly Row[],
  reportPages: readonly ReportPage[],
): Row[] {
  const first = new Map(reportPages.map(({ id, firstVersionId }) => [id, firstVersionId]));
  return rows.map((row) => (row.versionId === "" ? { ...row, versionId: first.get(row.pageId) ?? "" } : row));
}

/** Pages of the version of a document, sections of the version of a proposal that was seen; 0 when it is gone. */
export function unitCountOf(contents: Contents, seen: { pageId: string; versionId: string }): number {
  if (seen.versionId !== "") return contents.versions.get(seen.versionId)?.pageCount ?? 0;
  return contents.pages.find(({ id }) => id === seen.pageId)?.sectionCount ?? 0;
}
