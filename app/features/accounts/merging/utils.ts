import type { Side } from "./schema";

type Texts = Readonly<Record<string, string | null>>;

/** The values of the merged row, field by field from the side that was chosen. */
export function chosenFields<Field extends string>(
  fields: readonly Field[],
  sides: Readonly<Record<Field, Side>>,
  rows: { this: Readonly<Record<Field, string | null>>; other: Readonly<Record<Field, string | null>> },
): Record<Field, string | null> {
  const chosen: Partial<Record<Field, string | null>> = {};
  for (const field of fields) chosen[field] = rows[sides[field]][field];
  return { ...rows.this, ...chosen };
}

/** Fields as they were before, where nobody has changed them since the merge. */
export function fieldsToRestore(before: Texts, merged: Texts, current: Texts): Record<string, string | null> {
  const restored: Record<string, string | null> = {};
  for (const [field, value] of Object.entries(before)) {
    if ((merged[field] ?? null) === (current[field] ?? null) && value !== merged[field])
      restored[field] = value;
  }
  return restored;
}
