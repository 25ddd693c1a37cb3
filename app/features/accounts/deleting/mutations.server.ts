import { db } from "@db/client";
import { accounts, contacts, deals, merges } from "@db/schema/accounts";
import { attachments } from "@db/schema/chat";
import { acceptanceCertificates, acceptances } from "@db/schema/proposals";
import { proposalImages, rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { favourites, recents } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { eq, inArray, or } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import type { EngawaEvent } from "~/features/activity/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { assertCan } from "~/platform/errors";
import { enqueue } from "~/platform/jobs.server";
import { cleanLine } from "~/platform/text";
import { type Reassign, tieViewers } from "../merging/persons.server";
import { findReachForUpdate, type Reach } from "./data.server";
import { removeFiles } from "./jobs.server";
import { canDelete } from "./policy";
import type { Deleted, Target } from "./schema";
import { chunksOf } from "./utils";

type Deletion = { target: Target; confirmation: string };

/**
 * Deletes for good what hangs on the target, in one transaction; files follow by a job. What was recorded about it stays
 * as ids, documents stay in the library. The name must be typed as it is.
 */
export function deleteForGood(
  scope: WorkspaceScope,
  { target, confirmation }: Deletion,
  reassign: Reassign,
): Promise<Deleted> {
  return db.transaction(async (tx) => {
    const reach = await findReachForUpdate(tx, scope, target);
    const { doomed, ids } = reach;
    assertCan(canDelete(scope, doomed));
    if (cleanLine(confirmation) !== cleanLine(doomed.name)) return { ok: false, reason: "name" };
    await enqueueFiles(tx, ids.rooms);
    // The place of a room is looked up while it still has one.
    await recordEvent(tx, scope, eventOf(target, doomed.accountId ?? ""));
    await untieReaders(tx, ids, reassign);
    await releaseMerged(tx, ids.contacts);
    await forget(tx, Object.values(ids).flat());
    await remove(tx, target, reach);
    return { ok: true };
  });
}

function eventOf(target: Target, accountId: string): EngawaEvent {
  switch (target.kind) {
    case "account":
      return { type: "account.deleted", accountId: target.accountId };
    case "contact":
      return { type: "contact.deleted", accountId: target.accountId, contactId: target.contactId };
    case "deal":
      return { type: "deal.deleted", accountId, dealId: target.dealId };
    case "room":
      return { type: "room.deleted", roomId: target.roomId };
  }
}

/** The rows below go with these by their references. */
async function remove(tx: Tx, target: Target, { ids }: Reach): Promise<void> {
  switch (target.kind) {
    case "account":
      await tx.delete(accounts).where(inArray(accounts.id, ids.accounts));
      return;
    case "contact":
      await tx.delete(contacts).where(inArray(contacts.id, ids.contacts));
      return;
    case "deal":
      await tx.delete(deals).where(eq(deals.id, target.dealId));
      return;
    case "room":
      await tx.delete(rooms).where(eq(rooms.id, target.roomId));
  }
}

/** What a deleted contact read in a room that stays remains true, as that of a viewer known by address alone. */
async function untieReaders(tx: Tx, ids: Reach["ids"], reassign: Reassign): Promise<void> {
  const doomedRooms = new Set(ids.rooms);
  const ties: { viewerId: string; roomId: string; contactId: null }[] = [];
  for (const some of chunksOf(ids.contacts)) {
    const readers = await tx
      .select({ viewerId: viewers.id, roomId: viewers.roomId })
      .from(viewers)
      .where(inArray(viewers.contactId, some));
    for (const reader of readers) {
      if (!doomedRooms.has(reader.roomId)) ties.push({ ...reader, contactId: null });
    }
  }
  await tieViewers(tx, ties, reassign);
}

/** Contacts that led to a deleted one lead nowhere: whoever comes under their address is themselves. */
async function releaseMerged(tx: Tx, contactIds: readonly string[]): Promise<void> {
  for (const some of chunksOf(contactIds)) {
    await tx.update(contacts).set({ mergedIntoId: null }).where(inArray(contacts.mergedIntoId, some));
  }
}

/** Every other row that holds one of the ids, or texts of it: shortcuts go, a merge keeps only that it was. */
async function forget(tx: Tx, ids: readonly string[]): Promise<void> {
  for (const some of chunksOf(ids)) {
    await tx.delete(recents).where(inArray(recents.targetId, some));
    await tx.delete(favourites).where(inArray(favourites.targetId, some));
    await tx
      .update(merges)
      .set({ before: {} })
      .where(or(inArray(merges.keptId, some), inArray(merges.goneId, some)));
  }
}

async function enqueueFiles(tx: Tx, roomIds: readonly string[]): Promise<void> {
  for (const ids of chunksOf(roomIds)) {
    const images = await tx
      .select({ fileKey: proposalImages.fileKey })
      .from(proposalImages)
      .where(inArray(proposalImages.roomId, ids));
    const attached = await tx
      .select({ fileKey: attachments.fileKey })
      .from(attachments)
      .where(inArray(attachments.roomId, ids));
    const certificates = await tx
      .select({ fileKey: acceptanceCertificates.fileKey })
      .from(acceptanceCertificates)
      .innerJoin(acceptances, eq(acceptances.id, acceptanceCertificates.acceptanceId))
      .where(inArray(acceptances.roomId, ids));
    const keys = [...images, ...attached, ...certificates].map(({ fileKey }) => fileKey);
    if (keys.length > 0) await enqueue(tx, removeFiles, { keys });
  }
}
