import { db } from "@db/client";
import { canWrite } from "~/features/rooms/chat/policy";
import { runChatIntent } from "~/features/rooms/chat/run-intent.server";
import type { ChatIntent, ChatReply, ViewerChat } from "~/features/rooms/chat/schema";
import type { ViewerScope } from "~/features/sharing/schema";
import { ensureViewer } from "~/features/sharing/viewers/mutations.server";
import { assertCan } from "~/platform/errors";
import { confirmViewer } from "./persons.server";

type Wish = { viewer: ViewerScope; chat: ViewerChat; intent: ChatIntent; values?: Record<string, string> };

/**
 * A buyer's wish in the chat. The visitor of an open link becomes known with the first one. A message to both sides proves
 * a person; one in the buyers' corner proves nothing, for the seller would see from the proof that there was one.
 */
export async function runBuyerIntent({ viewer, chat, intent, values }: Wish): Promise<ChatReply> {
  assertCan(canWrite(chat.actor));
  await db.transaction((tx) => ensureViewer(tx, viewer));
  const reply = await runChatIntent(chat, intent, values);
  if (reply.ok && intent.intent === "send" && chat.corner === "room")
    await db.transaction((tx) => confirmViewer(tx, viewer, "chat"));
  return reply;
}
