import { db } from "@db/client";
import { documents } from "@db/schema/library";
import { proposalVersions } from "@db/schema/proposals";
import { type ProposalBody, pages, proposals } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { Node } from "@tiptap/pm/model";
import { and, desc, eq, inArray } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { sha256Hex } from "~/platform/crypto.server";
import { found } from "~/platform/errors";
import type { Language } from "~/platform/i18n/language";
import type { PageKey } from "../../pages/data.server";
import { proposalSchema } from "../validate.server";
import { diffProposals } from "./diff.server";
import type { DiffEntry, Publishing, PublishState, VersionFace } from "./schema";
import { canonicalJson, DRAFT } from "./utils";

const MAX_LISTED = 500;

export type Version = typeof proposalVersions.$inferSelect;
export type Draft = { title: string; body: ProposalBody; version: number; sectionCount: number };

/** SHA-256 of the text, the same whichever database kept it. */
export function contentHash(body: unknown): string {
  return sha256Hex(canonicalJson(body));
}

/** Versions from before texts were hashed are hashed when somebody asks. */
export function hashOf(version: Pick<Version, "contentHash" | "body">): string {
  return version.contentHash || contentHash(version.body);
}

/**
 * Whether there is nothing to publish. A text from before blocks had ids is given them when it is saved, its defaults
 * are written out and a line to write on follows its end: readers see nothing of that.
 */
export function isSameText(body: unknown, shown: Pick<Version, "contentHash" | "body">): boolean {
  if (contentHash(body) === hashOf(shown)) return true;
  const [mine, theirs] = [writtenOut(body), writtenOut(shown.body)];
  if (!mine || !theirs) return false;
  const isOld = [...mine, ...theirs].some(({ attrs }) => !attrs?.blockId);
  const bare = (blocks: Written[]) =>
    canonicalJson(
      isOld
        ? blocks.map(({ attrs, ...block }) => ({ ...block, attrs: { ...attrs, blockId: null } }))
        : blocks,
    );
  return bare(mine) === bare(theirs);
}

/** The draft of a proposal and the version that buyers read. NOT_FOUND for every other kind of page. */
export async function findDraft(
  scope: WorkspaceScope,
  key: PageKey,
): Promise<{ draft: Draft; shown: Version | null; publishing: Publishing }> {
  const [row] = await db
    .select({ title: pages.title, proposal: proposals, shown: proposalVersions })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .leftJoin(proposalVersions, eq(proposalVersions.id, proposals.publishedVersionId))
    .where(isProposal(scope, key));
  const { title, proposal, shown } = found(row);
  const { body, version, sectionCount, publishedAt } = proposal;
  return {
    draft: { title, body, version, sectionCount },
    shown,
    publishing: {
      state: stateOf(body, shown),
      draft: version,
      shownNumber: shown?.number ?? null,
      publishedAt,
    },
  };
}

function stateOf(body: ProposalBody, shown: Version | null): PublishState {
  if (!shown) return "never";
  return isSameText(body, shown) ? "published" : "changed";
}

/** Newest first, as many as a person would ever look through. */
export async function listVersions(scope: WorkspaceScope, key: PageKey): Promise<VersionFace[]> {
  const rows = await db
    .select({
      id: proposalVersions.id,
      number: proposalVersions.number,
      kind: proposalVersions.kind,
      title: proposalVersions.title,
      note: proposalVersions.note,
      createdAt: proposalVersions.createdAt,
      authorName: users.name,
      shownId: proposals.publishedVersionId,
    })
    .from(proposalVersions)
    .innerJoin(pages, eq(pages.id, proposalVersions.pageId))
    .innerJoin(proposals, eq(proposals.pageId, pages.id))
    .leftJoin(members, eq(members.id, proposalVersions.createdById))
    .leftJoin(users, eq(users.id, members.userId))
    .where(isProposal(scope, key))
    .orderBy(desc(proposalVersions.number))
    .limit(MAX_LISTED);
  return rows.map(({ shownId, ...row }) => ({ ...row, isShown: row.id === shownId }));
}

export async function getVersion(scope: WorkspaceScope, key: PageKey, versionId: string): Promise<Version> {
  const [row] = await db
    .select({ version: proposalVersions })
    .from(proposalVersions)
    .innerJoin(pages, eq(pages.id, proposalVersions.pageId))
    .where(and(isProposal(scope, key), eq(proposalVersions.id, versionId)));
  return found(row).version;
}

/** What readers get, for whoever was let into the room; null: not published yet. */
export async function findShownVersion(
  tx: Pick<Tx, "select">,
  room: { readonly workspaceId: string; readonly roomId: string },
  pageId: string,
): Promise<Version | null> {
  const [row] = await tx
    .select({ version: proposalVersions })
    .from(proposals)
    .innerJoin(pages, eq(pages.id, proposals.pageId))
    .innerJoin(proposalVersions, eq(proposalVersions.id, proposals.publishedVersionId))
    .where(and(eq(pages.id, pageId), eq(pages.roomId, room.roomId), eq(pages.workspaceId, room.workspaceId)));
  return row?.version ?? null;
}

function isProposal(scope: WorkspaceScope, { roomId, pageId }: PageKey) {
  return and(
    eq(pages.id, pageId),
    eq(pages.roomId, roomId),
    eq(pages.workspaceId, scope.workspaceId),
    eq(pages.kind, "proposal"),
  );
}

/** Titles of the documents and pages that texts show by their ids. */
export async function namesIn(
  scope: { readonly workspaceId: string },
  bodies: readonly unknown[],
): Promise<ReadonlyMap<string, string>> {
  const text = JSON.stringify(bodies);
  const ids = [...new Set(text.match(/(?<="(?:documentId|pageId)":")[0-9a-z]{26}/g) ?? [])];
  if (ids.length === 0) return new Map();
  const { workspaceId } = scope;
  const [files, places] = await Promise.all([
    db
      .select({ id: documents.id, title: documents.title })
      .from(documents)
      .where(and(eq(documents.workspaceId, workspaceId), inArray(documents.id, ids))),
    db
      .select({ id: pages.id, title: pages.title })
      .from(pages)
      .where(and(eq(pages.workspaceId, workspaceId), inArray(pages.id, ids))),
  ]);
  return new Map([...files, ...places].map(({ id, title }) => [id, title]));
}

/** Two texts of one proposal compared; each is a version's id, or DRAFT. */
export async function compareTexts(
  scope: WorkspaceScope,
  key: PageKey,
  { from, to, language }: { from: string; to: string; language: Language },
): Promise<DiffEntry[]> {
  const [before, after] = await Promise.all([findText(scope, key, from), findText(scope, key, to)]);
  return diffProposals(before, after, { language, names: await namesIn(scope, [before, after]) });
}

async function findText(scope: WorkspaceScope, key: PageKey, id: string): Promise<ProposalBody> {
  if (id === DRAFT) return (await findDraft(scope, key)).draft.body;
  return (await getVersion(scope, key, id)).body;
}

/** What publishing would change for buyers. */
export async function compareDraft(scope: WorkspaceScope, key: PageKey, language: Language) {
  const { draft, shown, publishing } = await findDraft(scope, key);
  const names = await namesIn(scope, [shown?.body, draft.body]);
  const before = shown?.body ?? { type: "doc", content: [] };
  return { draft, publishing, entries: diffProposals(before, draft.body, { language, names }) };
}

type Written = { type: string; attrs?: Readonly<Record<string, unknown>> };

/** The blocks with every attribute said, without empty lines at the end; null for what no longer is a proposal. */
function writtenOut(body: unknown): Written[] | null {
  try {
    const blocks: Written[] = Node.fromJSON(proposalSchema, body).content.toJSON() ?? [];
    const last = blocks.findLastIndex((block) => block.type !== "paragraph" || "content" in block);
    return blocks.slice(0, last + 1);
  } catch {
    return null;
  }
}
