import { db } from "@db/client";
import { AppError, assertCan } from "~/platform/errors";
import { parseFields } from "~/platform/http/form.server";
import { newId } from "~/platform/ids";
import { receiveAttachment } from "../../attachments/mutations.server";
import type { RoomActor } from "../../schema";
import { canComment, canEditPlan } from "../policy";
import { findTask, type TaskKey } from "../tasks/data.server";
import { listComments, listTaskFiles } from "./data.server";
import {
  addComment,
  attachFile,
  deleteComment,
  dropFile,
  editComment,
  restoreComment,
} from "./mutations.server";
import { commentIntentSchema } from "./schema";

const INTENTS = ["comment", "editComment", "deleteComment", "restoreComment", "dropFile"];

/** What stands beside a task on either side: its comments and files. NOT_FOUND where the actor may not see the task. */
export async function loadTalk(actor: RoomActor, key: TaskKey) {
  const task = await findTask(db, actor, key);
  const [comments, files] = await Promise.all([listComments(actor, task), listTaskFiles(actor, task)]);
  const canTalk = canComment(actor, task) && task.archivedAt === null;
  const canDrop = canTalk && canEditPlan(actor);
  return { title: task.title, internal: task.internal, comments, files, canTalk, canDrop, clientId: newId() };
}

export type RefusedComment = { body: string; error: string };

/** "done", what was refused, or null when the form is about something else. */
export async function changeTalk(
  form: FormData,
  actor: RoomActor,
  key: TaskKey,
): Promise<"done" | RefusedComment | null> {
  if (!INTENTS.includes(String(form.get("intent")))) return null;
  const parsed = parseFields(form, commentIntentSchema);
  if (!parsed.ok) {
    const { errors, values } = parsed.reply;
    if (!errors.body) throw new AppError("INVALID");
    return { body: values.body ?? "", error: errors.body };
  }
  const wish = parsed.value;
  switch (wish.intent) {
    case "comment":
      await addComment(actor, { ...key, body: wish.body, clientId: wish.clientId });
      break;
    case "editComment":
      await editComment(actor, { ...key, commentId: wish.commentId, body: wish.body });
      break;
    case "deleteComment":
      await deleteComment(actor, { ...key, commentId: wish.commentId });
      break;
    case "restoreComment":
      await restoreComment(actor, { ...key, commentId: wish.commentId });
      break;
    case "dropFile":
      await dropFile(actor, { ...key, attachmentId: wish.attachmentId });
  }
  return "done";
}

/** Only the form of files is sent in parts. */
export function isUpload(request: Request): boolean {
  return request.headers.get("content-type")?.startsWith("multipart/form-data") ?? false;
}

/** A file sent by a plain form. The key of what was wrong with it, or null. */
export async function takeFile(request: Request, actor: RoomActor, key: TaskKey): Promise<string | null> {
  const task = await findTask(db, actor, key);
  assertCan(canComment(actor, task));
  const received = await receiveAttachment(actor, { ownerKind: "task", corner: "room", file: request });
  if (!received.ok) return received.error;
  await attachFile(actor, { ...key, attachmentId: received.attachment.id });
  return null;
}
