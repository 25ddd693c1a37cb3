import { cleanLine, foldText } from "~/platform/text";
import type { Account } from "./data.server";

/** Trimmed, lower case; full-width letters and signs become plain ones. */
export function normaliseEmail(text: string): string {
  return cleanLine(text.normalize("NFKC")).toLowerCase();
}

/** The bare host of a domain, an address or a URL in its ASCII form; null when it is none. */
export function normaliseDomain(text: string): string | null {
  const bare = cleanLine(text.normalize("NFKC"))
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, "")
    .replace(/^.*@/, "")
    .replace(/[/?#:].*$/, "");
  if (!URL.canParse(`https://${bare}`)) return null;
  const host = new URL(`https://${bare}`).hostname.replace(/\.$/, "");
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(host) ? host : null;
}

/** A reading in hiragana whatever kana was typed, so that readings sort and match as people expect. */
export function normaliseReading(text: string): string {
  return foldText(text);
}

type Named = { name: string; reading: string | null; domain: string | null };

/** What search and order compare of an account; every verb that writes one writes them. */
export function accountKeys({ name, reading, domain }: Named): { searchText: string; sortKey: string } {
  return { searchText: foldedLines(name, reading, domain), sortKey: foldText(reading ?? name) };
}

/** Folded texts, one a line, so that no word matches across two of them. */
export function foldedLines(...texts: (string | null | undefined)[]): string {
  return texts.flatMap((text) => (text ? [foldText(text)] : [])).join("\n");
}

type AccountTexts = Pick<Account, "name" | "reading" | "domain" | "notes" | "ownerId" | "version">;

/** A stored account as the texts of its form. */
export function accountTexts(account: AccountTexts): Record<string, string> {
  return {
    name: account.name,
    reading: account.reading ?? "",
    domain: account.domain ?? "",
    notes: account.notes ?? "",
    ownerId: account.ownerId,
    version: String(account.version),
  };
}
