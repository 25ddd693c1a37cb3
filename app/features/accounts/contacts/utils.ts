import type { Contact } from "./data.server";

/** What part a contact plays in the decision, from the most weighty. */
export const DECISION_ROLES = ["decision_maker", "champion", "influencer", "blocker", "user"] as const;

type ContactTexts = Pick<Contact, "email" | "name" | "title" | "department" | "decisionRole" | "version">;

/** A stored contact as the texts of its form. */
export function contactTexts(contact: ContactTexts): Record<string, string> {
  return {
    email: contact.email,
    name: contact.name ?? "",
    title: contact.title ?? "",
    department: contact.department ?? "",
    decisionRole: contact.decisionRole ?? "",
    version: String(contact.version),
  };
}
