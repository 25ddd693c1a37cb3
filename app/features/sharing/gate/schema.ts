import { z } from "zod";
import { normaliseCode, normaliseEmail } from "../utils";

const email = z
  .string()
  .max(320, "email")
  .transform((text, context) => {
    const address = normaliseEmail(text);
    if (address === null)
      context.addIssue({ code: "custom", message: text.trim() === "" ? "required" : "email" });
    return address ?? "";
  });

const code = z
  .string()
  .max(40, "code")
  .transform((text, context) => {
    const digits = normaliseCode(text);
    if (digits === null) context.addIssue({ code: "custom", message: "buyer:gate.errors.sixDigits" });
    return digits ?? "";
  });

export const gateEmailSchema = z.object({ intent: z.literal("email"), email }).strict();
export const gateCodeSchema = z.object({ intent: z.literal("code"), code }).strict();
export const gateStepSchema = z.object({ intent: z.enum(["resend", "restart"]) }).strict();
