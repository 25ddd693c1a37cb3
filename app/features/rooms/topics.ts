import type { LiveMessage } from "~/platform/realtime.server";

/** Members of the workspace hear here that a room or its pages changed. */
export function roomTopic(roomId: string): string {
  return `room:${roomId}`;
}

/** Everyone who has the room open from outside; each asks the guard again. */
export function buyersTopic(roomId: string): string {
  return `buyers:${roomId}`;
}

export const ROOM_CHANGED: LiveMessage = { type: "room" };
