import type { Role } from "./schema";

type Actor = { readonly role: Role };

/** Managers look at how the workspace is set up, so that they can say what should be different. */
export function canSeeWorkspaceSettings(actor: Actor): boolean {
  return actor.role !== "rep";
}

export function canChangeWorkspaceSettings(actor: Actor): boolean {
  return actor.role === "admin";
}
