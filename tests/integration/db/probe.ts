import { openPg } from "@db/dialect/pg";
import { openSqlite } from "@db/dialect/sqlite";
import { dialect, k } from "@db/kit";
import type { Database } from "@db/types";
import { newId } from "~/platform/ids";

/** One column of every kind that the kit knows, and one constraint of every kind. */
export const probes = k.table("probes", {
  id: k.id(),
  note: k.text().notNull(),
  kind: k.oneOf(["one", "two"]),
  small: k.int(),
  large: k.bigint(),
  ratio: k.real(),
  flag: k.bool(),
  at: k.time(),
  doc: k.json<unknown>(),
  bytes: k.bytes(),
  parentId: k.text(),
});

const TYPES =
  dialect === "pg"
    ? { big: "bigint", real: "double precision", bool: "boolean", time: "timestamptz(3)", json: "jsonb" }
    : { big: "integer", real: "real", bool: "integer", time: "integer", json: "text" };

/** The table itself, which no migration makes. */
export async function createProbes(database: Database): Promise<void> {
  const { big, real, bool, time, json } = TYPES;
  await database.raw(`CREATE TABLE probes (
    id text PRIMARY KEY NOT NULL, note text NOT NULL, kind text, small integer CHECK (small < 1000), large ${big},
    ratio ${real}, flag ${bool}, at ${time}, doc ${json}, bytes ${dialect === "pg" ? "bytea" : "blob"},
    parent_id text REFERENCES probes(id))`);
  await database.raw("CREATE UNIQUE INDEX probes_note ON probes (note)");
}

export function probe(over: Partial<typeof probes.$inferInsert> = {}): typeof probes.$inferInsert {
  const id = newId();
  return { id, note: `note ${id}`, ...over };
}

/** A database of its own beside the process's `db`. */
export function openDatabase(url: string): Database {
  return dialect === "pg" ? openPg(url) : openSqlite(url.replace(/^file:/, ""));
}

/** The error that the work throws, its causes included in the text. */
export async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; text: string }> {
  const error: unknown = await work.then(
    () => {
      throw new Error("the work was expected to fail");
    },
    (thrown: unknown) => thrown,
  );
  const parts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) parts.push(`${at.name}: ${at.message}`);
  return { error, text: parts.join("\n") };
}

/** A door that one side waits before and the other opens. */
export function makeGate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
