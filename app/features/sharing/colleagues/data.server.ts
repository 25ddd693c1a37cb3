import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { roomPeople } from "@db/schema/people";
import { shareLinks, viewers } from "@db/schema/sharing";
import { and, asc, eq, inArray, isNotNull, isNull, or } from "drizzle-orm";
import type { ViewerActor } from "~/features/rooms/schema";
import { maySeeColleagues } from "../policy";

const MAX_LISTED = 200;

/** What a buyer may know of a colleague: no address, no part in the decision, nothing the selling side noted. */
export type Colleague = {
  name: string;
  title: string | null;
  isSelf: boolean;
  /** Came in, or has been invited and not come yet. */
  hasCome: boolean;
};

/** People of the buying side who came in by proof or were invited. Empty for whom the link shows nobody. */
export async function listColleagues(actor: ViewerActor): Promise<Colleague[]> {
  if (!(await isShownColleagues(actor))) return [];
  const came = db
    .select({ id: viewers.contactId })
    .from(viewers)
    .where(
      and(eq(viewers.roomId, actor.roomId), eq(viewers.identity, "verified"), isNotNull(viewers.contactId)),
    );
  const rows = await db
    .selectDistinct({
      id: contacts.id,
      name: contacts.name,
      email: contacts.email,
      title: contacts.title,
      sortKey: contacts.sortKey,
      cameId: viewers.id,
    })
    .from(contacts)
    .leftJoin(roomPeople, and(eq(roomPeople.contactId, contacts.id), eq(roomPeople.roomId, actor.roomId)))
    .leftJoin(
      viewers,
      and(
        eq(viewers.contactId, contacts.id),
        eq(viewers.roomId, actor.roomId),
        eq(viewers.identity, "verified"),
      ),
    )
    .where(
      and(
        eq(contacts.workspaceId, actor.workspaceId),
        isNull(contacts.archivedAt),
        isNull(roomPeople.dismissedAt),
        or(inArray(contacts.id, came), isNotNull(roomPeople.invitedAt)),
      ),
    )
    .orderBy(asc(contacts.sortKey), asc(contacts.id))
    .limit(MAX_LISTED);
  const people = new Map<string, Colleague>();
  for (const { id, name, email, title, cameId } of rows) {
    const known = people.get(id);
    const isSelf = id === actor.contactId;
    const hasCome = cameId !== null || (known?.hasCome ?? false);
    // Without a name the part before the @ tells colleagues who it is, and nobody else how to write to them.
    people.set(id, { name: name ?? email.slice(0, email.indexOf("@")), title, isSelf, hasCome });
  }
  return [...people.values()];
}

export async function isShownColleagues(actor: ViewerActor): Promise<boolean> {
  if (actor.preview) return true;
  const [link] = await db.select().from(shareLinks).where(eq(shareLinks.id, actor.linkId));
  return link !== undefined && maySeeColleagues(actor, link);
}
