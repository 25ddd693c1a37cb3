import { Hono } from "hono";
import { type Member, requireMemberOrThrow } from "~/features/auth/guard.server";
import { getOwnUpload } from "~/features/library/uploads/data.server";
import {
  beginUpload,
  finishUpload,
  forgetUpload,
  isComplete,
} from "~/features/library/uploads/mutations.server";
import { type Uploader, uploadMetadata, uploadSize } from "~/features/library/uploads/schema";
import {
  type NewUpload,
  openUploadServer,
  type UploadServer,
} from "~/features/library/uploads/service.server";
import { getRoom } from "~/features/rooms/data.server";
import { canEditPages } from "~/features/rooms/policy";
import { AppError, assertCan } from "~/platform/errors";
import { limit } from "~/platform/rate-limit.server";
import { answerError } from "./errors";

const METHODS = new Set(["POST", "HEAD", "PATCH", "DELETE", "OPTIONS"]);
const STARTS = { points: 200, seconds: 3600 };
const TUS_HEADERS = { "tus-resumable": "1.0.0", "cache-control": "no-store" };

/**
 * Resumable uploads for members. The protocol could also read files back and share them across sessions: neither is let
 * through. Every request is a member's, and of an upload only the session that started it may know.
 */
export function uploadsDoor(): Hono {
  const members = new WeakMap<Request, Member>();
  let server: UploadServer | null = null;

  const memberOf = (request: Request): Member => {
    const member = members.get(request);
    if (!member) throw new AppError("UNAUTHENTICATED");
    return member;
  };

  const door = new Hono();
  door.onError(answerError);
  door.all("/uploads/*", async (c) => {
    const request = c.req.raw;
    if (!METHODS.has(request.method)) throw new AppError("NOT_FOUND");
    const member = await requireMemberOrThrow(request);
    members.set(request, member);
    const settled = await answerForFinished(request, uploaderOf(member));
    if (settled) return settled;
    server ??= openUploadServer({
      async admit(asked, uploadId) {
        if (uploadId === null) await limit("upload", memberOf(asked).id, STARTS);
        else await getOwnUpload(uploaderOf(memberOf(asked)), uploadId);
      },
      begin: (asked, upload) => begin(memberOf(asked), upload),
      finish: finishUpload,
      forget: forgetUpload,
    });
    return server.handle(request);
  });
  return door;
}

async function begin(
  member: Member,
  { id, sizeBytes, metadata }: NewUpload,
): Promise<Record<string, string>> {
  const wish = uploadMetadata.safeParse(metadata);
  const size = uploadSize.safeParse(sizeBytes);
  if (!wish.success || !size.success) throw new AppError("INVALID");
  const { filename, roomId = null, documentId = null } = wish.data;
  if (roomId) assertCan(canEditPages(member.scope, await getRoom(member.scope, roomId)));
  await beginUpload(uploaderOf(member), { id, fileName: filename, sizeBytes: size.data, roomId, documentId });
  return { filename };
}

/** A client that missed the last answer asks again: it learns that all came, and nothing is stored a second time. */
async function answerForFinished(request: Request, uploader: Uploader): Promise<Response | null> {
  const id = /\/uploads\/([0-9a-z]{26})$/.exec(new URL(request.url).pathname)?.[1];
  if (!id || request.method === "OPTIONS") return null;
  const upload = await getOwnUpload(uploader, id);
  if (upload.state !== "stored") {
    const bytesAreHere = request.method !== "DELETE" && (await isComplete(upload));
    if (!bytesAreHere) return null;
    await finishUpload(id);
  }
  if (request.method === "DELETE") throw new AppError("CONFLICT");
  const length = String(upload.sizeBytes);
  if (request.method === "HEAD") {
    return new Response(null, {
      headers: { ...TUS_HEADERS, "upload-offset": length, "upload-length": length },
    });
  }
  const isRepeat = request.headers.get("upload-offset") === length;
  return new Response(null, {
    status: isRepeat ? 204 : 409,
    headers: { ...TUS_HEADERS, "upload-offset": length },
  });
}

function uploaderOf(member: Member): Uploader {
  return { scope: member.scope, sessionId: member.sessionId };
}
