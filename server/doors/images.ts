import { Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { findImage, findRoomImage, type StoredImage } from "~/features/rooms/proposals/data.server";
import { requireViewer } from "~/features/sharing/guard.server";
import { webStreamOf } from "~/platform/http/web-stream.server";
import { storage } from "~/platform/storage.server";
import { answerError } from "./errors";

/** Pictures inside proposals, for members and for the buyers of their room. */
export function imagesDoor(): Hono {
  const door = new Hono();
  door.onError(answerError);
  door.get("/images/:imageId", async (c) => {
    const { scope } = await requireMemberOrThrow(c.req.raw);
    return imageResponse(await findImage(scope, c.req.param("imageId")));
  });
  door.get("/room/:roomId/images/:imageId", async (c) => {
    const viewer = await requireViewer(c.req.raw, c.req.param("roomId"));
    return imageResponse(await findRoomImage(viewer, c.req.param("imageId")));
  });
  return door;
}

function imageResponse(image: StoredImage): Response {
  return new Response(webStreamOf(storage().get(image.fileKey)), {
    headers: {
      "content-type": image.contentType,
      "content-security-policy": "sandbox; default-src 'none'",
      "cache-control": "private, no-store",
    },
  });
}
