import { db } from "@db/client";
import { proposalVersions } from "@db/schema/proposals";
import { pages, proposals } from "@db/schema/rooms";
import { and, eq, inArray } from "drizzle-orm";
import { renderProposal } from "~/features/rooms/proposals/render.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { grouped, total } from "../measures";
import type { Dwell } from "../schema";
import type { AttentionRow } from "./attention.server";
import { labelOf } from "./attention-map.server";
import { type Contents, type ReportPage, type ReportVersion, unitCountOf } from "./pages.server";

/** Page by page of each document, section by section of each proposal, in the order of the room. */
export async function listDwells(
  scope: WorkspaceScope,
  facts: { attention: readonly AttentionRow[]; contents: Contents; versionIds: readonly string[] },
): Promise<Dwell[]> {
  const byPage = grouped(facts.attention, ({ pageId }) => pageId);
  const read = facts.contents.pages
    .filter(({ id }) => byPage.has(id))
    .map((page) => ({ page, ...seenVersions(byPage.get(page.id) ?? [], facts) }));
  const proposalsRead = read.filter(({ page }) => page.kind === "proposal");
  const titles = await sectionTitles(
    scope,
    proposalsRead.map(({ page, versionId }) => ({ pageId: page.id, versionId })),
  );
  return read.map(({ page, ...seen }) =>
    dwellOf(page, seen, { contents: facts.contents, titles: titles.get(page.id) ?? [] }),
  );
}

type Seen = { rows: readonly AttentionRow[]; versions: ReportVersion[]; versionId: string };

/** The versions that were read, newest first, and the one to show. */
function seenVersions(
  rows: readonly AttentionRow[],
  { contents, versionIds: chosen }: { contents: Contents; versionIds: readonly string[] },
): Seen {
  const versions = [...new Set(rows.map(({ versionId }) => versionId))]
    .flatMap((id) => contents.versions.get(id) ?? [])
    .sort((a, b) => b.number - a.number || (a.id < b.id ? 1 : -1));
  const version = versions.find(({ id }) => chosen.includes(id)) ?? versions[0];
  return { rows, versions, versionId: version?.id ?? "" };
}

function dwellOf(
  page: ReportPage,
  { rows, versions, versionId }: Seen,
  { contents, titles }: { contents: Contents; titles: readonly string[] },
): Dwell {
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

/** Headings of the versions that were seen, by page; of the draft where there is no version. */
async function sectionTitles(
  scope: WorkspaceScope,
  seen: { pageId: string; versionId: string }[],
): Promise<Map<string, string[]>> {
  if (seen.length === 0) return new Map();
  const versionIds = seen.flatMap(({ versionId }) => versionId || []);
  const unversioned = seen.filter(({ versionId }) => versionId === "").map(({ pageId }) => pageId);
  const [versions, drafts] = await Promise.all([
    db
      .select({ pageId: proposalVersions.pageId, body: proposalVersions.body })
      .from(proposalVersions)
      .where(
        and(eq(proposalVersions.workspaceId, scope.workspaceId), inArray(proposalVersions.id, versionIds)),
      ),
    db
      .select({ pageId: proposals.pageId, body: proposals.body })
      .from(proposals)
      .innerJoin(pages, eq(pages.id, proposals.pageId))
      .where(and(eq(pages.workspaceId, scope.workspaceId), inArray(proposals.pageId, unversioned))),
  ]);
  return new Map([...versions, ...drafts].map(({ pageId, body }) => [pageId, sectionTitlesOf(body)]));
}

function sectionTitlesOf(body: unknown): string[] {
  return renderProposal(body, { imageUrl: () => "" }).sections.map(({ title }) => title);
}
