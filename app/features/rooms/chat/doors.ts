import { paths } from "~/platform/paths";
import type { Corner } from "../attachments/schema";

/** Where one side's screens ask, send and lead to. */
export type ChatDoors = {
  corner: Corner;
  messages: string;
  here: string;
  attachments: string;
  events: string;
  attachment: (id: string) => string;
  chat: (query?: Record<string, string | number | null>) => string;
  page: (pageId: string, unit: number | null) => string;
};

export function memberDoors(roomId: string): ChatDoors {
  return {
    corner: "room",
    messages: paths.chatMessages(roomId),
    here: `${paths.roomChat(roomId)}/here`,
    attachments: `${paths.attachments(roomId)}?for=message`,
    events: paths.liveEvents(`room:${roomId}`),
    attachment: (id) => paths.attachment(roomId, id),
    chat: (query = {}) => paths.roomChat(roomId, queryOf(query)),
    page: (pageId, unit) => `${paths.roomPage(roomId, pageId)}${queryOf({ at: unit })}`,
  };
}

export function buyerDoors(roomId: string, corner: Corner): ChatDoors {
  const apart: Query = corner === "buyers" ? { corner } : {};
  return {
    corner,
    messages: `${paths.buyerChatMessages(roomId)}${queryOf(apart)}`,
    here: `${paths.buyerChat(roomId)}/here${queryOf(apart)}`,
    attachments: `${paths.buyerAttachments(roomId)}${queryOf({ for: "message", ...apart })}`,
    events: paths.buyerEvents(roomId),
    attachment: (id) => paths.buyerAttachment(roomId, id),
    chat: (query = {}) => paths.buyerChat(roomId, queryOf({ ...apart, ...query })),
    page: (pageId, unit) => `${paths.buyerPage(roomId, pageId)}${queryOf({ at: unit })}`,
  };
}

type Query = Record<string, string | number | null>;

function queryOf(values: Query): string {
  const pairs = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  if (pairs.length === 0) return "";
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}
