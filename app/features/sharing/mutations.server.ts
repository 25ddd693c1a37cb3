import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { gateCodes, shareLinks, viewerSessions } from "@db/schema/sharing";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { closeFeedsOf } from "~/features/rooms/plan/feeds/mutations.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { publish } from "~/platform/realtime.server";
import { canRevokeLink, canShareRoom } from "./policy";
import type { LinkPolicyInput } from "./schema";
import { lastMomentOf } from "./utils";

/** `token` is the secret of the address, known only here and now: the database keeps its SHA-256. */
export type FreshLink = { linkId: string; token: string };
type LinkRef = { roomId: string; linkId: string };

export function createShareLink(
  scope: WorkspaceScope,
  input: LinkPolicyInput & { roomId: string },
): Promise<FreshLink> {
  const token = newSecret();
  return db.transaction(async (tx) => {
    await tx.select({ id: rooms.id }).from(rooms).where(eq(rooms.id, input.roomId)).for("update");
    const room = await findRoomForSharing(tx, scope, input.roomId);
    assertCan(canShareRoom(scope, room));
    const linkId = newId();
    await tx.insert(shareLinks).values({
      id: linkId,
      workspaceId: scope.workspaceId,
      roomId: room.id,
      tokenHash: sha256Hex(token),
      createdById: scope.memberId,
      createdAt: now(),
      ...columnsOf(input, room.timeZone),
    });
    await recordEvent(tx, scope, { type: "link.created", roomId: room.id, linkId });
    return { linkId, token };
  });
}

/**
 * When the gate or the list changed, whoever passed under the old policy passes again. Expiry and download are asked
 * at every request, so a change of those alone sends nobody back to the gate.
 */
export async function updateShareLink(
  scope: WorkspaceScope,
  input: LinkPolicyInput & LinkRef,
): Promise<void> {
  await db.transaction(async (tx) => {
    const room = await findRoomForSharing(tx, scope, input.roomId);
    assertCan(canShareRoom(scope, room));
    const link = await findLinkForUpdate(tx, scope, input);
    if (link.revokedAt) throw new AppError("CONFLICT");
    const columns = columnsOf(input, room.timeZone);
    const asksAgain = gateText(link) !== gateText(columns);
    await tx
      .update(shareLinks)
      .set({ ...columns, policyVersion: link.policyVersion + (asksAgain ? 1 : 0) })
      .where(eq(shareLinks.id, link.id));
    if (asksAgain) await tx.delete(gateCodes).where(eq(gateCodes.linkId, link.id));
    if (asksAgain) await closeFeedsOf(tx, link.id);
    await recordEvent(tx, scope, { type: "link.updated", roomId: room.id, linkId: link.id });
  });
  announceClosed(input);
}

/** Closes the way in for good: the link, its sessions and its codes in one step. Safe to repeat. */
export async function revokeShareLink(scope: WorkspaceScope, ref: LinkRef): Promise<void> {
  await db.transaction(async (tx) => {
    const room = await findRoomForSharing(tx, scope, ref.roomId);
    assertCan(canRevokeLink(scope, room));
    const link = await findLinkForUpdate(tx, scope, ref);
    if (link.revokedAt) return;
    await tx.update(shareLinks).set({ revokedAt: now() }).where(eq(shareLinks.id, link.id));
    await endAccess(tx, link.id);
    await recordEvent(tx, scope, { type: "link.revoked", roomId: room.id, linkId: link.id });
  });
  announceClosed(ref);
}

/** A new address for the same link. The old one is unknown from now on, and who came by it must come by the new one. */
export async function rotateShareLink(scope: WorkspaceScope, ref: LinkRef): Promise<FreshLink> {
  const token = newSecret();
  await db.transaction(async (tx) => {
    const room = await findRoomForSharing(tx, scope, ref.roomId);
    assertCan(canShareRoom(scope, room));
    const [link] = await tx
      .update(shareLinks)
      .set({ tokenHash: sha256Hex(token) })
      .where(and(isLink(scope, ref), isNull(shareLinks.revokedAt)))
      .returning({ id: shareLinks.id });
    await endAccess(tx, found(link).id);
    await recordEvent(tx, scope, { type: "link.rotated", roomId: room.id, linkId: ref.linkId });
  });
  announceClosed(ref);
  return { linkId: ref.linkId, token };
}

async function findRoomForSharing(tx: Tx, scope: WorkspaceScope, roomId: string) {
  const [room] = await tx
    .select({
      id: rooms.id,
      ownerId: rooms.ownerId,
      archivedAt: rooms.archivedAt,
      timeZone: workspaces.timeZone,
    })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, scope.workspaceId)));
  return found(room);
}

async function findLinkForUpdate(tx: Tx, scope: WorkspaceScope, ref: LinkRef) {
  const [link] = await tx.select().from(shareLinks).where(isLink(scope, ref)).for("update");
  return found(link);
}

function isLink(scope: WorkspaceScope, ref: LinkRef) {
  return and(
    eq(shareLinks.id, ref.linkId),
    eq(shareLinks.roomId, ref.roomId),
    eq(shareLinks.workspaceId, scope.workspaceId),
  );
}

/** Sessions, codes and calendars that came by a link. */
export async function endAccess(tx: Tx, linkId: string): Promise<void> {
  await tx.delete(viewerSessions).where(eq(viewerSessions.linkId, linkId));
  await tx.delete(gateCodes).where(eq(gateCodes.linkId, linkId));
  await closeFeedsOf(tx, linkId);
}

/** Open streams end and cached facts of the link are forgotten; whoever may still come in simply connects again. */
export function announceClosed({ linkId, roomId }: LinkRef): void {
  publish(`link:${linkId}`, { type: "link-closed", linkId, roomId });
}

function columnsOf(input: LinkPolicyInput, timeZone: string) {
  const isListed = input.gate !== "open";
  return {
    label: input.label,
    gate: input.gate,
    // An open link asks nobody's address: a list beside it would promise what isn't checked.
    allowedDomains: isListed ? [...input.allowed.domains].sort() : [],
    allowedEmails: isListed ? [...input.allowed.emails].sort() : [],
    allowDownload: input.allowDownload,
    expiresAt: input.expiresOn === null ? null : lastMomentOf(input.expiresOn, timeZone),
  };
}

type GateColumns = Pick<typeof shareLinks.$inferSelect, "gate" | "allowedDomains" | "allowedEmails">;

function gateText(link: GateColumns): string {
  return JSON.stringify([link.gate, [...link.allowedDomains].sort(), [...link.allowedEmails].sort()]);
}
