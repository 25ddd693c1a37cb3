import type { Language } from "./i18n/language";

export type MailParts = {
  language: Language;
  /** What happened and for whom; one paragraph each. */
  lead: readonly string[];
  /** The one address to open. */
  action?: { label: string; url: string };
  /** How long it holds, and what to do when it was not wanted. */
  notes?: readonly string[];
  /** Where the reader ends such mails. */
  ending?: { label: string; url: string };
  /** Plain text of several lines under everything. */
  signature?: string | null;
};

/** The same words as plain text and as HTML. Nothing in it is markup but ours: every part may come from a person. */
export function mailTexts({ language, lead, action, notes = [], ending, signature }: MailParts): {
  text: string;
  html: string;
} {
  const text = [
    ...lead,
    ...(action ? [`${action.label}\n${action.url}`] : []),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
    ...(ending ? [`${ending.label}\n${ending.url}`] : []),
    ...(signature ? [`-- \n${signature}`] : []),
  ].join("\n\n");
  const html = [
    `<html lang="${language}"><body>`,
    ...lead.map((line) => `<p>${escapeHtml(line)}</p>`),
    ...(action ? [`<p><a href="${escapeHtml(action.url)}">${escapeHtml(action.label)}</a></p>`] : []),
    // The address itself too, for mail programs that show no links and for people who look before they click.
    ...(action ? [`<p>${escapeHtml(action.url)}</p>`] : []),
    ...(notes.length > 0 ? [`<p>${notes.map(escapeHtml).join("<br>")}</p>`] : []),
    ...(ending ? [`<p><a href="${escapeHtml(ending.url)}">${escapeHtml(ending.label)}</a></p>`] : []),
    ...(signature ? [`<p>${signature.split("\n").map(escapeHtml).join("<br>")}</p>`] : []),
    "</body></html>",
  ].join("\n");
  return { text: `${text}\n`, html };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
