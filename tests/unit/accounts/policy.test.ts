import { expect, test } from "vitest";
import { canEditDeal } from "~/features/accounts/deals/policy";
import { canEditAccount } from "~/features/accounts/policy";

test.each([
  ["rep", "own", true],
  ["rep", "another's", false],
  ["manager", "own", true],
  ["manager", "another's", true],
  ["admin", "own", true],
  ["admin", "another's", true],
] as const)("a %s and %s account or deal: may change it: %s", (role, whose, allowed) => {
  const row = { ownerId: whose === "own" ? "me" : "someone" };
  expect(canEditAccount({ role, memberId: "me" }, row)).toBe(allowed);
  expect(canEditDeal({ role, memberId: "me" }, row)).toBe(allowed);
});
