import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { pages, rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { paths } from "~/platform/paths";
import type { StepState } from "../schema";

/**
 * The way to a first shared room, each step ticked from what is there; null once the person has walked it, or may watch
 * over rooms that others have shared.
 */
export async function findFirstSteps(scope: WorkspaceScope): Promise<StepState[] | null> {
  const isRep = scope.role === "rep";
  const [link] = await db
    .select({ id: shareLinks.id })
    .from(shareLinks)
    .innerJoin(rooms, eq(rooms.id, shareLinks.roomId))
    .where(
      and(
        eq(shareLinks.workspaceId, scope.workspaceId),
        isRep ? eq(rooms.ownerId, scope.memberId) : undefined,
      ),
    )
    .limit(1);
  if (link) return null;
  const [account, deal, room] = await Promise.all([
    findOwnAccount(scope),
    findOpenDeal(scope),
    findRoom(scope),
  ]);
  const hasPage = room !== null && (await hasPages(room));
  const roomOrNew = room ? paths.room(room) : paths.newRoom(deal ?? undefined);
  return [
    { step: "account", isDone: account !== null || deal !== null, to: paths.newAccount() },
    { step: "deal", isDone: deal !== null, to: account ? paths.newDeal(account) : paths.newRoom() },
    { step: "room", isDone: room !== null, to: paths.newRoom(deal ?? undefined) },
    { step: "upload", isDone: hasPage, to: roomOrNew },
    { step: "share", isDone: false, to: room ? paths.roomLinks(room) : roomOrNew },
  ];
}

/** A deal with it is what comes next. A colleague's account is nobody's guess: the form of a new room lets one choose it. */
async function findOwnAccount(scope: WorkspaceScope): Promise<string | null> {
  const [row] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.workspaceId, scope.workspaceId),
        eq(accounts.ownerId, scope.memberId),
        isNull(accounts.archivedAt),
      ),
    )
    .orderBy(desc(accounts.createdAt), asc(accounts.id))
    .limit(1);
  return row?.id ?? null;
}

async function findOpenDeal(scope: WorkspaceScope): Promise<string | null> {
  const [row] = await db
    .select({ id: deals.id })
    .from(deals)
    .where(
      and(
        eq(deals.workspaceId, scope.workspaceId),
        eq(deals.ownerId, scope.memberId),
        eq(deals.outcome, "open"),
        isNull(deals.archivedAt),
      ),
    )
    .orderBy(desc(deals.createdAt), asc(deals.id))
    .limit(1);
  return row?.id ?? null;
}

async function findRoom(scope: WorkspaceScope): Promise<string | null> {
  const [row] = await db
    .select({ id: rooms.id })
    .from(rooms)
    .where(
      and(
        eq(rooms.workspaceId, scope.workspaceId),
        eq(rooms.ownerId, scope.memberId),
        isNull(rooms.archivedAt),
      ),
    )
    .orderBy(desc(rooms.createdAt), asc(rooms.id))
    .limit(1);
  return row?.id ?? null;
}

async function hasPages(roomId: string): Promise<boolean> {
  const [row] = await db
    .select({ id: pages.id })
    .from(pages)
    .where(and(eq(pages.roomId, roomId), isNull(pages.archivedAt)))
    .limit(1);
  return row !== undefined;
}
