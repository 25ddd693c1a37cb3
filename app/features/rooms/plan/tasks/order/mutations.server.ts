import { tasks } from "@db/schema/plan";
import { and, asc, eq, isNull } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { AppError, found } from "~/platform/errors";
import type { MemberActor } from "../../../schema";
import { findMilestone } from "../../milestones/data.server";
import { editingPlan } from "../../mutations.server";
import { reordered } from "../../utils";
import { findTask, type TaskKey } from "../data.server";
import { recordTask } from "../mutations.server";

const STEP = 10;

type Wish = TaskKey & {
  milestoneId: string | null;
  /** The task it goes before; null for the end. Naming a neighbour makes a repeated request harmless. */
  before: string | null;
};

/** Into a milestone and to its place there. CONFLICT when the neighbour is not there any more. */
export async function moveTask(actor: MemberActor, { milestoneId, before, ...key }: Wish): Promise<void> {
  await editingPlan(actor, key.pageId, async (tx) => {
    const task = await findTask(tx, actor, key);
    if (task.archivedAt) throw new AppError("CONFLICT");
    if (milestoneId !== null) {
      const milestone = await findMilestone(tx, actor, { pageId: key.pageId, milestoneId });
      found(milestone.archivedAt === null ? milestone : null);
    }
    const isThere = milestoneId === null ? isNull(tasks.milestoneId) : eq(tasks.milestoneId, milestoneId);
    const there = await tx
      .select({ id: tasks.id, position: tasks.position })
      .from(tasks)
      .where(and(eq(tasks.pageId, key.pageId), isThere, isNull(tasks.archivedAt)))
      .orderBy(asc(tasks.position), asc(tasks.id));
    const next = reordered(
      there.map(({ id }) => id),
      task.id,
      before,
    );
    if (!next) throw new AppError("CONFLICT");
    const positions = new Map(there.map(({ id, position }) => [id, position]));
    for (const [place, id] of next.entries()) {
      const position = (place + 1) * STEP;
      if (positions.get(id) !== position) await tx.update(tasks).set({ position }).where(eq(tasks.id, id));
    }
    if (milestoneId !== task.milestoneId) {
      await tx.update(tasks).set({ milestoneId, updatedAt: now() }).where(eq(tasks.id, task.id));
      await recordTask(tx, actor, { type: "task.moved", task });
    }
    return { toBuyers: !task.internal };
  });
}
