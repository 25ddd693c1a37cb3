import { db } from "@db/client";
import { accounts, deals } from "@db/schema/accounts";
import { pages, rooms } from "@db/schema/rooms";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, count, desc, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { readPlanHealth } from "./plan/health/data.server";
import type { Health } from "./plan/utils";
import type { MemberActor } from "./schema";
import { mintMemberActor } from "./scope.server";

const MAX_LISTED = 300;

export type Room = typeof rooms.$inferSelect;
/** A room with what a person needs to tell it from others. */
export type RoomFace = Room & {
  dealName: string;
  dealStage: (typeof deals.$inferSelect)["stage"];
  dealOutcome: (typeof deals.$inferSelect)["outcome"];
  accountId: string;
  accountName: string;
  ownerName: string;
  /** Of its plans; null where nothing is planned. */
  planHealth?: Health | null;
};
export type RoomRow = RoomFace & { pageCount: number };

/** Rooms of one deal or of all deals of one account, living ones first. */
export async function listRoomsOf(
  scope: WorkspaceScope,
  subject: { dealId: string } | { accountId: string },
): Promise<RoomRow[]> {
  const isSubject =
    "dealId" in subject ? eq(deals.id, subject.dealId) : eq(deals.accountId, subject.accountId);
  const faces = await selectFaces()
    .where(and(eq(rooms.workspaceId, scope.workspaceId), isSubject))
    .orderBy(isNotNull(rooms.archivedAt), desc(rooms.updatedAt), rooms.id)
    .limit(MAX_LISTED);
  return withPageCounts(scope, faces.map(flat));
}

export async function getRoom(scope: WorkspaceScope, roomId: string): Promise<RoomFace> {
  const [row] = await selectFaces().where(
    and(eq(rooms.id, roomId), eq(rooms.workspaceId, scope.workspaceId)),
  );
  const room = flat(found(row));
  const health = await readPlanHealth(scope, [room.id]);
  return { ...room, planHealth: health.get(room.id) ?? null };
}

/** A member in a room of their workspace. NOT_FOUND in another workspace's. */
export async function memberInRoom(scope: WorkspaceScope, roomId: string): Promise<MemberActor> {
  const [row] = await db
    .select({ ownerId: rooms.ownerId, archivedAt: rooms.archivedAt })
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, scope.workspaceId)));
  const room = found(row);
  const { workspaceId, memberId, role } = scope;
  return mintMemberActor({
    workspaceId,
    roomId,
    memberId,
    role,
    roomOwnerId: room.ownerId,
    isArchived: room.archivedAt !== null,
  });
}

/** Locks the room, and with it the order of its pages, until the transaction ends. */
export async function findRoomForUpdate(tx: Tx, scope: WorkspaceScope, roomId: string): Promise<Room> {
  const [row] = await tx
    .select()
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.workspaceId, scope.workspaceId)))
    .for("update");
  return found(row);
}

function selectFaces() {
  return db
    .select({
      room: rooms,
      dealName: deals.name,
      dealStage: deals.stage,
      dealOutcome: deals.outcome,
      accountId: deals.accountId,
      accountName: accounts.name,
      ownerName: users.name,
    })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, rooms.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .$dynamic();
}

type FaceParts = Awaited<ReturnType<typeof selectFaces>>[number];

function flat({ room, ...names }: FaceParts): RoomFace {
  return { ...room, ...names };
}

async function withPageCounts(scope: WorkspaceScope, faces: RoomFace[]): Promise<RoomRow[]> {
  if (faces.length === 0) return [];
  const ids = faces.map((face) => face.id);
  const counts = await db
    .select({ roomId: pages.roomId, n: count() })
    .from(pages)
    .where(
      and(eq(pages.workspaceId, scope.workspaceId), inArray(pages.roomId, ids), isNull(pages.archivedAt)),
    )
    .groupBy(pages.roomId);
  const byRoom = new Map(counts.map((row) => [row.roomId, row.n]));
  return faces.map((face) => ({ ...face, pageCount: byRoom.get(face.id) ?? 0 }));
}
