import { db } from "@db/client";
import { type Context, Hono } from "hono";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { findAttachment, type StoredAttachment } from "~/features/rooms/attachments/data.server";
import { receiveAttachment } from "~/features/rooms/attachments/mutations.server";
import { canAttach } from "~/features/rooms/attachments/policy";
import { uploadWishSchema } from "~/features/rooms/attachments/schema";
import { attachmentDisposition, isPicture, isVideo } from "~/features/rooms/attachments/utils";
import { memberInRoom } from "~/features/rooms/data.server";
import type { MemberActor, RoomActor } from "~/features/rooms/schema";
import { requireViewerActor } from "~/features/sharing/guard.server";
import type { ViewerScope } from "~/features/sharing/schema";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { AppError, assertCan } from "~/platform/errors";
import { limit } from "~/platform/rate-limit.server";
import { answerError } from "./errors";
import { serveStored } from "./stored-file";

export type AttachmentsDoorOptions = {
  /**
   * Told of a buyer's upload for both sides, after it was stored: it confirms a person. One for the buyers' corner is not
   * told of, for the seller would see from the proof that there was one.
   */
  onUpload?: (viewer: ViewerScope) => Promise<void>;
};

const UPLOADS = { points: 60, seconds: 600 };

/** Files added to messages, tasks and proposals, each behind the guard of who asks. */
export function attachmentsDoor({ onUpload }: AttachmentsDoorOptions = {}): Hono {
  const door = new Hono();
  door.onError(answerError);

  door.get("/rooms/:roomId/attachments/:attachmentId", async (c) => serve(c, await memberOf(c)));
  door.get("/room/:roomId/attachments/:attachmentId", async (c) => serve(c, (await viewerOf(c)).actor));

  door.post("/rooms/:roomId/attachments", async (c) => {
    const actor = await memberOf(c);
    await limit("attachments", actor.memberId, UPLOADS);
    return receive(c, actor);
  });
  door.post("/room/:roomId/attachments", async (c) => {
    const { viewer, actor } = await viewerOf(c);
    const wish = wishOf(c);
    assertCan(canAttach(actor, wish));
    await limit("attachments", actor.viewerId, UPLOADS);
    await db.transaction((tx) => ensureViewer(tx, viewer));
    const response = await receive(c, actor);
    if (response.ok && wish.corner === "room") await onUpload?.(viewer);
    return response;
  });
  return door;
}

async function memberOf(c: Context): Promise<MemberActor> {
  const { scope } = await requireMemberOrThrow(c.req.raw);
  return memberInRoom(scope, c.req.param("roomId") ?? "");
}

function viewerOf(c: Context): ReturnType<typeof requireViewerActor> {
  return requireViewerActor(c.req.raw, c.req.param("roomId") ?? "");
}

/** What the upload is for stands in the address, so that it is known before the first byte of the body. */
function wishOf(c: Context) {
  const wish = uploadWishSchema.safeParse(c.req.query());
  if (!wish.success) throw new AppError("INVALID");
  return { ownerKind: wish.data.for, corner: wish.data.corner };
}

async function receive(c: Context, actor: RoomActor): Promise<Response> {
  const reply = await receiveAttachment(actor, { ...wishOf(c), file: c.req.raw });
  return c.json(reply, reply.ok ? 201 : 422);
}

async function serve(c: Context, actor: RoomActor): Promise<Response> {
  const file = await findAttachment(actor, c.req.param("attachmentId") ?? "");
  return serveStored(c.req.raw, {
    key: file.fileKey,
    tag: file.sha256.slice(0, 32),
    contentType: contentTypeOf(file),
    disposition: attachmentDisposition(isShown(c, file) ? "inline" : "attachment", file.fileName),
  });
}

function contentTypeOf({ contentType }: StoredAttachment): string {
  return contentType.startsWith("text/") ? "application/octet-stream" : contentType;
}

function isShown(c: Context, { contentType }: StoredAttachment): boolean {
  return c.req.query("download") !== "1" && (isPicture(contentType) || isVideo(contentType));
}
