import type { Role } from "../schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Led = { readonly leaderId: string | null };

/** Making and dissolving teams, and saying who leads them. */
export function canManageTeams(actor: Actor): boolean {
  return actor.role === "admin";
}

/** Its name and who is in it. Reps lead nobody, whatever they led before. */
export function canEditTeam(actor: Actor, team: Led): boolean {
  return canManageTeams(actor) || (actor.role === "manager" && team.leaderId === actor.memberId);
}
