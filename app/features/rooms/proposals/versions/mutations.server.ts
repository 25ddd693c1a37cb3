import { db } from "@db/client";
import { proposalVersions } from "@db/schema/proposals";
import { pages, proposals } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq, isNull, max } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { findRoomForUpdate } from "../../data.server";
import { announceRoom } from "../../mutations.server";
import type { PageKey } from "../../pages/data.server";
import { canEditPages } from "../../policy";
import { validateProposal } from "../validate.server";
import { contentHash, isSameText, type Version } from "./data.server";
import type { VersionKind } from "./schema";

export type Published =
  | { kind: "published"; number: number; versionId: string }
  /** Somebody changed the draft after it was shown to who wants to publish it. */
  | { kind: "stale" };

/** From now on buyers read the draft as it was shown. The same text twice is published once. */
export async function publishProposal(
  scope: WorkspaceScope,
  { draft, note, ...key }: PageKey & { draft: number; note: string | null },
): Promise<Published> {
  const outcome = await db.transaction<Published>((tx) => publishIn(tx, scope, { ...key, draft, note }));
  announceRoom(key.roomId);
  return outcome;
}

/** For verbs that publish on the way, such as making a room from a template. */
export async function publishIn(
  tx: Tx,
  scope: WorkspaceScope,
  { draft, note, ...key }: PageKey & { draft: number; note: string | null },
): Promise<Published> {
  const current = await findForUpdate(tx, scope, key);
  if (current.proposal.version !== draft) return { kind: "stale" };
  const shown = await findById(tx, current.proposal.publishedVersionId);
  if (shown && isSameText(current.proposal.body, shown))
    return { kind: "published", number: shown.number, versionId: shown.id };
  const version = await addVersion(tx, scope, { current, kind: "published", note, id: newId() });
  await tx
    .update(proposals)
    .set({ publishedVersionId: version.id, publishedAt: version.createdAt })
    .where(eq(proposals.pageId, key.pageId));
  const { id: versionId, number } = version;
  await recordEvent(tx, scope, { type: "proposal.published", ...key, versionId, number });
  return { kind: "published", number, versionId };
}

/** Keeps the draft as it is now under a name. The same request key twice keeps it once. */
export async function keepVersion(
  scope: WorkspaceScope,
  { note, requestKey, ...key }: PageKey & { note: string; requestKey: string },
): Promise<Version> {
  return db.transaction(async (tx) => {
    const current = await findForUpdate(tx, scope, key);
    const earlier = await findOwn(tx, key, requestKey);
    if (earlier) return earlier;
    const version = await addVersion(tx, scope, { current, kind: "kept", note, id: requestKey });
    const { id: versionId, number } = version;
    await recordEvent(tx, scope, { type: "proposal.version_kept", ...key, versionId, number });
    return version;
  });
}

export type Restored =
  /** `undoId`: the version that brings back what was there. */
  | { kind: "restored"; number: number; undoId: string }
  /** The old text holds something that today's editor doesn't know. */
  | { kind: "refused" };

/**
 * Makes an earlier text the draft again. What was there is kept first, unless a version holds it already; buyers read
 * on what they read until somebody publishes.
 */
export async function restoreVersion(
  scope: WorkspaceScope,
  { versionId, requestKey, ...key }: PageKey & { versionId: string; requestKey: string },
): Promise<Restored> {
  return db.transaction<Restored>(async (tx) => {
    const current = await findForUpdate(tx, scope, key);
    const wanted = found(await findOwn(tx, key, versionId));
    const { number, body } = wanted;
    if (!validateProposal(body).ok) return { kind: "refused" };
    const held =
      (await findOwn(tx, key, requestKey)) ??
      (await findHolding(tx, key, contentHash(current.proposal.body)));
    const before =
      held ?? (await addVersion(tx, scope, { current, kind: "kept", note: null, id: requestKey }));
    if (contentHash(body) === contentHash(current.proposal.body))
      return { kind: "restored", number, undoId: before.id };
    const at = now();
    await tx
      .update(proposals)
      .set({
        body,
        sectionCount: wanted.sectionCount,
        version: current.proposal.version + 1,
        updatedById: scope.memberId,
        updatedAt: at,
      })
      .where(eq(proposals.pageId, key.pageId));
    await tx.update(pages).set({ updatedAt: at }).where(eq(pages.id, key.pageId));
    await recordEvent(tx, scope, { type: "proposal.restored", ...key, versionId, number });
    return { kind: "restored", number, undoId: before.id };
  });
}

type Current = { title: string; proposal: typeof proposals.$inferSelect; workspaceId: string };

/** Locks the room first, as every verb of its pages does, so that numbers of versions have one writer at a time. */
async function findForUpdate(tx: Tx, scope: WorkspaceScope, key: PageKey): Promise<Current> {
  const room = await findRoomForUpdate(tx, scope, key.roomId);
  const [page] = await tx
    .select({ title: pages.title })
    .from(pages)
    .where(
      and(
        eq(pages.id, key.pageId),
        eq(pages.roomId, room.id),
        eq(pages.kind, "proposal"),
        isNull(pages.archivedAt),
      ),
    );
  const { title } = found(page);
  assertCan(canEditPages(scope, room));
  const [proposal] = await tx.select().from(proposals).where(eq(proposals.pageId, key.pageId)).for("update");
  return { title, proposal: found(proposal), workspaceId: room.workspaceId };
}

type NewVersion = { current: Current; kind: VersionKind; note: string | null; id: string };

async function addVersion(
  tx: Tx,
  scope: WorkspaceScope,
  { current: { title, proposal, workspaceId }, kind, note, id }: NewVersion,
): Promise<Version> {
  const { pageId, body, sectionCount } = proposal;
  const [last] = await tx
    .select({ number: max(proposalVersions.number) })
    .from(proposalVersions)
    .where(eq(proposalVersions.pageId, pageId));
  const [made] = await tx
    .insert(proposalVersions)
    .values({
      id,
      workspaceId,
      pageId,
      number: (last?.number ?? 0) + 1,
      kind,
      title,
      body,
      sectionCount,
      contentHash: contentHash(body),
      note,
      createdById: scope.memberId,
      createdAt: now(),
    })
    .onConflictDoNothing()
    .returning();
  // The key of a request that made something elsewhere.
  if (!made) throw new AppError("CONFLICT");
  return made;
}

async function findById(tx: Tx, versionId: string | null): Promise<Version | null> {
  if (versionId === null) return null;
  const [row] = await tx.select().from(proposalVersions).where(eq(proposalVersions.id, versionId));
  return row ?? null;
}

async function findOwn(tx: Tx, { pageId }: PageKey, versionId: string): Promise<Version | null> {
  const [row] = await tx
    .select()
    .from(proposalVersions)
    .where(and(eq(proposalVersions.id, versionId), eq(proposalVersions.pageId, pageId)));
  return row ?? null;
}

async function findHolding(tx: Tx, { pageId }: PageKey, hash: string): Promise<Version | null> {
  const [row] = await tx
    .select()
    .from(proposalVersions)
    .where(and(eq(proposalVersions.pageId, pageId), eq(proposalVersions.contentHash, hash)))
    .limit(1);
  return row ?? null;
}
