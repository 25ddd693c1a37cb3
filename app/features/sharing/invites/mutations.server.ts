import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { roomPeople } from "@db/schema/people";
import { shareLinks } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { announceRoom } from "~/features/rooms/mutations.server";
import { canEditPeople } from "~/features/rooms/people/policy";
import type { MemberActor } from "~/features/rooms/schema";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { limit } from "~/platform/rate-limit.server";
import { inviteOrigin, queueRoomInvite } from "./invite-mail.server";

const LABEL_CHARS = 80;
/** A member's invitations: nobody turns us into a machine that sends mail. */
const INVITE_BUDGET = { points: 60, seconds: 3600 } as const;
/** To one address, whoever invites. */
export const RECIPIENT_BUDGET = { points: 3, seconds: 86_400 } as const;

type Personal = {
  workspaceId: string;
  roomId: string;
  createdById: string;
  email: string;
  allowDownload: boolean;
  expiresAt: Date | null;
};

/** A way in for one address alone, behind a code. The secret is in the mail and nowhere else. */
export async function insertPersonalLink(tx: Tx, { email, ...link }: Personal): Promise<string> {
  const token = newSecret();
  await tx.insert(shareLinks).values({
    id: newId(),
    ...link,
    tokenHash: sha256Hex(token),
    label: Array.from(email).slice(0, LABEL_CHARS).join(""),
    gate: "code",
    allowedDomains: [],
    allowedEmails: [email],
    createdAt: now(),
  });
  return token;
}

/** Sends a person of the committee their own link. Repeating sends another; both work. Throws RATE_LIMITED. */
export async function invitePerson(actor: MemberActor, contactId: string): Promise<{ email: string }> {
  await limit("room-invite", actor.memberId, INVITE_BUDGET);
  const { workspaceId, roomId, memberId } = actor;
  const origin = await inviteOrigin(actor);
  const email = await db.transaction(async (tx) => {
    assertCan(canEditPeople(actor));
    const isPerson = and(eq(roomPeople.roomId, roomId), eq(roomPeople.contactId, contactId));
    const [person] = await tx
      .select({ email: contacts.email })
      .from(roomPeople)
      .innerJoin(contacts, eq(contacts.id, roomPeople.contactId))
      .where(and(isPerson, eq(roomPeople.workspaceId, workspaceId), isNull(roomPeople.dismissedAt)));
    const to = found(person).email;
    await limit("room-invite-recipient", to, RECIPIENT_BUDGET);
    const link = { workspaceId, roomId, createdById: memberId, email: to };
    const token = await insertPersonalLink(tx, { ...link, allowDownload: true, expiresAt: null });
    await tx.update(roomPeople).set({ invitedAt: now() }).where(isPerson);
    await recordEvent(tx, actor, { type: "person.invited", roomId, contactId });
    await queueRoomInvite(tx, actor, origin, { to, token, by: { kind: "member", memberId } });
    return to;
  });
  announceRoom(roomId);
  return { email };
}
