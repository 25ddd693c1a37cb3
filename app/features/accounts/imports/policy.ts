import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly role: Role; readonly memberId: string };
type Brought = { readonly memberId: string };

/** A file may hold more than its rows became: only who brought it, managers and admins look at it. */
export function canSeeImport(actor: Actor, one: Brought): boolean {
  return actor.role !== "rep" || one.memberId === actor.memberId;
}

/** What a row may change is the right of who brought the file, so nobody else decides how it is read. */
export function canMapImport(actor: Actor, one: Brought): boolean {
  return one.memberId === actor.memberId;
}

/** Managers and admins may stop what a colleague started. */
export function canSteerImport(actor: Actor, one: Brought): boolean {
  return canSeeImport(actor, one);
}
