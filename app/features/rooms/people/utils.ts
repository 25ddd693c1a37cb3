import { DECISION_ROLES } from "~/features/accounts/contacts/utils";

export { DECISION_ROLES };
export type DecisionRole = (typeof DECISION_ROLES)[number];

/** 1 top management, 2 heads, 3 staff. */
export const LEVELS = [1, 2, 3] as const;
export type Level = (typeof LEVELS)[number];
/** Somebody who came before and has not come for so long has fallen silent. */
export const SILENT_DAYS = 14;

export const PERSON_STATES = ["asked", "visited", "silent", "invited", "none"] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** An open request counts first, because somebody waits for it; then what the person did; then what was done for them. */
export function personStateOf(
  facts: { isAsking: boolean; lastVisitAt: Date | null; invitedAt: Date | null },
  at: Date,
): PersonState {
  if (facts.isAsking) return "asked";
  if (facts.lastVisitAt) {
    const days = (at.getTime() - facts.lastVisitAt.getTime()) / 86_400_000;
    return days > SILENT_DAYS ? "silent" : "visited";
  }
  return facts.invitedAt ? "invited" : "none";
}

/** What members see of one person of the buying committee. */
export type Person = {
  contactId: string;
  accountId: string;
  name: string | null;
  email: string;
  title: string | null;
  department: string | null;
  decisionRole: DecisionRole | null;
  level: Level | null;
  introducedById: string | null;
  introducedBy: string | null;
  state: PersonState;
  lastVisitAt: Date | null;
  invitedAt: Date | null;
  version: number;
};

/** The columns of the map: departments in the order of their first letters, those without one last. */
export function departmentsOf(people: readonly Pick<Person, "department">[]): string[] {
  const named = new Set(people.flatMap(({ department }) => department || []));
  return [...[...named].sort((a, b) => (a < b ? -1 : 1)), ""];
}

export function isLevel(value: number): value is Level {
  return LEVELS.some((level) => level === value);
}

/** The name, else the address. */
export function personLabel(person: { name: string | null; email: string }): string {
  return person.name ?? person.email;
}
