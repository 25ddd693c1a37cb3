import { Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { findImage, findRoomImage, type StoredImage } from "~/features/rooms/proposals/data.server";
import { requireViewer } from "~/features/sharing/guard.server";
import { keyedHash } from "~/platform/crypto.server";
import { answerError } from "./errors";
import { serveStored } from "./stored-file";

/** Pictures inside proposals, for members and for the buyers of their room. */
export function imagesDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/images/:imageId", async (c) => {
    const { scope } = await requireMemberOrThrow(c.req.raw);
    return imageResponse(c.req.raw, await findImage(scope, c.req.param("imageId")));
  });
  door.get("/room/:roomId/images/:imageId", async (c) => {
    const viewer = await requireViewer(c.req.raw, c.req.param("roomId"));
    return imageResponse(c.req.raw, await findRoomImage(viewer, c.req.param("imageId")));
  });
  return door;
}

/** A picture's bytes never change under its key; where it is stored is nobody's business. */
function imageResponse(request: Request, { fileKey, contentType }: StoredImage): Promise<Response> {
  const tag = keyedHash("picture tag", fileKey).slice(0, 32);
  return serveStored(request, { key: fileKey, tag, contentType, disposition: "inline" });
}
