import { db } from "@db/client";
import { acceptanceCertificates, acceptances, proposalComments } from "@db/schema/proposals";
import { proposals } from "@db/schema/rooms";
import { templates } from "@db/schema/templates";
import { eq } from "drizzle-orm";
import { contentHash } from "~/features/rooms/proposals/versions/data.server";
import type { ViewerScope } from "~/features/sharing/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { storage } from "~/platform/storage.server";
import { makePage, publishPage } from "../support/factories";

const body = { type: "doc" as const, content: [{ type: "acceptance", attrs: { blockId: "accepthere" } }] };

/** A published proposal that this buyer accepted, with its certificate, and what the team said about it. */
export async function makeAccepted(scope: WorkspaceScope, buyer: ViewerScope, mark: string) {
  const { workspaceId, memberId } = scope;
  const { roomId, viewerId } = buyer;
  const page = await makePage(scope, { roomId, kind: "proposal", title: `Offer ${mark}` });
  await db.update(proposals).set({ body }).where(eq(proposals.pageId, page.id));
  const versionId = await publishPage(scope, { roomId, pageId: page.id });
  const acceptanceId = newId();
  await db.insert(acceptances).values({
    id: acceptanceId,
    workspaceId,
    roomId,
    pageId: page.id,
    versionId,
    versionNumber: 1,
    contentHash: contentHash(body),
    viewerId,
    verified: false,
    name: `Signer ${mark}`,
    signature: `Signer ${mark}`,
    consentText: "I accept.",
    language: "en",
    totals: [],
    ip: "203.0.113.9",
    userAgent: "Test",
    at: now(),
  });
  const fileKey = `certificates/${acceptanceId}.pdf`;
  await storage().put(fileKey, new TextEncoder().encode("bytes"));
  const certificate = { acceptanceId, fileKey, sha256: "0".repeat(64), createdAt: now() };
  await db.insert(acceptanceCertificates).values(certificate);
  const commentId = newId();
  const comment = { id: commentId, workspaceId, pageId: page.id, authorId: memberId, createdAt: now() };
  await db.insert(proposalComments).values({ ...comment, body: `Comment ${mark}` });
  return { offerId: page.id, offerVersionId: versionId, acceptanceId, commentId };
}

/** A template of the workspace's own with one page. */
export async function makeTemplate(
  { id: createdById, workspaceId }: { id: string; workspaceId: string },
  mark: string,
) {
  const id = newId();
  const content = { pages: [{ kind: "plan", title: `Steps ${mark}`, outline: { milestones: [] } }] };
  const facts = { kind: "page" as const, name: `Template ${mark}`, language: "en" as const };
  const stamps = { createdAt: now(), updatedAt: now() };
  await db.insert(templates).values({ id, workspaceId, createdById, ...facts, content, ...stamps });
  return id;
}
