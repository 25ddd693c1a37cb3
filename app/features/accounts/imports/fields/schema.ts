import type { Role } from "~/features/workspaces/schema";

export const IMPORT_KINDS = ["accounts", "contacts", "deals"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export const ON_DUPLICATE = ["skip", "update", "create"] as const;
export type OnDuplicate = (typeof ON_DUPLICATE)[number];

export const MAX_IMPORT_BYTES = 50 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 200_000;
export const MAX_IMPORT_COLUMNS = 200;
/** Of one member: uploaded and not finished, each with its file. */
export const MAX_OPEN_IMPORTS = 5;
/** The states of an import that has not ended. */
export const OPEN_STATES = ["mapping", "running", "paused"] as const;

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

const FIELDS = new Set<string>(Object.values(IMPORT_FIELDS).flat());

export function isImportField(field: string): field is ImportField {
  return FIELDS.has(field);
}
