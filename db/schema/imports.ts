import { k } from "../kit";
import { members, workspaces } from "./workspaces";

export const IMPORT_KINDS = ["accounts", "contacts", "deals"] as const;
export const IMPORT_STATES = ["mapping", "running", "paused", "done", "failed", "cancelled"] as const;
export const IMPORT_DUPLICATES = ["skip", "update", "create"] as const;

/** A CSV file on its way into accounts, contacts or deals. A job takes it in batches and can go on where it stopped. */
export const imports = k.table(
  "imports",
  {
    id: k.id(),
    workspaceId: k
      .text()
      .notNull()
      .references(() => workspaces.id, { onDelete: "cascade" }),
    memberId: k
      .text()
      .notNull()
      .references(() => members.id),
    kind: k.oneOf(IMPORT_KINDS).notNull(),
    /** In the file store; removed when the import ends. */
    fileKey: k.text().notNull(),
    fileName: k.text().notNull(),
    sizeBytes: k.bigint().notNull(),
    encoding: k.text().notNull(),
    delimiter: k.text().notNull(),
    columns: k.json<string[]>().notNull(),
    /** Field → index of its column. */
    mapping: k.json<Record<string, number>>(),
    onDuplicate: k.oneOf(IMPORT_DUPLICATES).notNull().default("skip"),
    state: k.oneOf(IMPORT_STATES).notNull().default("mapping"),
    /** Reason code when failed. */
    failure: k.text(),
    /** Rows of the file; null until counted. */
    totalRows: k.int(),
    /** Rows whose fate is committed: where it goes on. */
    doneRows: k.int().notNull().default(0),
    createdRows: k.int().notNull().default(0),
    updatedRows: k.int().notNull().default(0),
    skippedRows: k.int().notNull().default(0),
    refusedRows: k.int().notNull().default(0),
    createdAt: k.time().notNull(),
    finishedAt: k.time(),
  },
  (t) => [k.index("imports_workspace").on(t.workspaceId, t.createdAt)],
);

/** Rows that were not taken, for the error file. */
export const importRefusals = k.table(
  "import_refusals",
  {
    importId: k
      .text()
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    /** 1-based, the header not counted. */
    rowNumber: k.int().notNull(),
    field: k.text().notNull(),
    reason: k.text().notNull(),
    cells: k.json<string[]>().notNull(),
  },
  (t) => [k.primaryKey({ columns: [t.importId, t.rowNumber] })],
);
