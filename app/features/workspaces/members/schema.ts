import { z } from "zod";
import { isId } from "~/platform/ids";

export const roleField = z.enum(["rep", "manager", "admin"], "choice");
export const memberIdField = z.string("choice").refine(isId, "choice");
export const idOrNone = z.union([z.literal(""), memberIdField], "choice").transform((text) => text || null);

/** `seen…` is what the form showed: whoever saves what another admin has changed meanwhile is asked again. */
export const memberChangeSchema = z.strictObject({
  intent: z.literal("save"),
  role: roleField,
  teamId: idOrNone,
  seenRole: roleField,
  seenTeamId: idOrNone,
});
export type MemberChange = Omit<z.infer<typeof memberChangeSchema>, "intent">;

export const deactivateSchema = z.strictObject({ intent: z.literal("deactivate"), heirId: idOrNone });
export const reactivateSchema = z.strictObject({ intent: z.literal("reactivate") });
