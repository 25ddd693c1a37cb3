import { db } from "@db/client";
import type { MemberActor } from "../../schema";
import { getMemberPlan } from "../data.server";
import { findAnchors } from "../due/data.server";
import type { MemberTask, OutlineTask, PlanOutline } from "../schema";
import { daysBetween } from "../utils";

/** A plan as a template keeps it: without people, progress and dates; a fixed day becomes its distance from the start. */
export async function outlinePlan(actor: MemberActor, pageId: string): Promise<PlanOutline> {
  const [plan, { roomDay }] = await Promise.all([
    getMemberPlan(actor, { pageId, language: "en" }),
    findAnchors(db, actor.roomId),
  ]);
  const known = new Set(plan.tasks.map(({ id }) => id));
  const outlineOf = (task: MemberTask): OutlineTask => ({
    key: task.id,
    title: task.title,
    description: task.description,
    internal: task.internal,
    side: task.side,
    roleName: task.roleName,
    due: dueOf(task, roomDay, known),
    dependsOn: task.dependsOn.filter((id) => known.has(id)),
  });
  const under = (milestoneId: string | null) =>
    plan.tasks.filter((task) => task.milestoneId === milestoneId).map(outlineOf);
  return {
    tasks: under(null),
    milestones: plan.milestones.map(({ id, title }) => ({ title, tasks: under(id) })),
  };
}

function dueOf(task: MemberTask, roomDay: string, known: ReadonlySet<string>): OutlineTask["due"] {
  const { dueKind, dueDay, dueOffset, dueTaskId } = task;
  switch (dueKind) {
    case "day":
      return dueDay ? { after: "room", days: daysBetween(roomDay, dueDay) } : null;
    case "room":
    case "close":
      return { after: dueKind, days: dueOffset };
    case "task":
      return dueTaskId && known.has(dueTaskId) ? { after: "task", key: dueTaskId, days: dueOffset } : null;
    default:
      return null;
  }
}
