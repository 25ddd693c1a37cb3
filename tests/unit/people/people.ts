import type { ShownPerson } from "~/features/rooms/people/components/people-list";

export const person = (over: Partial<ShownPerson> & { contactId: string }): ShownPerson => ({
  accountId: "a1",
  name: null,
  email: `${over.contactId}@hinoki.example`,
  title: null,
  department: null,
  decisionRole: null,
  level: null,
  introducedById: null,
  introducedBy: null,
  state: "none",
  lastVisitAt: null,
  invitedAt: null,
  version: 1,
  ...over,
});

export const REN = person({
  contactId: "ren",
  name: "北川 蓮",
  title: "購買部長",
  department: "購買部",
  decisionRole: "decision_maker",
  level: 2,
  state: "visited",
  lastVisitAt: "2026-11-20T03:00:00Z",
  invitedAt: "2026-11-01T00:00:00Z",
  version: 4,
});
export const EMA = person({
  contactId: "ema",
  name: "Ema Mori",
  department: "IT",
  decisionRole: "blocker",
  level: 1,
  introducedById: "ren",
  introducedBy: "北川 蓮",
  state: "silent",
});
export const NOBODY_YET = person({ contactId: "sora" });
export const PEOPLE = [REN, EMA, NOBODY_YET];
