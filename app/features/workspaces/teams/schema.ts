import { z } from "zod";
import { isId } from "~/platform/ids";
import { cleanLine } from "~/platform/text";
import { idOrNone, memberIdField } from "../members/schema";

const name = z.string().transform(cleanLine).pipe(z.string().min(1, "required").max(60, "too_long"));

export const newTeamSchema = z.strictObject({ name, requestKey: z.string().refine(isId) });
export type NewTeam = z.infer<typeof newTeamSchema>;

export const teamSchema = z.strictObject({
  intent: z.literal("save"),
  name,
  /** Left out by who may not say who leads. */
  leaderId: idOrNone.optional(),
  memberIds: z.array(memberIdField).max(1_000).default([]),
});
export type TeamChange = Omit<z.infer<typeof teamSchema>, "intent">;

export const deleteTeamSchema = z.strictObject({ intent: z.literal("delete") });
