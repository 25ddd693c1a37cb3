import type { LiveMessage } from "~/platform/realtime.server";

/** Members of a workspace hear here that its library changed. */
export function libraryTopic(workspaceId: string): string {
  return `workspace:${workspaceId}`;
}

/** Buyers who have a room open hear here that a document of it changed; rooms speak on the same topic. */
export function readersTopic(roomId: string): string {
  return `buyers:${roomId}`;
}

export const DOCUMENT_CHANGED: LiveMessage = { type: "document" };
