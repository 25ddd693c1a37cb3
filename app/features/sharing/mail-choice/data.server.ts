import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { shareLinks, viewers } from "@db/schema/sharing";
import { members } from "@db/schema/workspaces";
import { and, eq, isNotNull, isNull, or } from "drizzle-orm";
import { findMailChoice, type ShownChoice } from "~/features/rooms/mail-choice/data.server";
import type { MailChoice } from "~/features/rooms/mail-choice/schema";
import { memberIdOf, recipientOf } from "~/features/rooms/mail-choice/token.server";
import { now } from "~/platform/clock.server";
import { isAddressAllowed, linkStateOf } from "../policy";

type Place = { workspaceId: string; roomId: string };
type Shown = Omit<ShownChoice, "workspaceId" | "roomName"> & {
  side: "member" | "viewer";
  /** Null for whom the room is closed by now: a token never ends, but it must not go on telling how the room is called. */
  roomName: string | null;
};

/** What the page about a choice shows to whoever holds the token. */
export async function showMailChoice(choice: MailChoice): Promise<Shown> {
  const { workspaceId, roomName, ...shown } = await findMailChoice(choice);
  const memberId = memberIdOf(choice.recipient);
  const place = { workspaceId, roomId: choice.roomId };
  const isIn = await (memberId ? isActive(place, memberId) : mayComeIn(place, choice.recipient));
  return { ...shown, side: memberId ? "member" : "viewer", roomName: isIn ? roomName : null };
}

async function isActive({ workspaceId }: Place, memberId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: members.id })
    .from(members)
    .where(
      and(eq(members.id, memberId), eq(members.workspaceId, workspaceId), isNull(members.deactivatedAt)),
    );
  return row !== undefined;
}

/** Whoever came through a link that is open, or has a task and could come through one: those whom mails still go to. */
async function mayComeIn(place: Place, recipient: string): Promise<boolean> {
  const [links, came, tasked] = await Promise.all([listLinks(place), listReaders(place), listTasked(place)]);
  const open = links.filter((link) => linkStateOf(link, now()) === "active");
  const isRecipient = (email: string) => recipientOf({ side: "viewer", email }) === recipient;
  const isLetIn = (email: string, linkId?: string) =>
    open.some((link) => (linkId === undefined || link.id === linkId) && isAddressAllowed(link, email));
  return (
    came.some(({ email, linkId }) => email !== null && isRecipient(email) && isLetIn(email, linkId)) ||
    tasked.some(({ email }) => isRecipient(email) && isLetIn(email))
  );
}

function listLinks({ workspaceId, roomId }: Place) {
  const isOfRoom = and(eq(shareLinks.roomId, roomId), eq(shareLinks.workspaceId, workspaceId));
  return db
    .select()
    .from(shareLinks)
    .where(and(isOfRoom, isNull(shareLinks.revokedAt)));
}

/** Readers whose address is theirs for sure, as mails about the chat see it. */
function listReaders({ workspaceId, roomId }: Place) {
  return db
    .select({ email: viewers.email, linkId: viewers.linkId })
    .from(viewers)
    .where(
      and(
        eq(viewers.roomId, roomId),
        eq(viewers.workspaceId, workspaceId),
        isNotNull(viewers.email),
        or(eq(viewers.identity, "verified"), isNotNull(viewers.contactId)),
      ),
    );
}

function listTasked({ workspaceId, roomId }: Place) {
  return db
    .selectDistinct({ email: contacts.email })
    .from(tasks)
    .innerJoin(contacts, eq(contacts.id, tasks.contactId))
    .where(
      and(
        eq(tasks.roomId, roomId),
        eq(tasks.workspaceId, workspaceId),
        isNull(tasks.archivedAt),
        isNull(contacts.archivedAt),
        isNull(contacts.mergedIntoId),
      ),
    );
}
