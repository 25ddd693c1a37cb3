import { z } from "zod";
import { optionalLine, readingField, requestKey, versionField } from "../schema";
import { normaliseEmail } from "../utils";
import { DECISION_ROLES } from "./utils";

const MAX_EMAIL_CHARS = 254;
const MAX_PHONE_CHARS = 60;

export const emailField = z
  .string("required")
  .transform(normaliseEmail)
  .pipe(z.string().min(1, "required").max(MAX_EMAIL_CHARS, "too_long").pipe(z.email("email")));

/** As people write it, extension and all: nobody dials from here. Full-width digits become plain ones. */
export const phoneField = optionalLine(MAX_PHONE_CHARS).transform((text) =>
  text === null ? null : text.normalize("NFKC"),
);

const contactFields = {
  email: emailField,
  name: optionalLine(),
  reading: readingField,
  phone: phoneField,
  title: optionalLine(),
  department: optionalLine(),
  decisionRole: z
    .union([z.enum(DECISION_ROLES), z.literal("").transform(() => null)], "invalid")
    .default(null),
};

export const newContactSchema = z.strictObject({ ...contactFields, requestKey });
export const contactSchema = z.strictObject({ ...contactFields, version: versionField });

export type NewContact = z.infer<typeof newContactSchema>;
export type ContactChange = z.infer<typeof contactSchema>;
