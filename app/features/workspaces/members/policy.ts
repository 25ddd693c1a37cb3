import type { Role } from "../schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Somebody = { readonly id: string };

/** Who works here, in which role, and who may come in. */
export function canManageMembers(actor: Actor): boolean {
  return actor.role === "admin";
}

/** Nobody locks themselves out by mistake: another admin does that. */
export function canDeactivate(actor: Actor, member: Somebody): boolean {
  return canManageMembers(actor) && member.id !== actor.memberId;
}
