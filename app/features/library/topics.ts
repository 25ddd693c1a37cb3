import type { LiveMessage } from "~/platform/realtime.server";

/** Members of a workspace hear here that its library changed. */
export function libraryTopic(workspaceId: string): string {
  return `workspace:${workspaceId}`;
}

export const DOCUMENT_CHANGED: LiveMessage = { type: "document" };
