import { canEditOwned } from "~/features/accounts/policy";
import type { RoomActor } from "../schema";
import type { Side } from "./utils";

type Task = { readonly internal: boolean; readonly side: Side; readonly memberId: string | null };

/** Milestones, tasks and their order: who may change the room's pages. */
export function canEditPlan(actor: RoomActor): boolean {
  if (actor.kind === "viewer" || actor.isArchived) return false;
  return canEditOwned(actor, { ownerId: actor.roomOwnerId });
}

/** The team's own tasks are for members alone, in every payload. */
export function canSeeTask(actor: RoomActor, task: Pick<Task, "internal">): boolean {
  return actor.kind === "member" || !task.internal;
}

/** Completing and the like: editors any task, a member also what is theirs, buyers what is their side's. */
export function canWorkOn(actor: RoomActor, task: Task): boolean {
  if (actor.kind === "viewer") return !actor.preview && !task.internal && task.side === "viewer";
  return canEditPlan(actor) || (!actor.isArchived && task.memberId === actor.memberId);
}

/** Buyers say who of them does what is their side's; who left no address can't be told apart. */
export function canAssign(actor: RoomActor, task: Task): boolean {
  if (actor.kind === "member") return canEditPlan(actor);
  return canWorkOn(actor, task) && actor.identity !== "anonymous";
}

export function canComment(actor: RoomActor, task: Pick<Task, "internal">): boolean {
  if (actor.kind === "member") return !actor.isArchived;
  return !actor.preview && !task.internal;
}
