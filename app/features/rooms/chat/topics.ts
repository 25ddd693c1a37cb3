import type { Corner } from "../attachments/schema";

/** Everyone who may read the corner hears here that it changed, who types and who is there. */
export function chatTopic(roomId: string, corner: Corner): string {
  return corner === "buyers" ? `chat:${roomId}:buyers` : `chat:${roomId}`;
}

export const CHAT_CHANGED = "chat-changed";
export const CHAT_TYPING = "chat-typing";
export const CHAT_HERE = "chat-here";
export const CHAT_LEFT = "chat-left";

/** Sent on a stream under a name of its own, so that a message reloads no page. */
export function isChatMessage(type: string): boolean {
  return type.startsWith("chat-");
}
