import { db } from "@db/client";
import { pages, proposals } from "@db/schema/rooms";
import { and, eq, inArray } from "drizzle-orm";
import { renderProposal } from "~/features/rooms/proposals/render.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { grouped, total } from "../measures";
import type { Dwell } from "../schema";
import type { AttentionRow } from "./attention.server";
import { labelOf } from "./attention-map.server";
import { type Contents, type ReportPage, unitCountOf } from "./pages.server";

/** Page by page of each document, section by section of each proposal, in the order of the room. */
export async function listDwells(
  scope: WorkspaceScope,
  facts: { attention: readonly AttentionRow[]; contents: Contents; versionIds: readonly string[] },
): Promise<Dwell[]> {
  const byPage = grouped(facts.attention, ({ pageId }) => pageId);
  const read = facts.contents.pages.filter(({ id }) => byPage.has(id));
  const titles = await sectionTitles(
    scope,
    read.filter(({ kind }) => kind === "proposal").map(({ id }) => id),
  );
  return read.map((page) =>
    dwellOf(page, byPage.get(page.id) ?? [], {
      contents: facts.contents,
      chosen: facts.versionIds,
      titles: titles.get(page.id) ?? [],
    }),
  );
}

function dwellOf(
  page: ReportPage,
  rows: readonly AttentionRow[],
  context: { contents: Contents; chosen: readonly string[]; titles: readonly string[] },
): Dwell {
  const { contents, chosen, titles } = context;
  const versions = [...new Set(rows.map(({ versionId }) => versionId))]
    .flatMap((id) => contents.versions.get(id) ?? [])
    .sort((a, b) => b.number - a.number || (a.id < b.id ? 1 : -1));
  const version = versions.find(({ id }) => chosen.includes(id)) ?? versions[0];
  const versionId = version?.id ?? "";
  const shown = rows.filter((row) => row.versionId === versionId);
  const msByUnit = new Map<number, number>();
  for (const { unit, activeMs } of shown) msByUnit.set(unit, (msByUnit.get(unit) ?? 0) + activeMs);
  const unitCount = unitCountOf(contents, { pageId: page.id, versionId });
  return {
    page: { ...labelOf(page), kind: page.kind },
    people: new Set(shown.map(({ personKey }) => personKey)).size,
    activeMs: total(shown, ({ activeMs }) => activeMs),
    versions: versions.map(({ id, number }) => ({ id, number })),
    versionId,
    units: Array.from({ length: unitCount }, (_, at) => ({
      unit: at + 1,
      title: titles[at] ?? "",
      activeMs: msByUnit.get(at + 1) ?? 0,
    })),
  };
}

/** Headings of the proposals as they are now; a section that was renamed keeps its time. */
async function sectionTitles(scope: WorkspaceScope, pageIds: string[]): Promise<Map<string, string[]>> {
  if (pageIds.length === 0) return new Map();
  const rows = await db
    .select({ pageId: proposals.pageId, body: proposals.body })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .where(and(eq(pages.workspaceId, scope.workspaceId), inArray(proposals.pageId, pageIds)));
  return new Map(
    rows.map(({ pageId, body }) => {
      const { sections } = renderProposal(body, { imageUrl: () => "" });
      return [pageId, sections.map(({ title }) => title)];
    }),
  );
}
