import { AppError } from "~/platform/errors";
import { limit } from "~/platform/rate-limit.server";
import { findMessage } from "./data.server";
import { threadsOf } from "./faces.server";
import {
  deleteMessage,
  editMessage,
  markRead,
  reactToMessage,
  restoreMessage,
  sendMessage,
  showPreview,
} from "./mutations.server";
import { selfOf } from "./place.server";
import type { Chat, ChatIntent, ChatReply } from "./schema";

const WRITES = { points: 60, seconds: 60 };
const READS = { points: 240, seconds: 60 };

/** One wish of a screen, with or without script, and what became of it. */
export async function runChatIntent(
  chat: Chat,
  intent: ChatIntent,
  values: Record<string, string> = {},
): Promise<ChatReply> {
  const isRead = intent.intent === "read";
  await limit(isRead ? "chat-read" : "chat-write", selfOf(chat.actor).id, isRead ? READS : WRITES);
  switch (intent.intent) {
    case "read":
      await markRead(chat, intent.seq);
      return { ok: true, message: null, thread: null };
    case "send": {
      const { intent: _, ...sending } = intent;
      if (sending.body === "" && sending.attachments.length === 0)
        return { ok: false, errors: { body: "chat:errors.empty" }, values };
      return send(chat, sending, values);
    }
    case "edit":
      if (intent.body === "") return { ok: false, errors: { body: "chat:errors.empty" }, values };
      await editMessage(chat, intent);
      return replyWith(chat, intent.messageId);
    case "delete":
      await deleteMessage(chat, intent);
      return replyWith(chat, intent.messageId);
    case "restore":
      await restoreMessage(chat, intent);
      return replyWith(chat, intent.messageId);
    case "hide_preview":
    case "show_preview":
      await showPreview(chat, {
        messageId: intent.messageId,
        isShown: intent.intent === "show_preview",
      });
      return replyWith(chat, intent.messageId);
    case "react":
    case "unreact": {
      const { messageId, emoji } = intent;
      await reactToMessage(chat, { messageId, emoji, isOn: intent.intent === "react" });
      return replyWith(chat, messageId);
    }
  }
}

async function send(
  chat: Chat,
  sending: Parameters<typeof sendMessage>[1],
  values: Record<string, string>,
): Promise<ChatReply> {
  try {
    const { messageId } = await sendMessage(chat, sending);
    return await replyWith(chat, messageId);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "INVALID") throw error;
    return { ok: false, errors: { attachments: "chat:errors.attachments" }, values };
  }
}

async function replyWith(chat: Chat, messageId: string): Promise<ChatReply> {
  const message = await findMessage(chat, messageId);
  const [thread = null] = message.threadId ? await threadsOf(chat, [message.threadId]) : [];
  return { ok: true, message, thread };
}
