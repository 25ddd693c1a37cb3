import { getWorkspace } from "~/features/workspaces/data.server";
import { calendarOf } from "~/features/workspaces/hours/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { isoWeekday } from "./utils";

/** Tells the days on which the workspace works: its weekdays without public holidays and its own days off. */
export async function findWorkingDays(scope: WorkspaceScope): Promise<(day: string) => boolean> {
  const workspace = await getWorkspace(scope);
  const { workDays, dayOff } = calendarOf(workspace, workspace.language);
  return (day) => workDays.includes(isoWeekday(day)) && dayOff(day) === null;
}
