import { z } from "zod";
import { idField } from "../../schema";

const MAX_CELL_CHARS = 1_000;
const MAX_QUERY_CHARS = 4_000;

/** One field of one row, edited in its list. */
export const cellFormSchema = z.strictObject({
  intent: z.literal("cell"),
  id: idField,
  field: z.string().max(40),
  value: z.string().max(MAX_CELL_CHARS, "too_long"),
  /** What the cell showed: somebody else's change since then is not overwritten unseen. */
  seen: z.string().max(MAX_CELL_CHARS),
  query: z.string().max(MAX_QUERY_CHARS).default(""),
  /** A script asks and takes the answer itself; without one the list is shown again. */
  via: z.literal("script").optional(),
});

export type CellForm = z.infer<typeof cellFormSchema>;
export type CellEdit = Pick<CellForm, "id" | "field" | "value" | "seen">;

/** What an edited cell came to. `stale` tells what somebody else has written there. */
export type CellOutcome =
  | { ok: true }
  | { ok: false; reason: "invalid"; error: string }
  | { ok: false; reason: "stale"; current: string }
  | { ok: false; reason: "archived" };

/** A refused edit, as the cell shows it. */
export type CellTrouble = {
  id: string;
  field: string;
  value: string;
  /** What to send as seen next time: saving again then replaces it knowingly. */
  seen: string;
  /** A key of the "validation" texts. */
  error: string;
  /** Set when somebody else saved first. */
  current?: string;
};

type Parsed<Row> = { ok: true; fields: Partial<Row> } | { ok: false; error: string };

/** How one field is read from a row as text, and from text into a row. */
export type Cell<Row> = { read: (row: Row) => string; parse: (text: string, row: Row) => Parsed<Row> };

export function cell<Row, Value>(
  schema: z.ZodType<Value>,
  { read, write }: { read: (row: Row) => string; write: (value: Value) => Partial<Row> },
): Cell<Row> {
  return {
    read,
    parse(text) {
      const parsed = schema.safeParse(text);
      if (parsed.success) return { ok: true, fields: write(parsed.data) };
      return { ok: false, error: parsed.error.issues[0]?.message ?? "invalid" };
    },
  };
}

type Wanted<Row> = { save: Partial<Row> } | { outcome: CellOutcome };

/** What is to be saved of an edit, or why nothing is. Pure: the caller has locked the row and proven the right. */
export function judgeEdit<Row extends { archivedAt: Date | null }>(
  cells: Readonly<Record<string, Cell<Row>>>,
  row: Row,
  { field, value, seen }: CellEdit,
): Wanted<Row> {
  const known = Object.hasOwn(cells, field) ? cells[field] : undefined;
  if (!known) return { outcome: { ok: false, reason: "invalid", error: "invalid" } };
  if (row.archivedAt) return { outcome: { ok: false, reason: "archived" } };
  const parsed = known.parse(value, row);
  if (!parsed.ok) return { outcome: { ok: false, reason: "invalid", error: parsed.error } };
  const current = known.read(row);
  if (known.read({ ...row, ...parsed.fields }) === current) return { outcome: { ok: true } };
  if (current !== seen) return { outcome: { ok: false, reason: "stale", current } };
  return { save: parsed.fields };
}

/** A refused edit as the cell shows it again; null when it was saved. */
export function troubleOf({ id, field, value, seen }: CellForm, outcome: CellOutcome): CellTrouble | null {
  if (outcome.ok) return null;
  const typed = { id, field, value };
  if (outcome.reason === "invalid") return { ...typed, seen, error: outcome.error };
  if (outcome.reason === "archived") return { ...typed, seen, error: "accounts:stale.archived" };
  return { ...typed, seen: outcome.current, error: "accounts:stale.title", current: outcome.current };
}
