import type { Role } from "~/features/workspaces/schema";

type Actor = { readonly memberId: string; readonly role: Role };

/** Whoever made it, managers and admins; nobody changes what comes with the product. */
export function canEditTemplate(
  actor: Actor,
  template: { readonly isBuiltIn: boolean; readonly createdById: string | null },
): boolean {
  return !template.isBuiltIn && (actor.role !== "rep" || template.createdById === actor.memberId);
}
