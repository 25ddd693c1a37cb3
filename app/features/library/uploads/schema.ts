import { z } from "zod";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { cleanFileName, MAX_UPLOAD_BYTES } from "../utils";

const id = z.string().regex(/^[0-9a-z]{26}$/);

/** What a client may say about a file before its bytes; sizes and ids are the server's. */
export const uploadMetadata = z
  .object({
    filename: z.string().max(2_000).transform(cleanFileName),
    roomId: id.nullish(),
    documentId: id.nullish(),
  })
  .strict();

export const uploadSize = z.number().int().min(0).max(MAX_UPLOAD_BYTES);

/** The one who sends: nobody else may ask about, continue or end the upload. */
export type Uploader = {
  readonly scope: WorkspaceScope;
  readonly sessionId: string;
};

export type UploadWish = {
  id: string;
  fileName: string;
  sizeBytes: number;
  roomId?: string | null;
  documentId?: string | null;
};
