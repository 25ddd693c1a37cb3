import { milestones } from "@db/schema/plan";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import { found } from "~/platform/errors";

export type MilestoneKey = { pageId: string; milestoneId: string };

/** NOT_FOUND unless it is of this plan. */
export async function findMilestone(
  tx: Pick<Tx, "select">,
  actor: { workspaceId: string },
  { pageId, milestoneId }: MilestoneKey,
): Promise<typeof milestones.$inferSelect> {
  const [row] = await tx
    .select()
    .from(milestones)
    .where(
      and(
        eq(milestones.id, milestoneId),
        eq(milestones.pageId, pageId),
        eq(milestones.workspaceId, actor.workspaceId),
      ),
    );
  return found(row);
}
