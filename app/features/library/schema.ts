import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { cleanLine } from "~/platform/text";
import { MAX_TITLE_LENGTH } from "./utils";

const documentId = idField;
const title = z
  .string()
  .transform(cleanLine)
  .pipe(z.string().min(1, "required").max(MAX_TITLE_LENGTH, "too_long"));

/** The changes the library screen asks for. */
export const libraryIntent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("rename"), documentId, title }).strict(),
  z.object({ intent: z.literal("archive"), documentId }).strict(),
  z.object({ intent: z.literal("restore"), documentId }).strict(),
  z.object({ intent: z.literal("retry"), documentId }).strict(),
]);

export type VersionState = "processing" | "ready" | "failed";
export type VersionFailure =
  | "empty"
  | "not_pdf"
  | "broken"
  | "encrypted"
  | "too_large"
  | "too_many_pages"
  | "timeout"
  | "memory";

export type LibraryVersion = {
  id: string;
  number: number;
  state: VersionState;
  failure: VersionFailure | null;
  sizeBytes: number;
  pageCount: number | null;
  createdAt: Date;
};

export type LibraryRow = {
  id: string;
  title: string;
  createdById: string;
  uploaderName: string;
  archivedAt: Date | null;
  updatedAt: Date;
  /** What was uploaded last, whatever became of it. */
  newest: LibraryVersion | null;
  /** What readers see: the newest version that is ready. */
  shown: LibraryVersion | null;
};
