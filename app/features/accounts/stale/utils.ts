export type Texts = Readonly<Record<string, string>>;

export type Stale = {
  /** What the form is filled with next: what was typed, and theirs where nothing was typed. */
  values: Record<string, string>;
  /** What they saved: the texts seen from now on. */
  saved: Texts;
  /** Fields that only they changed. */
  taken: string[];
};

/** Joins what one person typed with what another saved meanwhile; `seen` is what the first one started from. */
export function mergeStale({ typed, seen, saved }: { typed: Texts; seen: Texts; saved: Texts }): Stale {
  const values: Record<string, string> = { ...typed };
  const taken: string[] = [];
  for (const [field, theirs] of Object.entries(saved)) {
    const isUntouched = seen[field] !== undefined && (typed[field] ?? "").trim() === seen[field].trim();
    if (!isUntouched || theirs === typed[field] || field === "version") continue;
    values[field] = theirs;
    taken.push(field);
  }
  return { values: { ...values, version: saved.version ?? "" }, saved, taken };
}

/** Fields that both changed, each to something else. */
export function conflictsOf(typed: Texts, saved: Texts, seen: Texts | undefined, fields: readonly string[]) {
  return fields.filter((field) => {
    const [mine, theirs] = [(typed[field] ?? "").trim(), saved[field] ?? ""];
    return mine !== theirs && (seen?.[field] === undefined || theirs !== seen[field]);
  });
}
