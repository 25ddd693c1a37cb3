import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { and, asc, eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";

/** The types of what was recorded in the scope's workspace, oldest first. */
export async function eventTypes(scope: WorkspaceScope): Promise<string[]> {
  return (await eventsOf(scope)).map((event) => event.type);
}

export function eventsOf(scope: WorkspaceScope, type?: string) {
  return db
    .select()
    .from(events)
    .where(and(eq(events.workspaceId, scope.workspaceId), type ? eq(events.type, type) : undefined))
    .orderBy(asc(events.at), asc(events.id));
}
