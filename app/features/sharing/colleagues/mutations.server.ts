import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { roomPeople } from "@db/schema/people";
import { shareLinks } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { eq, sql } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { announceRoom } from "~/features/rooms/mutations.server";
import { findRoomAccount } from "~/features/rooms/people/data.server";
import { insertContact } from "~/features/rooms/people/mutations.server";
import type { ViewerActor } from "~/features/rooms/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { limit } from "~/platform/rate-limit.server";
import { insertRequest } from "../access/mutations.server";
import type { Ask } from "../access/schema";
import { inviteOrigin, queueRoomInvite } from "../invites/invite-mail.server";
import { insertPersonalLink, RECIPIENT_BUDGET } from "../invites/mutations.server";
import { linkStateOf, mayInvite } from "../policy";
import type { ViewerScope } from "../schema";
import { ensureViewer } from "../viewers/mutations.server";

const BUDGETS = {
  viewer: { points: 10, seconds: 3600 },
  room: { points: 60, seconds: 86_400 },
} as const;

export type Introduced = "invited" | "requested";

/**
 * A reader brings a colleague in. Within the link's policy a mail goes out at once; otherwise it becomes a request to the
 * rep. Either way the rep sees who was introduced by whom. Throws RATE_LIMITED.
 */
export async function inviteColleague(
  { viewer, actor }: { viewer: ViewerScope; actor: ViewerActor },
  ask: Ask,
): Promise<Introduced> {
  assertCan(!actor.preview);
  await limit("colleague-viewer", actor.viewerId, BUDGETS.viewer);
  await limit("colleague-room", actor.roomId, BUDGETS.room);
  const origin = await inviteOrigin(actor);
  const { workspaceId, roomId, linkId, viewerId } = actor;
  const outcome = await db.transaction(async (tx): Promise<Introduced> => {
    const [row] = await tx.select().from(shareLinks).where(eq(shareLinks.id, linkId)).for("update");
    const link = found(row);
    if (linkStateOf(link, now()) !== "active") throw new AppError("GONE");
    await ensureViewer(tx, viewer);
    const isDirect = mayInvite(actor, link, ask.email);
    const contactId = await introduce(tx, actor, { ...ask, isDirect });
    await recordEvent(tx, actor, { type: "person.introduced", roomId, contactId, viewerId });
    if (!isDirect) {
      await insertRequest(tx, { ...ask, workspaceId, roomId, linkId });
      return "requested";
    }
    await limit("room-invite-recipient", ask.email, RECIPIENT_BUDGET);
    const { createdById, allowDownload, expiresAt } = link;
    const personal = { workspaceId, roomId, createdById, email: ask.email, allowDownload, expiresAt };
    const token = await insertPersonalLink(tx, personal);
    const name = await nameOf(tx, actor);
    await queueRoomInvite(tx, actor, origin, { to: ask.email, token, by: { kind: "colleague", name } });
    return "invited";
  });
  announceRoom(roomId);
  return outcome;
}

/** The colleague as a suggestion to the rep. Null: another account's contact, or a stranger's guess at one. */
async function introduce(
  tx: Tx,
  actor: ViewerActor,
  { email, name, isDirect }: Ask & { isDirect: boolean },
): Promise<string | null> {
  // Only who proved who they are adds to the account's people.
  if (actor.identity !== "verified") return null;
  const { workspaceId, roomId, contactId: introducedById } = actor;
  const { accountId } = await findRoomAccount(tx, actor);
  const blank = { reading: null, phone: null, title: null, department: null, decisionRole: null };
  const source = { workspaceId, viewerId: actor.viewerId };
  const contact = await insertContact(tx, source, { id: newId(), accountId, email, name, ...blank });
  if (contact.accountId !== accountId) return null;
  const at = now();
  const invitedAt = isDirect ? at : null;
  await tx
    .insert(roomPeople)
    .values({
      workspaceId,
      roomId,
      contactId: contact.id,
      introducedById,
      invitedAt,
      suggestedAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoUpdate({
      target: [roomPeople.roomId, roomPeople.contactId],
      set: {
        introducedById: sql`coalesce(${roomPeople.introducedById}, excluded.introduced_by_id)`,
        invitedAt: sql`coalesce(excluded.invited_at, ${roomPeople.invitedAt})`,
        updatedAt: at,
      },
    });
  return contact.id;
}

async function nameOf(tx: Tx, actor: ViewerActor): Promise<string | null> {
  if (!actor.contactId) return actor.email;
  const [contact] = await tx
    .select({ name: contacts.name })
    .from(contacts)
    .where(eq(contacts.id, actor.contactId));
  return contact?.name ?? actor.email;
}
