import { z } from "zod";
import { ENCODINGS } from "./csv/schema";
import { IMPORT_KINDS, type ImportField, isImportField, ON_DUPLICATE } from "./fields/schema";

export const importKindSchema = z.enum(IMPORT_KINDS);

const column = z
  .string()
  .regex(/^\d{0,3}$/, "invalid")
  .optional()
  .transform((text) => (text ? Number(text) : null));

/** The fields of every kind; those of another kind are not in the form. */
const columnFields = {
  name: column,
  reading: column,
  domain: column,
  notes: column,
  owner: column,
  email: column,
  account: column,
  phone: column,
  title: column,
  department: column,
  decisionRole: column,
  stage: column,
  amount: column,
  currency: column,
  closeDate: column,
} satisfies Record<ImportField, typeof column>;

export const formatSchema = z.strictObject({
  intent: z.literal("format"),
  encoding: z.enum(ENCODINGS, "invalid"),
  delimiter: z.enum(["comma", "tab", "semicolon"], "invalid"),
});

export const mappingSchema = z
  .strictObject({
    intent: z.enum(["map", "start"]),
    onDuplicate: z.enum(ON_DUPLICATE, "invalid"),
    ...columnFields,
  })
  .transform(({ intent, onDuplicate, ...columns }) => {
    const mapping: Partial<Record<ImportField, number>> = {};
    for (const [field, index] of Object.entries(columns)) {
      if (index !== null && isImportField(field)) mapping[field] = index;
    }
    return { intent, onDuplicate, mapping };
  });

export const steerSchema = z.strictObject({ intent: z.enum(["pause", "resume", "cancel"]) });
