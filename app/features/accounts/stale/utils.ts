import { z } from "zod";

export type Texts = Readonly<Record<string, string>>;

const textsSchema = z.record(z.string(), z.string());
const SEEN = "seen";
const THEIRS = "theirs";
const PICK = "pick.";

/**
 * Takes out of a form what only serves a merge: the texts it was first filled with, and the choices made after a refused
 * save. Where theirs was chosen the field gets it. Returns the texts first seen.
 */
export function takeStaleFields(form: FormData): Texts {
  const seen = readTexts(form.get(SEEN));
  const theirs = readTexts(form.get(THEIRS));
  for (const name of [...form.keys()]) {
    if (!name.startsWith(PICK)) continue;
    const field = name.slice(PICK.length);
    if (form.get(name) === "theirs" && theirs[field] !== undefined) form.set(field, theirs[field]);
    form.delete(name);
  }
  form.delete(SEEN);
  form.delete(THEIRS);
  return seen;
}

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

function readTexts(entry: FormDataEntryValue | null): Texts {
  if (typeof entry !== "string") return {};
  try {
    return textsSchema.parse(JSON.parse(entry));
  } catch {
    return {};
  }
}
