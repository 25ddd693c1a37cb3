import { z } from "zod";
import type { Texts } from "./utils";

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

function readTexts(entry: FormDataEntryValue | null): Texts {
  if (typeof entry !== "string") return {};
  try {
    return textsSchema.parse(JSON.parse(entry));
  } catch {
    return {};
  }
}
