import type { Role } from "~/features/workspaces/schema";
import { canEditOwned } from "../policy";

type Actor = { readonly role: Role; readonly memberId: string };

export function canEditDeal(actor: Actor, deal: { readonly ownerId: string }): boolean {
  return canEditOwned(actor, deal);
}
