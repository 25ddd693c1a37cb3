import { db } from "@db/client";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";

/** Who took a report out of the house is on record. */
export async function recordRoomExport(scope: WorkspaceScope, roomId: string): Promise<void> {
  await db.transaction((tx) => recordEvent(tx, scope, { type: "report.exported", roomId, format: "csv" }));
}

export async function recordAccountExport(scope: WorkspaceScope, accountId: string): Promise<void> {
  await db.transaction((tx) =>
    recordEvent(tx, scope, { type: "account.report_exported", accountId, format: "csv" }),
  );
}
