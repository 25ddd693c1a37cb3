import type { Upload, UploadOptions } from "tus-js-client";
import { paths } from "~/platform/paths";
import { problemOf, problemOfStatus, type UploadProblem } from "./utils";

/** One request carries so much, and is done well before the server's time for a request ends on a slow line. */
const CHUNK_BYTES = 5 * 1024 * 1024;
const RETRY_AFTER_MS = [500, 1_000, 3_000, 5_000, 10_000];

export type UploadTarget = { roomId?: string; documentId?: string };

export type SendListeners = {
  onProgress(sentBytes: number): void;
  onDone(): void;
  onProblem(problem: UploadProblem): void;
};

export type Sending = {
  /** Starts, or goes on where the server says it stopped. */
  resume(): void;
  pause(): void;
  /** Ends it here and on the server. */
  cancel(): void;
};

/** One file ready to go by tus, which is loaded when the first file comes. Once started it resumes by itself after short breaks. */
export async function sendFile(
  file: File,
  target: UploadTarget,
  listeners: SendListeners,
): Promise<Sending | null> {
  const problem = await problemOf(file).catch((): UploadProblem => "gone");
  if (problem) {
    listeners.onProblem(problem);
    return null;
  }
  const tus = await import("tus-js-client").catch(() => null);
  if (!tus) {
    listeners.onProblem("network");
    return null;
  }
  const upload = new tus.Upload(file, optionsFor(file, target, listeners));
  await resumeEarlier(upload);
  return {
    resume: () => upload.start(),
    pause: () => void upload.abort().catch(() => undefined),
    cancel: () => void upload.abort(true).catch(() => undefined),
  };
}

function optionsFor(file: File, target: UploadTarget, listeners: SendListeners): UploadOptions {
  return {
    endpoint: paths.uploads(),
    chunkSize: CHUNK_BYTES,
    retryDelays: RETRY_AFTER_MS,
    removeFingerprintOnSuccess: true,
    metadata: metadataOf(file, target),
    // The same file on its way to another room is another upload.
    fingerprint: async () =>
      ["engawa", file.name, file.size, file.lastModified, target.roomId, target.documentId].join("|"),
    onProgress: (sentBytes) => listeners.onProgress(sentBytes),
    onSuccess: () => listeners.onDone(),
    onError: (error) => {
      const response = "originalResponse" in error ? error.originalResponse : null;
      listeners.onProblem(problemOfStatus(response?.getStatus() ?? null));
    },
  };
}

function metadataOf(file: File, { roomId, documentId }: UploadTarget): Record<string, string> {
  return {
    filename: file.name,
    ...(roomId ? { roomId } : {}),
    ...(documentId ? { documentId } : {}),
  };
}

/** An upload of the same file that a closed tab or a crash cut off. */
async function resumeEarlier(upload: Upload): Promise<void> {
  const [earlier] = await upload.findPreviousUploads().catch(() => []);
  if (earlier) upload.resumeFromPreviousUpload(earlier);
}
