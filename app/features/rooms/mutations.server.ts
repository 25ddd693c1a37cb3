import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { findAccountByName, findAccountForUpdate, findOwner } from "~/features/accounts/data.server";
import { type Deal, findAccountOf, findDealForUpdate } from "~/features/accounts/deals/data.server";
import { insertDeal } from "~/features/accounts/deals/mutations.server";
import { insertAccount } from "~/features/accounts/mutations.server";
import { firstStage } from "~/features/accounts/pipeline/data.server";
import type { Edit } from "~/features/accounts/schema";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { publish } from "~/platform/realtime.server";
import { foldText } from "~/platform/text";
import { findRoomForUpdate, type Room } from "./data.server";
import { canCreateRoom, canEditRoom } from "./policy";
import type { NewRoom, RoomChange, RoomSubject } from "./schema";
import { buyersTopic, ROOM_CHANGED, roomTopic } from "./topics";

/**
 * Makes the room, and on the way the account and the deal that the form names. The same request key twice makes all
 * of it once. `currency` is what a new deal starts with.
 */
export function createRoom(
  scope: WorkspaceScope,
  {
    requestKey,
    subject,
    name,
    language,
    currency,
    fill,
  }: NewRoom & {
    currency: string;
    /** What the room begins with, written in the same transaction. */
    fill?: (tx: Tx, room: Room) => Promise<void>;
  },
): Promise<Room> {
  return db.transaction(async (tx) => {
    await queueUpBehindOwnRequests(tx, scope);
    const [earlier] = await tx.select().from(rooms).where(eq(rooms.id, requestKey));
    if (earlier) return findRoomForUpdate(tx, scope, requestKey);
    const deal = await findOrMakeDeal(tx, scope, { ...subject, currency });
    assertCan(canCreateRoom(scope, deal));
    const at = now();
    const [made] = await tx
      .insert(rooms)
      .values({
        id: requestKey,
        workspaceId: scope.workspaceId,
        dealId: deal.id,
        name: name ?? deal.name,
        searchText: foldText(name ?? deal.name),
        language,
        ownerId: scope.memberId,
        createdAt: at,
        updatedAt: at,
      })
      .returning();
    const room = found(made);
    await recordEvent(tx, scope, { type: "room.created", roomId: requestKey });
    await fill?.(tx, room);
    return room;
  });
}

/** A repeated request waits for the first and finds its room, so it makes no second account or deal. */
async function queueUpBehindOwnRequests(tx: Tx, scope: WorkspaceScope): Promise<void> {
  await tx.select({ id: members.id }).from(members).where(eq(members.id, scope.memberId)).for("update");
}

async function findOrMakeDeal(
  tx: Tx,
  scope: WorkspaceScope,
  subject: RoomSubject & { currency: string },
): Promise<Deal> {
  if ("dealId" in subject) {
    // The account first, as everywhere; a merge may have moved the deal before it was held.
    const account = await findAccountForUpdate(tx, scope, await findAccountOf(tx, scope, subject.dealId));
    const deal = await findDealForUpdate(tx, scope, subject.dealId);
    if (account.archivedAt || deal.archivedAt || deal.accountId !== account.id)
      throw new AppError("CONFLICT");
    return deal;
  }
  const account =
    (await findAccountByName(tx, scope, subject.accountName)) ??
    (await insertAccount(tx, scope, {
      requestKey: newId(),
      name: subject.accountName,
      reading: null,
      domain: null,
      notes: null,
    }));
  return insertDeal(tx, scope, {
    requestKey: newId(),
    accountId: account.id,
    name: subject.dealName,
    stage: await firstStage(tx, scope),
    currency: subject.currency,
    amountMinor: null,
    closeDate: null,
  });
}

export async function updateRoom(
  scope: WorkspaceScope,
  { roomId, version, ...fields }: RoomChange & { roomId: string },
): Promise<Edit<Room>> {
  const edit = await db.transaction<Edit<Room>>(async (tx) => {
    const current = await findEditableRoom(tx, scope, roomId);
    if (current.version !== version || current.archivedAt) return { ok: false, reason: "stale", current };
    await findOwner(tx, scope, { next: fields.ownerId, current: current.ownerId });
    const row = await saveRoom(tx, scope, current, fields);
    await recordEvent(tx, scope, { type: "room.updated", roomId });
    return { ok: true, row };
  });
  announceRoom(roomId);
  return edit;
}

/** Closes the room for buyers too: every share link of it answers as closed until it is restored. */
export async function archiveRoom(scope: WorkspaceScope, roomId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const current = await findEditableRoom(tx, scope, roomId);
    if (current.archivedAt) return;
    await saveRoom(tx, scope, current, { archivedAt: now() });
    await recordEvent(tx, scope, { type: "room.archived", roomId });
  });
  announceRoom(roomId);
}

export async function restoreRoom(scope: WorkspaceScope, roomId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const current = await findEditableRoom(tx, scope, roomId);
    if (!current.archivedAt) return;
    await saveRoom(tx, scope, current, { archivedAt: null });
    await recordEvent(tx, scope, { type: "room.restored", roomId });
  });
  announceRoom(roomId);
}

/** After commit: whoever has the room open, on either side, asks again, and the guards answer anew. */
export function announceRoom(roomId: string): void {
  publish(roomTopic(roomId), ROOM_CHANGED);
  publish(buyersTopic(roomId), ROOM_CHANGED);
}

async function findEditableRoom(tx: Tx, scope: WorkspaceScope, roomId: string): Promise<Room> {
  const room = await findRoomForUpdate(tx, scope, roomId);
  assertCan(canEditRoom(scope, room));
  return room;
}

/** For verbs of lists, after they have checked: the next version, without an event. */
export async function saveRoom(
  tx: Tx,
  scope: WorkspaceScope,
  current: Room,
  fields: Partial<Room>,
): Promise<Room> {
  const [row] = await tx
    .update(rooms)
    .set({
      ...fields,
      searchText: foldText(fields.name ?? current.name),
      updatedAt: now(),
      version: current.version + 1,
    })
    .where(and(eq(rooms.id, current.id), eq(rooms.workspaceId, scope.workspaceId)))
    .returning();
  return found(row);
}
