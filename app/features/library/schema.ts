import { z } from "zod";
import { MAX_TITLE_LENGTH } from "./utils";

const documentId = z.string().min(1, "required").max(40);
const title = z.string().trim().min(1, "required").max(MAX_TITLE_LENGTH, "too_long");

/** The changes the library screen asks for. */
export const libraryIntent = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("rename"), documentId, title }).strict(),
  z.object({ intent: z.literal("archive"), documentId }).strict(),
  z.object({ intent: z.literal("restore"), documentId }).strict(),
  z.object({ intent: z.literal("retry"), documentId }).strict(),
]);
