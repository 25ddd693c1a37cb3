import type { Role } from "../schema";

type Actor = { readonly role: Role; readonly memberId: string };
type View = { readonly memberId: string; readonly isShared: boolean };

/** A private view is seen by its maker alone. */
export function canSeeView(actor: Actor, view: View): boolean {
  return view.isShared || view.memberId === actor.memberId;
}

/** A shared view changes for everybody, so only its maker and admins change it. */
export function canChangeView(actor: Actor, view: View): boolean {
  return canSeeView(actor, view) && (view.memberId === actor.memberId || actor.role === "admin");
}
