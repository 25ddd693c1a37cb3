import { db } from "@db/client";
import { Hono } from "hono";
import { recordEvent } from "~/features/activity/events.server";
import { openRoomArchive } from "~/features/sharing/export/data.server";
import { attachmentOf } from "~/features/sharing/export/utils";
import { requireViewerActor } from "~/features/sharing/guard.server";
import type { ViewerScope } from "~/features/sharing/schema";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { webStreamOf } from "~/platform/http/web-stream.server";
import { limit } from "~/platform/rate-limit.server";
import { chooseLanguage } from "~/root.server";
import { answerError } from "./errors";

const BUDGET = { points: 6, seconds: 600 } as const;

/** A buyer takes a copy of the room. A member's preview gets exactly what a buyer would, and counts as nothing. */
export function roomExportDoor({ onDownload }: { onDownload: (viewer: ViewerScope) => Promise<void> }): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/room/:roomId/export.zip", async (c) => {
    const reader = await requireViewerActor(c.req.raw, c.req.param("roomId"));
    await limit("room-export", reader.viewer.sessionId, BUDGET);
    const { roomName, body } = await openRoomArchive(reader, chooseLanguage(c.req.raw, null));
    if (c.req.method === "HEAD") body.destroy();
    else await noteExport(reader.viewer, onDownload);
    return new Response(c.req.method === "HEAD" ? null : webStreamOf(body), { headers: headersOf(roomName) });
  });
  return door;
}

function headersOf(roomName: string): Record<string, string> {
  return {
    "content-type": "application/zip",
    "content-disposition": attachmentOf(roomName, ".zip"),
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  };
}

async function noteExport(
  viewer: ViewerScope,
  onDownload: (viewer: ViewerScope) => Promise<void>,
): Promise<void> {
  if (viewer.preview) return;
  const { roomId, viewerId } = viewer;
  await db.transaction(async (tx) => {
    await ensureViewer(tx, viewer);
    await recordEvent(tx, viewer, { type: "room.exported", roomId, viewerId });
  });
  await onDownload(viewer);
}
