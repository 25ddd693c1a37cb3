import { tz } from "@date-fns/tz";
import { endOfDay } from "date-fns";
import { normaliseDomain } from "~/platform/domain-names";

export { normaliseDomain } from "~/platform/domain-names";

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const MAX_ALLOWED_ENTRIES = 200;

/**
 * The one form an address is stored and compared in: lower case, compatibility forms folded (full-width typing), the
 * domain in ASCII (punycode) without a trailing dot. Null when it is no address we would send to; a local part outside
 * ASCII is refused, because look-alike letters can't be told apart by a person. `+tag` is part of the address.
 */
export function normaliseEmail(text: string): string | null {
  if (text.length > 320) return null;
  const folded = text.normalize("NFKC").trim().toLowerCase();
  const at = folded.lastIndexOf("@");
  const local = folded.slice(0, Math.max(at, 0));
  const domain = normaliseDomain(folded.slice(at + 1));
  if (at < 1 || local.length > 64 || domain === null || !LOCAL_PART.test(local)) return null;
  return `${local}@${domain}`;
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1);
}

export type AllowedList = { domains: string[]; emails: string[]; unreadable: string[] };

/** Reads what a member typed into the box of allowed addresses and domains, one a line or separated by commas. */
export function parseAllowed(text: string): AllowedList {
  const list: AllowedList = { domains: [], emails: [], unreadable: [] };
  const entries = text.split(/[\s,、，;；]+/).filter(Boolean);
  for (const [index, entry] of entries.entries()) {
    const email = isAddressLike(entry) ? normaliseEmail(entry) : null;
    const domain = isAddressLike(entry) ? null : normaliseDomain(entry);
    if (index >= MAX_ALLOWED_ENTRIES || (email === null && domain === null)) list.unreadable.push(entry);
    if (email !== null && !list.emails.includes(email)) list.emails.push(email);
    if (domain !== null && !list.domains.includes(domain)) list.domains.push(domain);
  }
  return list;
}

/** Six digits out of what a person typed or pasted: full-width digits, spaces and hyphens are fine. Null otherwise. */
export function normaliseCode(text: string): string | null {
  if (text.length > 40) return null;
  const digits = text.normalize("NFKC").replace(/[\s\-ー‐–—−]/g, "");
  return /^[0-9]{6}$/.test(digits) ? digits : null;
}

/** The last moment of a day (YYYY-MM-DD) in a zone. */
export function lastMomentOf(day: string, timeZone: string): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const zone = tz(timeZone);
  const noon = zone(new Date(Date.UTC(year, month - 1, date, 12)));
  noon.setFullYear(year, month - 1, date);
  return new Date(endOfDay(noon, { in: zone }).getTime());
}

function isAddressLike(entry: string): boolean {
  return entry.normalize("NFKC").lastIndexOf("@") > 0;
}
