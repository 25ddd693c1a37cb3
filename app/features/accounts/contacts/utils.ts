import { foldText } from "~/platform/text";
import { foldedLines } from "../utils";
import type { Contact } from "./data.server";

/** What part a contact plays in the decision, from the most weighty. */
export const DECISION_ROLES = ["decision_maker", "champion", "influencer", "blocker", "user"] as const;

type Named = {
  email: string;
  name: string | null;
  reading?: string | null;
  phone?: string | null;
  title: string | null;
  department: string | null;
};

/** What search and order compare of a contact; every verb that writes one writes them. */
export function contactKeys(contact: Named): { searchText: string; sortKey: string } {
  const { email, name, reading, phone, title, department } = contact;
  return {
    searchText: foldedLines(name, reading, email, title, department, phone),
    sortKey: foldText(reading ?? name ?? email),
  };
}

type ContactTexts = Pick<
  Contact,
  "email" | "name" | "reading" | "phone" | "title" | "department" | "decisionRole" | "version"
>;

/** A stored contact as the texts of its form. */
export function contactTexts(contact: ContactTexts): Record<string, string> {
  return {
    email: contact.email,
    name: contact.name ?? "",
    reading: contact.reading ?? "",
    phone: contact.phone ?? "",
    title: contact.title ?? "",
    department: contact.department ?? "",
    decisionRole: contact.decisionRole ?? "",
    version: String(contact.version),
  };
}
