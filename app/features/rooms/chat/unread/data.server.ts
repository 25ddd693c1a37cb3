import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { chatMessages, chatReads } from "@db/schema/chat";
import { rooms } from "@db/schema/rooms";
import {
  and,
  count,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  max,
  ne,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";

export type UnreadRoom = {
  roomId: string;
  roomName: string;
  accountName: string;
  unread: number;
  lastAt: Date;
};

const MAX_SHOWN = 5;

/** Living rooms with messages of others that the member has not read: rooms they own or have been in the chat of. */
export async function listUnreadRooms(
  scope: WorkspaceScope,
  ownedBy: (owner: typeof rooms.ownerId) => SQL | undefined = () => undefined,
): Promise<{ rows: UnreadRoom[]; total: number }> {
  const rows = await db
    .select({
      roomId: rooms.id,
      roomName: rooms.name,
      accountName: accounts.name,
      unread: count(),
      lastAt: max(chatMessages.createdAt),
    })
    .from(rooms)
    .innerJoin(chatMessages, isMessageOfRoom)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .leftJoin(chatReads, isReadBy(scope))
    .where(and(isUnread(scope), ownedBy(rooms.ownerId)))
    .groupBy(rooms.id, rooms.name, accounts.name)
    .orderBy(desc(max(chatMessages.createdAt)), rooms.id);
  const shown = rows
    .slice(0, MAX_SHOWN)
    .flatMap(({ lastAt, ...row }) => (lastAt ? [{ ...row, lastAt }] : []));
  return { rows: shown, total: rows.length };
}

/** How many rooms that is. Stands on every page of a member, so that a long talk must not be counted for it. */
export async function countUnreadRooms(scope: WorkspaceScope): Promise<number> {
  const hasUnread = exists(
    db
      .select({ one: sql`1` })
      .from(chatMessages)
      .where(and(isMessageOfRoom, isOfOthersAfter(scope))),
  );
  const [row] = await db
    .select({ n: count() })
    .from(rooms)
    .leftJoin(chatReads, isReadBy(scope))
    .where(and(isHeardOf(scope), hasUnread));
  return row?.n ?? 0;
}

/** Unread messages by room, for those of the rooms that have any. */
export async function unreadByRoom(
  scope: WorkspaceScope,
  roomIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (roomIds.length === 0) return new Map();
  const rows = await db
    .select({ roomId: rooms.id, n: count() })
    .from(rooms)
    .innerJoin(chatMessages, isMessageOfRoom)
    .leftJoin(chatReads, isReadBy(scope))
    .where(and(isUnread(scope), inArray(rooms.id, [...roomIds])))
    .groupBy(rooms.id);
  return new Map(rows.map(({ roomId, n }) => [roomId, n]));
}

const isMessageOfRoom = and(
  eq(chatMessages.roomId, rooms.id),
  // The buyers' corner is nobody's business here.
  eq(chatMessages.corner, "room"),
  isNull(chatMessages.deletedAt),
);

function isReadBy(scope: WorkspaceScope) {
  return and(
    eq(chatReads.roomId, rooms.id),
    eq(chatReads.corner, "room"),
    eq(chatReads.readerId, scope.memberId),
  );
}

function isUnread(scope: WorkspaceScope) {
  return and(isHeardOf(scope), isOfOthersAfter(scope));
}

/** Living rooms that the member owns or has been in the chat of. */
function isHeardOf(scope: WorkspaceScope) {
  return and(
    eq(rooms.workspaceId, scope.workspaceId),
    isNull(rooms.archivedAt),
    or(eq(rooms.ownerId, scope.memberId), isNotNull(chatReads.readerId)),
  );
}

function isOfOthersAfter(scope: WorkspaceScope) {
  return and(
    ne(chatMessages.authorId, scope.memberId),
    gt(chatMessages.seq, sql`coalesce(${chatReads.lastSeq}, 0)`),
  );
}
