import { db } from "@db/client";
import { workspaces } from "@db/schema/workspaces";
import holidayJp from "@holiday-jp/holiday_jp";
import { eq } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { found } from "~/platform/errors";
import { isoWeekday } from "./utils";

/** Tells the days on which the workspace works: its weekdays without public holidays and its own days off. */
export async function findWorkingDays(scope: WorkspaceScope): Promise<(day: string) => boolean> {
  const [row] = await db
    .select({
      workDays: workspaces.workDays,
      country: workspaces.holidayCountry,
      own: workspaces.ownHolidays,
    })
    .from(workspaces)
    .where(eq(workspaces.id, scope.workspaceId));
  const { workDays, country, own } = found(row);
  const weekdays = new Set(workDays);
  const daysOff = new Set(own.map(({ day }) => day));
  return (day) =>
    weekdays.has(isoWeekday(day)) && !daysOff.has(day) && !(country === "JP" && day in holidayJp.holidays);
}
