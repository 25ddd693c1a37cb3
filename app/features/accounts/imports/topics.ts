import type { LiveMessage } from "~/platform/realtime.server";

/** Members of a workspace hear here how far an import has come. */
export function importTopic(workspaceId: string): string {
  return `workspace:${workspaceId}`;
}

export function importMoved(importId: string): LiveMessage {
  return { type: "import", importId };
}
