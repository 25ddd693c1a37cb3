import { db } from "@db/client";
import { chatMessages, chatReads } from "@db/schema/chat";
import { rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, asc, eq, gt, isNotNull, isNull, ne, or } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import type { Language } from "~/platform/i18n/language";
import type { Corner } from "../../attachments/schema";
import { keyOf, type Side } from "../utils";

export type Told = Awaited<ReturnType<typeof findRoomToTell>>;

export async function findRoomToTell(roomId: string) {
  const [room] = await db
    .select({
      id: rooms.id,
      workspaceId: rooms.workspaceId,
      name: rooms.name,
      language: rooms.language,
      ownerId: rooms.ownerId,
      brand: workspaces.name,
      workspaceLanguage: workspaces.language,
    })
    .from(rooms)
    .innerJoin(workspaces, eq(workspaces.id, rooms.workspaceId))
    .where(and(eq(rooms.id, roomId), isNull(rooms.archivedAt)));
  return room ?? null;
}

/** One person, with every id they read under: a buyer may have come through several links and browsers. */
export type Absent = {
  side: Side;
  email: string;
  language: Language;
  ids: string[];
  corners: Corner[];
};

/** Members who own the room, have been in its chat or are named in it, and can still work here. */
export async function listAbsentMembers(room: NonNullable<Told>): Promise<Absent[]> {
  const rows = await db
    .select({ id: members.id, email: users.email, language: users.language, readerId: chatReads.readerId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .leftJoin(
      chatReads,
      and(eq(chatReads.roomId, room.id), eq(chatReads.corner, "room"), eq(chatReads.readerId, members.id)),
    )
    .where(and(eq(members.workspaceId, room.workspaceId), isNull(members.deactivatedAt)))
    .orderBy(asc(members.id));
  const named = await listNamed(room.id);
  return rows
    .filter(({ id, readerId }) => id === room.ownerId || readerId !== null || named.has(keyOf("member", id)))
    .map(({ id, email, language }) => ({
      side: "member",
      email,
      language: language ?? room.workspaceLanguage,
      ids: [id],
      corners: ["room"],
    }));
}

/**
 * Buyers whose address is theirs for sure: proven by a code, or claimed and known to the seller as a contact. A link that
 * is closed gets no mail.
 */
export async function listAbsentBuyers(room: NonNullable<Told>): Promise<Absent[]> {
  const rows = await db
    .select({ id: viewers.id, email: viewers.email, language: viewers.language })
    .from(viewers)
    .innerJoin(shareLinks, eq(shareLinks.id, viewers.linkId))
    .where(
      and(
        eq(viewers.roomId, room.id),
        isNotNull(viewers.email),
        or(
          eq(viewers.identity, "verified"),
          and(eq(viewers.identity, "claimed"), isNotNull(viewers.contactId)),
        ),
        isNull(shareLinks.revokedAt),
        or(isNull(shareLinks.expiresAt), gt(shareLinks.expiresAt, now())),
      ),
    )
    .orderBy(asc(viewers.firstSeenAt), asc(viewers.id));
  const byEmail = new Map<string, Absent>();
  for (const { id, email, language } of rows) {
    if (email === null) continue;
    const known = byEmail.get(email);
    if (known) known.ids.push(id);
    else
      byEmail.set(email, {
        side: "viewer",
        email,
        language: language ?? room.language,
        ids: [id],
        corners: ["room", "buyers"],
      });
  }
  return [...byEmail.values()];
}

async function listNamed(roomId: string): Promise<Set<string>> {
  const rows = await db
    .select({ mentions: chatMessages.mentions })
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.roomId, roomId),
        eq(chatMessages.corner, "room"),
        isNull(chatMessages.deletedAt),
        ne(chatMessages.mentions, []),
      ),
    );
  return new Set(rows.flatMap(({ mentions }) => mentions));
}
