import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Owned = { readonly ownerId: string };

/** Reps change what they own; managers and admins change everything. Everyone of the workspace reads. */
export function canEditOwned(actor: Actor, row: Owned): boolean {
  return actor.role !== "rep" || row.ownerId === actor.memberId;
}

/** The account itself and its contacts. */
export function canEditAccount(actor: Actor, account: Owned): boolean {
  return canEditOwned(actor, account);
}
