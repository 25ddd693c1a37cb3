import { bounceRate, engagedPeople, reach, repeatRate, sharedCompletion, total } from "../measures";
import type { Headline } from "../schema";
import type { PersonReading } from "./readings";

type PersonTotal = { personKey: string; visits: number; views: number; bounces: number };

export function headlineOf(facts: {
  totals: readonly PersonTotal[];
  readings: readonly PersonReading[];
  knownContacts: ReadonlySet<string>;
}): Headline {
  const { totals, readings, knownContacts } = facts;
  const engaged = new Set(totals.filter(({ visits }) => visits > 0).map(({ personKey }) => personKey));
  const engagedContacts = [...engaged].filter((key) => knownContacts.has(key)).length;
  return {
    people: engagedPeople(totals),
    reach: reach(engagedContacts, knownContacts.size),
    engagedContacts,
    knownContacts: knownContacts.size,
    visits: total(totals, ({ visits }) => visits),
    views: total(totals, ({ views }) => views),
    activeMs: total(readings, ({ activeMs }) => activeMs),
    completion: sharedCompletion(readings),
    repeatRate: repeatRate(totals),
    bounce: bounceRate(totals),
  };
}
