import { db } from "@db/client";
import { AppError, type ErrorCode, statusOf } from "~/platform/errors";
import { parseFields } from "~/platform/http/form.server";
import { limit } from "~/platform/rate-limit.server";
import type { MemberActor } from "../../schema";
import { findCommented, loadComments } from "./data.server";
import {
  addComment,
  deleteComment,
  editComment,
  reopenComment,
  replyToComment,
  resolveComment,
  restoreComment,
} from "./mutations.server";
import { canComment } from "./policy";
import { type CommentIntent, type CommentReply, commentIntent } from "./schema";

const WRITES = { points: 60, seconds: 60 };

/** What a person can be told beside the text they wrote; anything else is the edge's affair. */
const TOLD: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: "comments:errors.gone",
  CONFLICT: "comments:errors.gone",
  FORBIDDEN: "comments:errors.resting",
  TOO_LARGE: "comments:errors.full",
  RATE_LIMITED: "rate_limited",
};

/** One wish of the panel, with or without a script, and how things stand after it. NOT_FOUND where there is no such proposal. */
export async function answerComment(
  actor: MemberActor,
  { pageId, form }: { pageId: string; form: FormData },
): Promise<{ status: number; reply: CommentReply }> {
  await findCommented(db, actor, pageId);
  const parsed = parseFields(form, commentIntent);
  if (!parsed.ok) return refusal(actor, pageId, { status: 422, ...parsed.reply });
  const code = await runIntent(actor, pageId, parsed.value);
  if (code === null) {
    const view = await loadComments(actor, pageId);
    return { status: 200, reply: { isDone: true, errors: {}, values: {}, view } };
  }
  const canWrite = canComment(actor, await findCommented(db, actor, pageId));
  const errors = { form: textOf(code, { intent: parsed.value.intent, canWrite }) };
  return refusal(actor, pageId, { status: statusOf(code), errors, values: parsed.values });
}

type Wished = { intent: CommentIntent["intent"]; canWrite: boolean };

/** Not all that is refused is refused because of the room; and what cannot be brought back was not deleted only now. */
function textOf(code: ErrorCode, { intent, canWrite }: Wished): string {
  const isOfAuthor = intent === "edit" || intent === "delete" || intent === "restore";
  if (code === "FORBIDDEN" && canWrite && isOfAuthor) return "comments:errors.notYours";
  if (intent === "restore" && (code === "CONFLICT" || code === "NOT_FOUND")) return "comments:errors.tooLate";
  return TOLD[code] ?? "invalid";
}

type Refusal = { status: number } & Pick<CommentReply, "errors" | "values">;

async function refusal(actor: MemberActor, pageId: string, { status, errors, values }: Refusal) {
  return { status, reply: { isDone: false, errors, values, view: await loadComments(actor, pageId) } };
}

/** Null when done. A comment that went, or a room that rests by now, must not cost what was typed. */
async function runIntent(
  actor: MemberActor,
  pageId: string,
  intent: CommentIntent,
): Promise<ErrorCode | null> {
  try {
    await limit("proposal-comments", actor.memberId, WRITES);
    await run(actor, pageId, intent);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || !(error.code in TOLD)) throw error;
    return error.code;
  }
}

async function run(actor: MemberActor, pageId: string, wish: CommentIntent): Promise<void> {
  switch (wish.intent) {
    case "comment":
      return addComment(actor, { ...wish, pageId });
    case "reply":
      return replyToComment(actor, { ...wish, pageId });
    case "edit":
      return editComment(actor, { ...wish, pageId });
    case "delete":
      return deleteComment(actor, { ...wish, pageId });
    case "restore":
      return restoreComment(actor, { ...wish, pageId });
    case "resolve":
      return resolveComment(actor, { ...wish, pageId });
    case "reopen":
      return reopenComment(actor, { ...wish, pageId });
  }
}
