import { db } from "@db/client";
import { calendarFeeds } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { assertCan } from "~/platform/errors";
import { newId } from "~/platform/ids";
import type { RoomActor } from "../../schema";
import { isOwnFeed } from "./data.server";

/** A new secret address for the actor's calendar of this room; an earlier one ends. Only its hash is kept. */
export async function createFeed(actor: RoomActor): Promise<{ token: string }> {
  assertCan(actor.kind === "member" || !actor.preview);
  const token = newSecret();
  const id = newId();
  await db.transaction(async (tx) => {
    await endFeeds(tx, actor);
    const owner =
      actor.kind === "member"
        ? { ownerKind: "member" as const, ownerId: actor.memberId, linkId: null }
        : { ownerKind: "viewer" as const, ownerId: actor.viewerId, linkId: actor.linkId };
    const { workspaceId, roomId } = actor;
    const row = { id, workspaceId, roomId, ...owner, tokenHash: sha256Hex(token), createdAt: now() };
    await tx.insert(calendarFeeds).values(row);
    await recordEvent(tx, actor, { type: "calendar.created", roomId, feedId: id, ...whoOf(actor) });
  });
  return { token };
}

export async function revokeFeed(actor: RoomActor): Promise<void> {
  assertCan(actor.kind === "member" || !actor.preview);
  await db.transaction(async (tx) => {
    for (const feedId of await endFeeds(tx, actor)) {
      const { roomId } = actor;
      await recordEvent(tx, actor, { type: "calendar.revoked", roomId, feedId, ...whoOf(actor) });
    }
  });
}

/** With a share link that is revoked, moved or asks again, in its transaction. */
export async function closeFeedsOf(tx: Tx, linkId: string): Promise<void> {
  await tx
    .update(calendarFeeds)
    .set({ revokedAt: now() })
    .where(and(eq(calendarFeeds.linkId, linkId), isNull(calendarFeeds.revokedAt)));
}

async function endFeeds(tx: Tx, actor: RoomActor): Promise<string[]> {
  const ended = await tx
    .update(calendarFeeds)
    .set({ revokedAt: now() })
    .where(isOwnFeed(actor))
    .returning({ id: calendarFeeds.id });
  return ended.map(({ id }) => id);
}

function whoOf(actor: RoomActor) {
  return actor.kind === "viewer" ? { viewerId: actor.viewerId, contactId: actor.contactId } : {};
}
