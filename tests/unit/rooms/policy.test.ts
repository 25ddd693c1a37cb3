import { expect, test } from "vitest";
import { canCreateRoom, canEditPages, canEditRoom } from "~/features/rooms/policy";

test.each([
  ["rep", "own", true],
  ["rep", "another's", false],
  ["manager", "another's", true],
  ["admin", "another's", true],
] as const)("a %s and %s room or deal: may change it: %s", (role, whose, allowed) => {
  const actor = { role, memberId: "me" };
  const row = { ownerId: whose === "own" ? "me" : "someone", archivedAt: null };
  expect(canEditRoom(actor, row)).toBe(allowed);
  expect(canEditPages(actor, row)).toBe(allowed);
  expect(canCreateRoom(actor, row)).toBe(allowed);
});

test("nobody changes the pages of an archived room or makes a room for an archived deal", () => {
  const admin = { role: "admin", memberId: "me" } as const;
  const archived = { ownerId: "me", archivedAt: new Date() };
  expect([canEditPages(admin, archived), canCreateRoom(admin, archived)]).toEqual([false, false]);
  expect(canEditRoom(admin, archived)).toBe(true);
});
