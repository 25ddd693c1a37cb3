import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { eq } from "drizzle-orm";
import { subscribeTo } from "~/features/activity/events.server";
import { settleDealRooms } from "./due/mutations.server";
import { announcePlan } from "./mutations.server";

/** Due days that hang on a deal's close date move with it. */
export const planSubscribers = [
  subscribeTo("deal.updated", "move-due-days", moveDueDays),
  subscribeTo("deal.restored", "move-due-days", moveDueDays),
] as const;

async function moveDueDays(eventId: string): Promise<void> {
  const [event] = await db.select({ dealId: events.dealId }).from(events).where(eq(events.id, eventId));
  if (!event?.dealId) return;
  for (const { roomId, toldToBuyers } of await settleDealRooms(event.dealId)) {
    announcePlan(roomId, { toBuyers: toldToBuyers });
  }
}
