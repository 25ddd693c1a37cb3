import { z } from "zod";
import { isId } from "~/platform/ids";
import { cleanLine, cleanText } from "~/platform/text";
import { normaliseDomain, normaliseReading } from "./utils";

export const MAX_NAME_CHARS = 200;
export const MAX_NOTES_CHARS = 10_000;

/** Made by the loader and kept in the form: a repeated request has the id of the first. */
export const requestKey = z.string("required").refine(isId, "invalid");
export const idField = z.string("required").refine(isId, "invalid");
/** The version the form was filled from. */
export const versionField = z
  .string("required")
  .regex(/^\d{1,9}$/, "invalid")
  .transform(Number);

export const nameField = z
  .string("required")
  .transform(cleanLine)
  .pipe(z.string().min(1, "required").max(MAX_NAME_CHARS, "too_long"));

export function optionalLine(maxChars = MAX_NAME_CHARS) {
  return z
    .string()
    .default("")
    .transform(cleanLine)
    .pipe(z.string().max(maxChars, "too_long"))
    .transform((text) => text || null);
}

export function optionalText(maxChars = MAX_NOTES_CHARS) {
  return z
    .string()
    .default("")
    .transform(cleanText)
    .pipe(z.string().max(maxChars, "too_long"))
    .transform((text) => text || null);
}

/** Kana of any kind, kept in hiragana. */
export const readingField = optionalLine().transform((text) => text && normaliseReading(text));

export const domainField = optionalLine(1000).transform((text, context) => {
  if (text === null) return null;
  const domain = normaliseDomain(text);
  if (domain === null) context.addIssue({ code: "custom", message: "domain" });
  return domain;
});

const accountFields = {
  name: nameField,
  reading: readingField,
  domain: domainField,
  notes: optionalText(),
};

export const newAccountSchema = z.strictObject({ ...accountFields, requestKey });
export const accountSchema = z.strictObject({ ...accountFields, ownerId: idField, version: versionField });

export type NewAccount = z.infer<typeof newAccountSchema>;
export type AccountChange = z.infer<typeof accountSchema>;

/** What an edit came to: saved, or refused because someone else saved first, with what they saved. */
export type Edit<Row> = { ok: true; row: Row } | { ok: false; reason: "stale"; current: Row };

const MAX_LIST_PAGE = 1000;

/** The forms that only ask for one thing to be done. */
export const restoreSchema = z.strictObject({ intent: z.literal("restore") });
export const archiveSchema = z.strictObject({
  intent: z.literal("archive"),
  acceptsHanging: z.literal("on").optional(),
});

/** Which page of a timeline an address asks for. */
export const timelineSchema = z.object({
  activity: z.coerce.number().int().min(1).max(MAX_LIST_PAGE).catch(1),
});
