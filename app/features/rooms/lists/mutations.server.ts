import { db } from "@db/client";
import { findOwner } from "~/features/accounts/data.server";
import {
  type Cell,
  type CellEdit,
  type CellOutcome,
  cell,
  judgeEdit,
} from "~/features/accounts/lists/cells/schema";
import type { ListDesk } from "~/features/accounts/lists/list-route.server";
import { idField, nameField } from "~/features/accounts/schema";
import { recordEvent } from "~/features/activity/events.server";
import type { BulkRows } from "~/features/workspaces/bulk/mutations.server";
import { asksRights } from "~/features/workspaces/bulk/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { findRoomForUpdate, type Room } from "../data.server";
import { announceRoom, saveRoom } from "../mutations.server";
import { canEditRoom } from "../policy";
import { type RoomListRow, roomSource } from "./data.server";

const CELLS: Record<string, Cell<Room>> = {
  name: cell(nameField, { read: (row) => row.name, write: (name) => ({ name }) }),
  owner: cell(idField, { read: (row) => row.ownerId, write: (ownerId) => ({ ownerId }) }),
};

/** One field of a room, changed where it stands in the list. */
export async function editRoomCell(scope: WorkspaceScope, edit: CellEdit): Promise<CellOutcome> {
  const outcome = await db.transaction<CellOutcome>(async (tx) => {
    const current = await findRoomForUpdate(tx, scope, edit.id);
    assertCan(canEditRoom(scope, current));
    const wanted = judgeEdit(CELLS, current, edit);
    if ("outcome" in wanted) return wanted.outcome;
    const { ownerId } = wanted.save;
    if (ownerId) await findOwner(tx, scope, { next: ownerId, current: current.ownerId });
    await saveRoom(tx, scope, current, wanted.save);
    await recordEvent(tx, scope, { type: "room.updated", roomId: current.id });
    return { ok: true };
  });
  announceRoom(edit.id);
  return outcome;
}

/** An archived room closes for buyers at once. */
export const roomRows: BulkRows = {
  list: "rooms",
  async change(tx, scope, { id, action, value, undoes }) {
    const current = await findRoomForUpdate(tx, scope, id);
    if (asksRights(action, undoes) && !canEditRoom(scope, current)) return { left: "notOwn" };
    switch (action) {
      case "owner":
        if (current.ownerId === value || (undoes ?? current.ownerId) !== current.ownerId)
          return { left: "unchanged" };
        // What is taken back goes to whoever had it, also when they have left since.
        if (undoes === undefined) await findOwner(tx, scope, { next: value, current: current.ownerId });
        await saveRoom(tx, scope, current, { ownerId: value });
        await recordEvent(tx, scope, { type: "room.updated", roomId: id });
        return { before: current.ownerId };
      case "archive":
        if (current.archivedAt) return { left: "unchanged" };
        await saveRoom(tx, scope, current, { archivedAt: now() });
        await recordEvent(tx, scope, { type: "room.archived", roomId: id });
        return { before: "" };
      case "restore":
        if (!current.archivedAt) return { left: "unchanged" };
        await saveRoom(tx, scope, current, { archivedAt: null });
        await recordEvent(tx, scope, { type: "room.restored", roomId: id });
        return { before: "" };
      default:
        throw new AppError("INVALID");
    }
  },
  announce: (ids) => {
    for (const id of ids) announceRoom(id);
  },
};

/** All that the routes of this list need. */
export const roomDesk: ListDesk<RoomListRow> = {
  kind: "rooms",
  source: roomSource,
  rows: roomRows,
  edit: editRoomCell,
};
