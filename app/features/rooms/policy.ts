import { canEditOwned } from "~/features/accounts/policy";
import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Owned = { readonly ownerId: string };
type Archivable = { readonly archivedAt: Date | string | null };

export function canEditRoom(actor: Actor, room: Owned): boolean {
  return canEditOwned(actor, room);
}

/** Pages of an archived room rest as they are until the room is restored. */
export function canEditPages(actor: Actor, room: Owned & Archivable): boolean {
  return canEditRoom(actor, room) && room.archivedAt === null;
}

/** A room is made by whoever may change its deal. */
export function canCreateRoom(actor: Actor, deal: Owned & Archivable): boolean {
  return canEditOwned(actor, deal) && deal.archivedAt === null;
}
