import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { roomPeople } from "@db/schema/people";
import { shareLinks } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, desc, eq, isNull } from "drizzle-orm";
import { recordEvent } from "~/features/activity/events.server";
import { announceRoom } from "~/features/rooms/mutations.server";
import { canEditPeople } from "~/features/rooms/people/policy";
import type { MemberActor } from "~/features/rooms/schema";
import { now } from "~/platform/clock.server";
import { newSecret, sha256Hex } from "~/platform/crypto.server";
import { assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { limit } from "~/platform/rate-limit.server";
import { announceClosed, endAccess } from "../mutations.server";
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
    label: labelOf(email),
    gate: "code",
    allowedDomains: [],
    allowedEmails: [email],
    createdAt: now(),
  });
  return token;
}

export type Invited = { email: string; isAgain: boolean };

/**
 * Sends a person of the committee their own link. Repeating gives the same link a new address: whoever holds an older
 * mail comes in no more, so a person never has two ways in. Throws RATE_LIMITED.
 */
export async function invitePerson(actor: MemberActor, contactId: string): Promise<Invited> {
  await limit("room-invite", actor.memberId, INVITE_BUDGET);
  const { workspaceId, roomId, memberId } = actor;
  const origin = await inviteOrigin(actor);
  const { email, closed } = await db.transaction(async (tx) => {
    assertCan(canEditPeople(actor));
    const isPerson = and(eq(roomPeople.roomId, roomId), eq(roomPeople.contactId, contactId));
    const [person] = await tx
      .select({ email: contacts.email })
      .from(roomPeople)
      .innerJoin(contacts, eq(contacts.id, roomPeople.contactId))
      .where(and(isPerson, eq(roomPeople.workspaceId, workspaceId), isNull(roomPeople.dismissedAt)));
    const to = found(person).email;
    await limit("room-invite-recipient", to, RECIPIENT_BUDGET);
    const place = { workspaceId, roomId, createdById: memberId, email: to };
    const { token, closed: ended } = await renewPersonalLink(tx, actor, place);
    await tx.update(roomPeople).set({ invitedAt: now() }).where(isPerson);
    await recordEvent(tx, actor, { type: "person.invited", roomId, contactId });
    await queueRoomInvite(tx, actor, origin, { to, token, by: { kind: "member", memberId } });
    return { email: to, closed: ended };
  });
  for (const linkId of closed) announceClosed({ roomId, linkId });
  announceRoom(roomId);
  return { email, isAgain: closed.length > 0 };
}

type Renewed = { token: string; closed: string[] };

/** The person's own link with a new address, or their first one; any others of theirs are closed. */
async function renewPersonalLink(
  tx: Tx,
  actor: MemberActor,
  place: Omit<Personal, "allowDownload" | "expiresAt">,
): Promise<Renewed> {
  const { workspaceId, roomId, email } = place;
  const isCode = and(eq(shareLinks.workspaceId, workspaceId), eq(shareLinks.gate, "code"));
  const open = await tx
    .select()
    .from(shareLinks)
    .where(and(eq(shareLinks.roomId, roomId), isCode, isNull(shareLinks.revokedAt)))
    .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id))
    .for("update");
  const own = open.filter((link) => isPersonal(link, email));
  const kept = own.find(({ allowDownload, expiresAt }) => allowDownload && expiresAt === null);
  for (const { id: linkId } of own) {
    await endAccess(tx, linkId);
    if (linkId === kept?.id) continue;
    await tx.update(shareLinks).set({ revokedAt: now() }).where(eq(shareLinks.id, linkId));
    await recordEvent(tx, actor, { type: "link.revoked", roomId, linkId });
  }
  const closed = own.map(({ id }) => id);
  if (!kept)
    return {
      token: await insertPersonalLink(tx, { ...place, allowDownload: true, expiresAt: null }),
      closed,
    };
  const token = newSecret();
  await tx
    .update(shareLinks)
    .set({ tokenHash: sha256Hex(token) })
    .where(eq(shareLinks.id, kept.id));
  await recordEvent(tx, actor, { type: "link.rotated", roomId, linkId: kept.id });
  return { token, closed };
}

/** As `insertPersonalLink` makes them. */
function isPersonal(link: typeof shareLinks.$inferSelect, email: string): boolean {
  const [only, ...others] = link.allowedEmails;
  return (
    only === email && others.length === 0 && link.allowedDomains.length === 0 && link.label === labelOf(email)
  );
}

function labelOf(email: string): string {
  return Array.from(email).slice(0, LABEL_CHARS).join("");
}
