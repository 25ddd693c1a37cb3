import { db } from "@db/client";
import { attachments } from "@db/schema/chat";
import type { Tx } from "@db/types";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { receiveFile } from "~/platform/http/receive-file.server";
import { newId } from "~/platform/ids";
import { enqueue } from "~/platform/jobs.server";
import { storage } from "~/platform/storage.server";
import type { RoomActor } from "../schema";
import { inspectStored } from "./inspect.server";
import { removeAttachmentFiles } from "./jobs.server";
import { canAttach } from "./policy";
import type { AttachmentOwner, Corner, OwnerKind, ReceivedAttachment } from "./schema";
import { cleanAttachmentName, isVideo, MAX_ATTACHMENT_BYTES, MAX_VIDEO_BYTES } from "./utils";

/** A request whose form has the file in its field `file`, or a small file already in memory. */
export type IncomingFile = Request | { fileName: string; bytes: Uint8Array };

export type Receiving = { ownerKind: OwnerKind; corner: Corner; file: IncomingFile };

/**
 * Stores a file that belongs to nothing yet: whoever sent it claims it when they send what it hangs on, or it is gone
 * after a day. FORBIDDEN for who may not add files here; a file we don't take is an answer.
 */
export async function receiveAttachment(
  actor: RoomActor,
  { ownerKind, corner, file }: Receiving,
): Promise<ReceivedAttachment> {
  assertCan(canAttach(actor, { ownerKind, corner }));
  const id = newId();
  const fileKey = `attachments/${id}`;
  const received = await takeIn(file, fileKey, ownerKind === "proposal");
  if (received === "missing") return { ok: false, error: "file_missing" };
  if (received === "too_large") return { ok: false, error: "file_too_large" };
  const inspected = await inspectStored(fileKey, received.fileName);
  const error = inspected
    ? refusalOf(inspected.type.contentType, inspected.sizeBytes, ownerKind)
    : "file_type";
  if (!inspected || error) {
    await storage().remove(fileKey);
    return { ok: false, error: error ?? "file_type" };
  }
  const { type, sizeBytes, sha256 } = inspected;
  const fileName = cleanAttachmentName(received.fileName, type.extensions);
  const attachment = { id, fileName, contentType: type.contentType, sizeBytes };
  await db.transaction((tx) =>
    tx.insert(attachments).values({
      ...attachment,
      workspaceId: actor.workspaceId,
      roomId: actor.roomId,
      ownerKind,
      corner,
      fileKey,
      sha256,
      ...uploaderOf(actor),
      createdAt: now(),
    }),
  );
  return { ok: true, attachment };
}

type Claim = AttachmentOwner & { ids: readonly string[]; corner?: Corner };

/**
 * Ties files to what they are sent with, in the owner's transaction. Files that hang there already are fine, so that a
 * repeat changes nothing. INVALID when one is somebody else's, of another kind or corner, gone, or sent elsewhere.
 */
export async function claimAttachments(
  tx: Tx,
  actor: RoomActor,
  { ids, ownerKind, ownerId, corner = "room" }: Claim,
): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return;
  const uploader = uploaderOf(actor);
  const isUnsentOfMine = and(
    isNull(attachments.ownerId),
    eq(attachments.uploaderKind, uploader.uploaderKind),
    eq(attachments.uploaderId, uploader.uploaderId),
  );
  const claimed = await tx
    .update(attachments)
    .set({ ownerId })
    .where(
      and(
        inArray(attachments.id, wanted),
        eq(attachments.workspaceId, actor.workspaceId),
        eq(attachments.roomId, actor.roomId),
        eq(attachments.ownerKind, ownerKind),
        eq(attachments.corner, corner),
        or(isUnsentOfMine, eq(attachments.ownerId, ownerId)),
      ),
    )
    .returning({ id: attachments.id });
  if (claimed.length !== wanted.length) throw new AppError("INVALID", { message: "not these attachments" });
}

/** Takes files off what they hang on, for good. Whoever calls has proven that the actor may change the owner. */
export async function dropAttachments(
  tx: Tx,
  actor: RoomActor,
  { ownerKind, ownerId, ids }: AttachmentOwner & { ids?: readonly string[] },
): Promise<void> {
  const gone = await tx
    .delete(attachments)
    .where(
      and(
        eq(attachments.workspaceId, actor.workspaceId),
        eq(attachments.roomId, actor.roomId),
        eq(attachments.ownerKind, ownerKind),
        eq(attachments.ownerId, ownerId),
        ids ? inArray(attachments.id, [...ids]) : undefined,
      ),
    )
    .returning({ key: attachments.fileKey });
  if (gone.length > 0) await enqueue(tx, removeAttachmentFiles, { keys: gone.map(({ key }) => key) });
}

type TakenIn = { fileName: string } | "missing" | "too_large";

async function takeIn(file: IncomingFile, key: string, mayBeVideo: boolean): Promise<TakenIn> {
  const maxBytes = mayBeVideo ? MAX_VIDEO_BYTES : MAX_ATTACHMENT_BYTES;
  if (file instanceof Request) return receiveFile(file, { key, maxBytes });
  if (file.bytes.byteLength === 0) return "missing";
  if (file.bytes.byteLength > maxBytes) return "too_large";
  await storage().put(key, file.bytes);
  return file;
}

function refusalOf(contentType: string, sizeBytes: number, ownerKind: OwnerKind) {
  if (isVideo(contentType)) return ownerKind === "proposal" ? null : "file_type";
  return sizeBytes > MAX_ATTACHMENT_BYTES ? "file_too_large" : null;
}

function uploaderOf(actor: RoomActor) {
  return actor.kind === "member"
    ? ({ uploaderKind: "member", uploaderId: actor.memberId } as const)
    : ({ uploaderKind: "viewer", uploaderId: actor.viewerId } as const);
}
