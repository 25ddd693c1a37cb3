import { z } from "zod";
import { emailSchema, languageSchema, nameSchema, newPasswordSchema } from "~/features/auth/schema";
import { isId } from "~/platform/ids";
import { idOrNone, roleField } from "../members/schema";

export const INVITE_DAYS = 7;
const inviteId = z.string().refine(isId, "choice");

export const newInviteSchema = z.strictObject({
  intent: z.literal("invite"),
  requestKey: z.string().refine(isId),
  email: emailSchema,
  role: roleField,
  teamId: idOrNone,
  language: languageSchema,
});
export type NewInvite = Omit<z.infer<typeof newInviteSchema>, "intent">;

export const inviteIntentSchema = z.strictObject({ intent: z.enum(["resend", "withdraw"]), inviteId });

/** For somebody whom the installation does not know yet. */
export const joinSchema = z.strictObject({
  intent: z.literal("join"),
  name: nameSchema,
  password: newPasswordSchema,
});

/** For somebody who is signed in. */
export const acceptSchema = z.strictObject({ intent: z.enum(["accept", "sign-out"]) });

export type InviteState = "open" | "accepted" | "withdrawn" | "expired";
