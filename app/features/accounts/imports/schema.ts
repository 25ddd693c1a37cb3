import { z } from "zod";
import type { Role } from "~/features/workspaces/schema";
import { ENCODINGS } from "./csv/schema";

export const IMPORT_KINDS = ["accounts", "contacts", "deals"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const ON_DUPLICATE = ["skip", "update", "create"] as const;
export type OnDuplicate = (typeof ON_DUPLICATE)[number];

export const MAX_IMPORT_BYTES = 50 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 200_000;
export const MAX_IMPORT_COLUMNS = 200;

/** What a column can become, the needed ones first. */
export const IMPORT_FIELDS = {
  accounts: ["name", "reading", "domain", "notes", "owner"],
  contacts: ["email", "name", "reading", "account", "phone", "title", "department", "decisionRole"],
  deals: ["name", "account", "stage", "amount", "currency", "closeDate", "owner"],
} as const;
export type ImportField = (typeof IMPORT_FIELDS)[ImportKind][number];

export const REQUIRED_FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  accounts: ["name"],
  contacts: ["email"],
  deals: ["name", "account"],
};

/** Where the trouble of a refused row lies; `row` when no single field is to blame. */
export type RefusedField = ImportField | "row";

/** Field → index of its column. */
export type Mapping = Readonly<Partial<Record<ImportField, number>>>;

/** Whoever brings the rows: a scope, or what a job knows of it. */
export type Importer = { readonly workspaceId: string; readonly memberId: string; readonly role: Role };

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

export function isImportField(field: string): field is ImportField {
  return field in columnFields;
}
