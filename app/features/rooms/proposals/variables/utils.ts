/** What a proposal may name of the deal it is for, filled in for each reader. In the order of the menu. */
export const VARIABLE_NAMES = [
  "account.name",
  "contact.name",
  "contact.firstName",
  "contact.company",
  "deal.name",
  "deal.amount",
  "deal.closeDate",
  "owner.name",
  "owner.title",
  "owner.email",
  "workspace.name",
  "today",
] as const;

export type VariableName = (typeof VARIABLE_NAMES)[number];

/** The value for one reader, or null where nothing is known: then the fallback is shown. */
export type VariableValues = (name: VariableName) => string | null;

export const MAX_FALLBACK_CHARS = 200;

export function isVariableName(name: unknown): name is VariableName {
  return VARIABLE_NAMES.some((known) => known === name);
}
