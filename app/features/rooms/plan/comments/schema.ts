import { z } from "zod";
import { idField } from "~/features/accounts/schema";
import { cleanText } from "~/platform/text";
import { MAX_COMMENT_CHARS } from "../utils";

const bodyField = z
  .string("required")
  .transform(cleanText)
  .pipe(z.string().min(1, "required").max(MAX_COMMENT_CHARS, "too_long"));

export const commentIntentSchema = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("comment"), clientId: idField, body: bodyField }),
  z.strictObject({ intent: z.literal("editComment"), commentId: idField, body: bodyField }),
  z.strictObject({ intent: z.enum(["deleteComment", "restoreComment"]), commentId: idField }),
  z.strictObject({ intent: z.literal("dropFile"), attachmentId: idField }),
]);
