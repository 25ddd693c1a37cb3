import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Doomed = { readonly ownerId: string; readonly colleaguesOwn: number };

/** Admins delete anything for good; an owner what is theirs, unless something of a colleague hangs on it. */
export function canDelete(actor: Actor, doomed: Doomed): boolean {
  return actor.role === "admin" || (doomed.ownerId === actor.memberId && doomed.colleaguesOwn === 0);
}

/** Whether the way there is shown at all; what hangs on it is looked at on the next screen. */
export function mayAskToDelete(actor: Actor, row: { readonly ownerId: string }): boolean {
  return actor.role === "admin" || row.ownerId === actor.memberId;
}
