import { canEditPages } from "../policy";
import type { MemberActor, ViewerActor } from "../schema";

/** A form is a page: whoever may change the room's pages may change its questions. */
export function canEditForm(actor: MemberActor, page: { archivedAt: Date | null }): boolean {
  const room = { ownerId: actor.roomOwnerId, archivedAt: actor.isArchived ? ARCHIVED : null };
  return canEditPages(actor, room) && page.archivedAt === null;
}

/** Every buyer in the room answers for themselves; a preview answers for nobody. */
export function canAnswer(actor: ViewerActor): boolean {
  return !actor.preview;
}

const ARCHIVED = "archived";
