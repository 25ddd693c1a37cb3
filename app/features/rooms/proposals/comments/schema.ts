import { z } from "zod";
import { idField, requestKey } from "~/features/accounts/schema";
import { cleanText } from "~/platform/text";
import { isBlockId } from "../blocks/attributes";
import { MAX_COMMENT_CHARS, quoteOf } from "./utils";

export type CommentFace = {
  id: string;
  /** Empty once deleted. */
  body: string;
  authorName: string | null;
  createdMs: number;
  isEdited: boolean;
  isDeleted: boolean;
  canEdit: boolean;
  canDelete: boolean;
  canRestore: boolean;
};

/** A comment with its answers, oldest first. */
export type CommentThread = {
  id: string;
  /** Empty: the whole page. */
  blockId: string;
  /** The words it was said of, as they were. */
  quote: string | null;
  /** The block it stood at is no longer in the text. */
  isGone: boolean;
  isResolved: boolean;
  resolvedByName: string | null;
  comments: CommentFace[];
  /** For the next answer: sent twice, stored once. */
  requestKey: string;
};

/** A block that a comment can be begun on: its kind and its first words. */
export type CommentPlace = { blockId: string; type: string; label: string };

/** The block that somebody chose in the text to say something about, with its words as they are. */
export type Spot = CommentPlace & { quote: string };

/** What the team said about a proposal, for its members alone. */
export type CommentsView = {
  roomId: string;
  pageId: string;
  /** In the order of their blocks; the whole page first, what lost its block last. */
  threads: CommentThread[];
  places: CommentPlace[];
  canWrite: boolean;
  requestKey: string;
};

/** What a form of the panel gets back: `errors` are keys of texts by field. */
export type CommentReply = {
  isDone: boolean;
  errors: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string>>;
  view: CommentsView;
};

const body = z
  .string("required")
  .max(MAX_COMMENT_CHARS * 4, "too_long")
  .transform(cleanText)
  .pipe(z.string().min(1, "required").max(MAX_COMMENT_CHARS, "too_long"));

const quote = z.string().default("").transform(quoteOf);
const blockId = z
  .string()
  .default("")
  .refine((id) => id === "" || isBlockId(id), "invalid");

export const commentIntent = z.discriminatedUnion("intent", [
  z.strictObject({ intent: z.literal("comment"), requestKey, blockId, quote, body }),
  z.strictObject({ intent: z.literal("reply"), requestKey, parentId: idField, body }),
  z.strictObject({ intent: z.literal("edit"), commentId: idField, body }),
  z.strictObject({ intent: z.enum(["delete", "restore", "resolve", "reopen"]), commentId: idField }),
]);
export type CommentIntent = z.infer<typeof commentIntent>;
