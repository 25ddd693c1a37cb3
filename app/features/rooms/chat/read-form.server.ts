import { AppError } from "~/platform/errors";
import { formOf, type Parsed, parseFields } from "~/platform/http/form.server";
import { refuse } from "~/platform/http/form-reply";
import { readBytes } from "~/platform/http/json.server";
import { receiveAttachment } from "../attachments/mutations.server";
import { MAX_ATTACHMENT_BYTES } from "../attachments/utils";
import { canWrite } from "./policy";
import { type Chat, type ChatIntent, chatIntent } from "./schema";

/** Room for the text beside the file. */
const TEXT_BYTES = 256 * 1024;

/** The chat's form as a page without a script sends it: the text and at most one file together. */
export async function readChatForm(request: Request, chat: Chat): Promise<Parsed<ChatIntent>> {
  const body = await readWhole(request);
  if (!body) return { ok: false, reply: refuse({ attachments: "file_too_large" }) };
  const form = await formOf(request, body);
  const file = form.get("file");
  form.delete("file");
  if (!(file instanceof File) || file.size === 0 || !canWrite(chat.actor))
    return parseFields(form, chatIntent);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const received = await receiveAttachment(chat.actor, {
    ownerKind: "message",
    corner: chat.corner,
    file: { fileName: file.name, bytes },
  });
  const typed = { body: String(form.get("body") ?? "") };
  if (!received.ok) return { ok: false, reply: refuse({ attachments: received.error }, typed) };
  form.append("attachments[]", received.attachment.id);
  return parseFields(form, chatIntent);
}

async function readWhole(request: Request): Promise<Uint8Array | null> {
  try {
    return await readBytes(request, MAX_ATTACHMENT_BYTES + TEXT_BYTES);
  } catch (error) {
    if (error instanceof AppError && error.code === "TOO_LARGE") return null;
    throw error;
  }
}
