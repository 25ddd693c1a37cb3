import { db } from "@db/client";
import { visits } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { defineJob } from "~/platform/jobs.server";
import { publish } from "~/platform/realtime.server";

/**
 * Tells the seller's screens that a buyer is reading. It waits for the workspace's hold, so that a machine found out
 * meanwhile raises nothing: then the visit is no longer engaged.
 */
export const announceVisit = defineJob({
  kind: "tracking.announce_visit",
  schema: z.object({ visitId: z.string() }).strict(),
  async run({ visitId }) {
    const [visit] = await db.select().from(visits).where(eq(visits.id, visitId));
    if (!visit?.engaged) return;
    const { roomId, viewerId, workspaceId } = visit;
    const message = { type: "visit", roomId, visitId, viewerId };
    publish(`room:${roomId}`, message);
    publish(`workspace:${workspaceId}`, message);
  },
});

export const trackingJobs = [announceVisit] as const;
