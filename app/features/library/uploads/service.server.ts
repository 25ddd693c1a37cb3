import { rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { FileStore } from "@tus/file-store";
import { EVENTS, MemoryLocker, Server } from "@tus/server";
import { env } from "~/platform/env.server";
import { AppError, statusOf } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { log } from "~/platform/log.server";
import { MAX_UPLOAD_BYTES } from "../utils";

const UPLOAD_PATH = "/uploads";
const LOCK_WAIT_MS = 10_000;
/** Left free for the database, which must go on when uploads fill the disk. */
const DISK_RESERVE_BYTES = 256 * 1024 * 1024;
const UPLOAD_ID = /^[0-9a-z]{26}$/;

export type NewUpload = {
  id: string;
  sizeBytes: number | undefined;
  metadata: Record<string, string | null>;
};

export type UploadHooks = {
  /** Before anything else, for every method; throws AppError to refuse. `uploadId` is null for a new upload. */
  admit(request: Request, uploadId: string | null): Promise<void>;
  /** Returns what is kept as the upload's metadata. */
  begin(request: Request, upload: NewUpload): Promise<Record<string, string>>;
  finish(uploadId: string): Promise<void>;
  forget(uploadId: string): Promise<void>;
};

export type UploadServer = { handle(request: Request): Promise<Response> };

/** The tus protocol over one local folder; who may do what is asked of the hooks. */
export function openUploadServer(hooks: UploadHooks): UploadServer {
  const server = new Server({
    path: UPLOAD_PATH,
    datastore: new FileStore({ directory: uploadFolder() }),
    locker: new MemoryLocker({ acquireLockTimeout: LOCK_WAIT_MS }),
    maxSize: MAX_UPLOAD_BYTES,
    relativeLocation: true,
    allowedOrigins: [],
    disableTerminationForFinishedUploads: true,
    namingFunction: () => newId(),
    getFileIdFromRequest: (_request, lastPath) =>
      lastPath && UPLOAD_ID.test(lastPath) ? lastPath : undefined,
    onIncomingRequest: (request, uploadId) =>
      hooks.admit(request, request.method === "POST" ? null : uploadId),
    onUploadCreate: async (request, { id, size, metadata }) => {
      await requireDiskSpace(size ?? 0);
      return { metadata: await hooks.begin(request, { id, sizeBytes: size, metadata: metadata ?? {} }) };
    },
    onUploadFinish: async (_request, upload) => {
      await hooks.finish(upload.id);
      return {};
    },
    onResponseError: (_request, error) => answerFor(error),
  });
  server.on(EVENTS.POST_TERMINATE, (_request, _response, uploadId) => {
    hooks.forget(uploadId).catch((error) => log.warn({ err: error }, "a cancelled upload is still listed"));
  });
  return { handle: (request) => server.handleWeb(request) };
}

/** Where the bytes of an unfinished upload lie. */
export function receivedPath(uploadId: string): string {
  if (!UPLOAD_ID.test(uploadId)) throw new Error("not an upload id");
  return path.join(uploadFolder(), uploadId);
}

/** Bytes received so far; null when there is no such file. */
export async function receivedBytes(uploadId: string): Promise<number | null> {
  const facts = await stat(receivedPath(uploadId)).catch(() => null);
  return facts?.size ?? null;
}

export async function removeReceived(uploadId: string): Promise<void> {
  await rm(receivedPath(uploadId), { force: true });
  await rm(`${receivedPath(uploadId)}.json`, { force: true });
}

function uploadFolder(): string {
  return path.join(env().dataDir, "uploads");
}

async function requireDiskSpace(sizeBytes: number): Promise<void> {
  const disk = await statfs(env().dataDir).catch(() => null);
  if (disk && disk.bavail * disk.bsize < sizeBytes + DISK_RESERVE_BYTES) throw new AppError("UNAVAILABLE");
}

type TusError = Error | { status_code: number; body: string };

/** Own codes for our refusals; a full disk and a busy upload get the status that tells a client to try later. */
function answerFor(error: TusError): { status_code: number; body: string } | undefined {
  if (error instanceof AppError) return { status_code: statusOf(error.code), body: error.code };
  if (!("status_code" in error)) {
    log.error({ err: error }, "an upload failed");
    return { status_code: 500, body: "UNAVAILABLE" };
  }
  if (error.body.includes("receiving the file")) return { status_code: 507, body: "UNAVAILABLE" };
  if (error.body.includes("acquire lock")) return { status_code: 423, body: "CONFLICT" };
  return undefined;
}
