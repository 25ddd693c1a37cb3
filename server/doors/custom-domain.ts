import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { eq } from "drizzle-orm";
import type { MiddlewareHandler } from "hono";
import { workspaceOfHost } from "~/features/workspaces/domains/data.server";
import { sha256Hex } from "~/platform/crypto.server";
import { isOwnHost } from "./security";

const ROOM = /^\/room\/([0-9a-z]{26})(?:[./]|$)/;
const LINK = /^\/r\/([\w-]{1,100})(?:[./]|$)/;
/** What a buyer's page needs beside the room itself; neither says anything of anybody. */
const ANYWHERE = /^\/(?:language(?:\.data)?|__manifest)$/;

/** Under a workspace's own domain only its rooms are found: no sign-in, no page of members, no room of anybody else. */
export const keepToOwnRooms: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? "";
  if (isOwnHost(host) || ANYWHERE.test(c.req.path)) return next();
  const owner = await ownerOf(c.req.path);
  if (owner === null || owner !== (await workspaceOfHost(host))) return c.text("Not Found", 404);
  return next();
};

async function ownerOf(path: string): Promise<string | null> {
  const [, roomId] = ROOM.exec(path) ?? [];
  const [, token] = LINK.exec(path) ?? [];
  if (roomId) {
    const [room] = await db
      .select({ workspaceId: rooms.workspaceId })
      .from(rooms)
      .where(eq(rooms.id, roomId));
    return room?.workspaceId ?? null;
  }
  if (!token) return null;
  const [link] = await db
    .select({ workspaceId: shareLinks.workspaceId })
    .from(shareLinks)
    .where(eq(shareLinks.tokenHash, sha256Hex(token)));
  return link?.workspaceId ?? null;
}
