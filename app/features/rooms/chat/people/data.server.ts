import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { contacts, deals } from "@db/schema/accounts";
import { chatMessages } from "@db/schema/chat";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, asc, eq, exists, isNull, or, sql } from "drizzle-orm";
import { foldText, searchWords } from "~/platform/text";
import { selfOf } from "../place.server";
import type { Chat, ChatPerson } from "../schema";
import { keyOf } from "../utils";

const MAX_FOUND = 8;

/**
 * Whom one may name here. Members find their colleagues and the account's contacts; buyers only people of this room: who
 * came through its links, and of the selling side its owner and who wrote here. In the buyers' corner nobody else.
 */
export async function findPeople(chat: Chat, term: string): Promise<ChatPerson[]> {
  const words = searchWords(term);
  // A member may also find people by what is noted about them; a buyer by the name they see.
  const isMember = chat.actor.kind === "member";
  const [own, theirs] = await Promise.all([listMembers(chat), listContacts(chat, isMember ? words : [])]);
  const isHit = ({ name }: ChatPerson) => words.every((word) => foldText(name).includes(word));
  const { kind, id } = selfOf(chat.actor);
  const self = kind === "member" ? keyOf("member", id) : keyOf("contact", contactOf(chat));
  return [...own.filter(isHit), ...(isMember ? theirs : theirs.filter(isHit))]
    .filter(({ key }) => key !== self)
    .slice(0, MAX_FOUND);
}

/** Of these keys those that the sender may name, each once. */
export async function mentionable(chat: Chat, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [];
  const [own, theirs] = await Promise.all([listMembers(chat), listContacts(chat, [])]);
  const known = new Set([...own, ...theirs].map(({ key }) => key));
  return [...new Set(keys)].filter((key) => known.has(key));
}

async function listMembers(chat: Chat): Promise<ChatPerson[]> {
  if (chat.corner === "buyers") return [];
  const { roomId, workspaceId } = chat.actor;
  const hasWritten = exists(
    db
      .select({ one: sql`1` })
      .from(chatMessages)
      .where(
        and(
          eq(chatMessages.roomId, roomId),
          eq(chatMessages.corner, "room"),
          eq(chatMessages.authorId, members.id),
        ),
      ),
  );
  const isOwner = exists(
    db
      .select({ one: sql`1` })
      .from(rooms)
      .where(and(eq(rooms.id, roomId), eq(rooms.ownerId, members.id))),
  );
  const rows = await db
    .select({ id: members.id, name: users.name, title: users.title })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.workspaceId, workspaceId),
        isNull(members.deactivatedAt),
        chat.actor.kind === "viewer" ? or(isOwner, hasWritten) : undefined,
      ),
    )
    .orderBy(asc(users.name), asc(members.id));
  return rows.map(({ id, name, title }) => ({ key: keyOf("member", id), name, side: "member", note: title }));
}

async function listContacts(chat: Chat, words: readonly string[]): Promise<ChatPerson[]> {
  const { roomId, workspaceId } = chat.actor;
  const cameIn = exists(
    db
      .select({ one: sql`1` })
      .from(viewers)
      .where(and(eq(viewers.roomId, roomId), eq(viewers.contactId, contacts.id))),
  );
  const isOfAccount = exists(
    db
      .select({ one: sql`1` })
      .from(rooms)
      .innerJoin(deals, eq(deals.id, rooms.dealId))
      .where(and(eq(rooms.id, roomId), eq(deals.accountId, contacts.accountId))),
  );
  const rows = await db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email, title: contacts.title })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, workspaceId),
        isNull(contacts.archivedAt),
        chat.actor.kind === "viewer" ? cameIn : or(isOfAccount, cameIn),
        ...words.map((word) => containsFolded(contacts.searchText, word)),
      ),
    )
    .orderBy(asc(contacts.sortKey), asc(contacts.id))
    .limit(200);
  return rows.map(({ id, name, email, title }) => ({
    key: keyOf("contact", id),
    name: name ?? email,
    side: "viewer",
    // What the seller noted about a person is not for their colleagues.
    note: chat.actor.kind === "member" ? title : null,
  }));
}

function contactOf({ actor }: Chat): string {
  return actor.kind === "viewer" ? (actor.contactId ?? "") : "";
}
