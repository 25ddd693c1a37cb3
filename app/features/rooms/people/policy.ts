import { canEditRoom } from "../policy";
import type { MemberActor } from "../schema";

/** The buying committee is changed by whoever may change the room, while the room lives. */
export function canEditPeople(actor: MemberActor): boolean {
  return !actor.isArchived && canEditRoom(actor, { ownerId: actor.roomOwnerId });
}
