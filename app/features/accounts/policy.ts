import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Owned = { readonly ownerId: string };

/** Whose rows alone the actor may change; null: everybody's. */
export function ownerToEdit(actor: Actor): string | null {
  return actor.role === "rep" ? actor.memberId : null;
}

/** Reps change what they own; managers and admins change everything. Everyone of the workspace reads. */
export function canEditOwned(actor: Actor, row: Owned): boolean {
  const ownerId = ownerToEdit(actor);
  return ownerId === null || row.ownerId === ownerId;
}

/** The account itself and its contacts. */
export function canEditAccount(actor: Actor, account: Owned): boolean {
  return canEditOwned(actor, account);
}
