import { db } from "@db/client";
import { type Context, Hono } from "hono";
import { recordEvent } from "~/features/activity/events.server";
import { requireMemberOrThrow } from "~/features/auth/guard.server";
import { getFileForMember, type ServedFile } from "~/features/library/files/data.server";
import { contentDisposition } from "~/features/library/utils";
import { getRoomFile } from "~/features/rooms/proposals/files/data.server";
import { requireViewer } from "~/features/sharing/guard.server";
import type { ViewerScope } from "~/features/sharing/schema";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { AppError } from "~/platform/errors";
import { answerError } from "./errors";
import { serveStored } from "./stored-file";

export type FilesDoorOptions = {
  /** Told of every download by a buyer, after it was recorded: a download confirms a person. */
  onDownload?: (scope: ViewerScope, file: { documentId: string; versionId: string }) => Promise<void>;
};

const PDF = "application/pdf";
const WEBP = "image/webp";

/** Documents and their pictures, each behind the guard of who asks. */
export function filesDoor({ onDownload }: FilesDoorOptions = {}): Hono {
  const door = new Hono();
  door.onError(answerError);

  door.get("/files/:versionId", async (c) => {
    const file = await memberFile(c);
    const kind = isViewerFetch(c) && c.req.query("download") !== "1" ? "inline" : "attachment";
    return serveDocument(c, file, kind);
  });
  door.get("/files/:versionId/preview", async (c) => servePicture(c, "preview", await memberFile(c)));
  door.get("/files/:versionId/thumb", async (c) => servePicture(c, "thumb", await memberFile(c)));

  door.get("/room/:roomId/files/:versionId", async (c) => {
    const { scope, file } = await readerFile(c);
    const isDownload = c.req.query("download") === "1";
    if (isDownload && !scope.allowDownload) throw new AppError("FORBIDDEN");
    // The bytes must reach our own viewer; an address typed, linked or embedded elsewhere gets none.
    if (!isDownload && !isViewerFetch(c)) throw new AppError("FORBIDDEN");
    if (isDownload && isFirstOfDownload(c)) await noteDownload(scope, file, onDownload);
    return serveDocument(c, file, isDownload ? "attachment" : "inline");
  });
  door.get("/room/:roomId/files/:versionId/preview", async (c) =>
    servePicture(c, "preview", (await readerFile(c)).file),
  );
  door.get("/room/:roomId/files/:versionId/thumb", async (c) =>
    servePicture(c, "thumb", (await readerFile(c)).file),
  );
  return door;
}

async function memberFile(c: Context): Promise<ServedFile> {
  const member = await requireMemberOrThrow(c.req.raw);
  return getFileForMember(member.scope, c.req.param("versionId") ?? "");
}

async function readerFile(c: Context): Promise<{ scope: ViewerScope; file: ServedFile }> {
  const scope = await requireViewer(c.req.raw, c.req.param("roomId") ?? "");
  return { scope, file: await getRoomFile(scope, c.req.param("versionId") ?? "") };
}

function serveDocument(c: Context, file: ServedFile, kind: "inline" | "attachment"): Promise<Response> {
  return serveStored(c.req.raw, {
    key: file.fileKey,
    tag: file.id,
    contentType: PDF,
    disposition: contentDisposition(kind, file.title),
  });
}

function servePicture(c: Context, picture: "preview" | "thumb", file: ServedFile): Promise<Response> {
  const key = picture === "preview" ? file.previewKey : file.thumbKey;
  if (!key) throw new AppError("NOT_FOUND");
  return serveStored(c.req.raw, {
    key,
    tag: `${file.id}-${picture}`,
    contentType: WEBP,
    disposition: "inline",
  });
}

/** Set by the browser, out of a page's reach: a fetch by a page of ours, not a navigation, frame or foreign page. */
function isViewerFetch(c: Context): boolean {
  return c.req.header("sec-fetch-site") === "same-origin" && c.req.header("sec-fetch-dest") === "empty";
}

/** A download that goes on after a break, or is only asked about, is no second one. */
function isFirstOfDownload(c: Context): boolean {
  return c.req.raw.method === "GET" && /^(bytes=0-)?$/.test(c.req.header("range") ?? "");
}

async function noteDownload(
  scope: ViewerScope,
  { id: versionId, documentId }: ServedFile,
  onDownload: FilesDoorOptions["onDownload"],
): Promise<void> {
  if (scope.preview) return;
  const { roomId, viewerId } = scope;
  await db.transaction(async (tx) => {
    await ensureViewer(tx, scope);
    await recordEvent(tx, scope, { type: "document.downloaded", roomId, documentId, versionId, viewerId });
  });
  await onDownload?.(scope, { documentId, versionId });
}
