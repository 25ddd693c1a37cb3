import { readCookie, setCookie } from "~/platform/http/cookies.server";
import { newId } from "~/platform/ids";
import { type Archived, type ArchivedRef, archivedSchema } from "./schema";

const COOKIE = "engawa_archived";
/** Long enough for the page it leads to; which says it once, however often it reads it. */
const SECONDS = 20;
const MAX_NAME_CHARS = 200;

/** For the answer that leads away from what was archived. */
export function tellArchived(name: string, ref: ArchivedRef): { headers: { "set-cookie": string } } {
  const archived: Archived = { key: newId(), name: name.slice(0, MAX_NAME_CHARS), ref };
  return {
    headers: { "set-cookie": setCookie(COOKIE, JSON.stringify(archived), { maxAgeSeconds: SECONDS }) },
  };
}

export function readArchived(request: Request): Archived | null {
  const text = readCookie(request, COOKIE);
  if (text === null) return null;
  try {
    const parsed = archivedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
