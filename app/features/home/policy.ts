import type { Role } from "~/features/workspaces/schema";
import { WHOSE, type Whose } from "./schema";

/** Reps look after what they own. Managers and admins may look wider; at a team only when there is one. */
export function whoseChoices(actor: { readonly role: Role; readonly hasTeam: boolean }): Whose[] {
  if (actor.role === "rep") return ["mine"];
  return WHOSE.filter((whose) => whose !== "team" || actor.hasTeam);
}

/** What was asked for where it is allowed; else the widest that concerns the person daily. */
export function chosenWhose(choices: readonly Whose[], asked: Whose | null): Whose {
  if (asked && choices.includes(asked)) return asked;
  if (choices.includes("team")) return "team";
  return choices.includes("everyone") ? "everyone" : "mine";
}
