import { Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { findMemberPhoto } from "~/features/auth/profile/data.server";
import { findImage, findRoomImage, type StoredImage } from "~/features/rooms/proposals/data.server";
import { findContactPhoto } from "~/features/sharing/buyer/data.server";
import { requireViewer } from "~/features/sharing/guard.server";
import { keyedHash } from "~/platform/crypto.server";
import { answerError } from "./errors";
import { serveStored } from "./stored-file";

const WEBP = "image/webp";

/** Pictures inside proposals, for members and for the buyers of their room; members' photos among themselves, and the room owner's for its buyers. */
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
  door.get("/members/:memberId/photo", async (c) => {
    const { scope } = await requireMemberOrThrow(c.req.raw);
    const fileKey = await findMemberPhoto(scope, c.req.param("memberId"));
    return photoResponse(c.req.raw, fileKey);
  });
  door.get("/room/:roomId/contact-photo", async (c) => {
    const viewer = await requireViewer(c.req.raw, c.req.param("roomId"));
    return photoResponse(c.req.raw, await findContactPhoto(viewer));
  });
  return door;
}

/** Its address names the version, and a list shows many: each is fetched once. */
async function photoResponse(request: Request, fileKey: string): Promise<Response> {
  const response = await imageResponse(request, { fileKey, contentType: WEBP });
  if (response.ok) response.headers.set("cache-control", "private, max-age=86400");
  return response;
}

/** A picture's bytes never change under its key; where it is stored is nobody's business. */
function imageResponse(request: Request, { fileKey, contentType }: StoredImage): Promise<Response> {
  const tag = keyedHash("picture tag", fileKey).slice(0, 32);
  return serveStored(request, { key: fileKey, tag, contentType, disposition: "inline" });
}
