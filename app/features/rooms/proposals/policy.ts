import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly memberId: string; readonly role: Role };

/** Reps write in rooms they own, managers and admins in all. */
export function canEditProposal(actor: Actor, room: { readonly ownerId: string }): boolean {
  return actor.role !== "rep" || room.ownerId === actor.memberId;
}
