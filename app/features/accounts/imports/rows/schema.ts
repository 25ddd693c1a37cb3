import { z } from "zod";
import { emailField, phoneField } from "../../contacts/schema";
import { DECISION_ROLES } from "../../contacts/utils";
import { CURRENCIES } from "../../deals/utils";
import { domainField, nameField, optionalLine, optionalText, readingField } from "../../schema";
import type { RefusedField } from "../fields/schema";
import { fieldKey, readDay } from "./utils";

/** The words by which a file may name things of the workspace, folded, and what they mean. */
export type Vocabulary = {
  /** What an amount without a currency is in. */
  currency: string;
  /** Where a deal begins whose row names no stage. */
  stages: ReadonlyMap<string, string>;
  roles: ReadonlyMap<string, string>;
  /** Active members by address and by name; a name that two have means neither. */
  owners: ReadonlyMap<string, string>;
};

/** One of the words, or nothing where the cell is empty. */
function oneOf(words: ReadonlyMap<string, string>, reason: string) {
  return optionalLine().transform((text, context) => {
    if (text === null) return null;
    const meant = words.get(fieldKey(text)) ?? null;
    if (meant === null) context.addIssue({ code: "custom", message: reason });
    return meant;
  });
}

const day = optionalLine(40).transform((text, context) => {
  if (text === null) return null;
  const found = readDay(text);
  if (found === null) context.addIssue({ code: "custom", message: "date" });
  return found;
});

const currency = optionalLine(20).transform((text, context) => {
  if (text === null) return null;
  const found = CURRENCIES.find((one) => one === text.toUpperCase()) ?? null;
  if (found === null) context.addIssue({ code: "custom", message: "currency" });
  return found;
});

export type RowSchemas = ReturnType<typeof rowSchemas>;
export type AccountFields = z.infer<RowSchemas["accounts"]>;
export type ContactFields = z.infer<RowSchemas["contacts"]>;
export type DealFields = z.infer<RowSchemas["deals"]>;

/** What a row must hold; an empty cell and a missing column are the same. */
export function rowSchemas(words: Vocabulary) {
  return {
    accounts: z.object({
      name: nameField,
      reading: readingField,
      domain: domainField,
      notes: optionalText(),
      owner: oneOf(words.owners, "owner"),
    }),
    contacts: z.object({
      email: emailField,
      name: optionalLine(),
      reading: readingField,
      account: optionalLine(),
      phone: phoneField,
      title: optionalLine(),
      department: optionalLine(),
      decisionRole: oneOf(words.roles, "role").transform(
        (role) => DECISION_ROLES.find((one) => one === role) ?? null,
      ),
    }),
    deals: z.object({
      name: nameField,
      account: nameField,
      stage: oneOf(words.stages, "stage"),
      amount: optionalLine(60),
      currency,
      closeDate: day,
      owner: oneOf(words.owners, "owner"),
    }),
  };
}

/** A row of the file, numbered from 1 without the heading. */
export type FileRow = { number: number; cells: string[] };

export type Refusal = { outcome: "refused"; row: FileRow; field: RefusedField; reason: string };

/** What becomes of a row; `name` tells a person which one is meant. */
export type Judgement =
  | { outcome: "created" | "updated" | "skipped"; row: FileRow; name: string; newAccount: string | null }
  | Refusal;
