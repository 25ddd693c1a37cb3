import { z } from "zod";
import { cleanLine, cleanText } from "~/platform/text";

export const MIN_PASSWORD_CHARS = 8;
export const MAX_PASSWORD_CHARS = 200;
const MAX_EMAIL_CHARS = 254;

/** Trimmed, full-width forms folded, lower case. */
export function normaliseEmail(text: string): string {
  return cleanLine(text.normalize("NFKC")).toLowerCase();
}

export const emailSchema = z
  .string()
  .max(MAX_EMAIL_CHARS, "too_long")
  .transform(normaliseEmail)
  .pipe(
    z
      .string()
      .min(1, "required")
      .regex(/^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]+\.[^\s@.<>(),;:"\\[\]]{2,}$/, "email"),
  );

export const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD_CHARS, "password_short")
  .max(MAX_PASSWORD_CHARS, "too_long");

export const nameSchema = z
  .string()
  .transform(cleanLine)
  .pipe(z.string().min(1, "required").max(100, "too_long"));
export const languageSchema = z.enum(["ja", "en"]);

export const signInSchema = z
  .object({
    email: z.string().trim().min(1, "required").max(MAX_EMAIL_CHARS, "too_long"),
    password: z.string().min(1, "required").max(MAX_PASSWORD_CHARS, "too_long"),
    /** Too long to go back to is no reason to keep somebody out. */
    next: z.string().max(2_000).optional().catch(undefined),
  })
  .strict();

export const setUpSchema = z
  .object({
    token: z.string().min(1).max(200),
    workspaceName: nameSchema,
    name: nameSchema,
    email: emailSchema,
    password: newPasswordSchema,
    language: languageSchema,
    timeZone: z.string().max(60).refine(isTimeZone, "invalid"),
  })
  .strict();

export const profileSchema = z
  .object({
    intent: z.literal("profile"),
    name: nameSchema,
    language: z.union([languageSchema, z.literal("")]),
    /** What a form leaves out stays as it is. */
    title: z.string().transform(cleanLine).pipe(z.string().max(100, "too_long")).optional(),
    timeZone: z
      .union([z.literal(""), z.string().max(60, "time_zone").refine(isTimeZone, "time_zone")], "time_zone")
      .optional(),
    signature: z.string().transform(cleanText).pipe(z.string().max(1_000, "too_long")).optional(),
  })
  .strict();

export const passwordSchema = z
  .object({
    intent: z.literal("password"),
    currentPassword: z.string().min(1, "required").max(MAX_PASSWORD_CHARS, "too_long"),
    newPassword: newPasswordSchema,
  })
  .strict();

export const forgotSchema = z.object({ email: emailSchema }).strict();
export const resetSchema = z.object({ password: newPasswordSchema }).strict();

export const emailChangeSchema = z
  .object({
    intent: z.literal("email"),
    email: emailSchema,
    currentPassword: z.string().min(1, "required").max(MAX_PASSWORD_CHARS, "too_long"),
  })
  .strict();

export const endSessionSchema = z
  .object({ intent: z.literal("end-session"), sessionId: z.string().regex(/^[0-9a-f]{64}$/) })
  .strict();

export type SetUp = z.infer<typeof setUpSchema>;

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
