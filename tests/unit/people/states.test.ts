import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canEditPeople } from "~/features/rooms/people/policy";
import { peopleIntent } from "~/features/rooms/people/schema";
import {
  departmentsOf,
  isLevel,
  LEVELS,
  PERSON_STATES,
  personLabel,
  personStateOf,
  SILENT_DAYS,
} from "~/features/rooms/people/utils";
import { mintMemberActor } from "~/features/rooms/scope.server";
import type { Role } from "~/features/workspaces/schema";

const AT = new Date("2026-11-22T03:00:00Z");
const daysAgo = (days: number) => new Date(AT.getTime() - days * 86_400_000);
const facts = { isAsking: false, lastVisitAt: null, invitedAt: null };

describe("the state of a person", () => {
  test.each([
    ["nothing was done for them", facts, "none"],
    ["invited and not come", { ...facts, invitedAt: daysAgo(40) }, "invited"],
    ["came today", { ...facts, lastVisitAt: AT }, "visited"],
    ["came without an invitation", { ...facts, lastVisitAt: daysAgo(1) }, "visited"],
    ["came to the day within the rule", { ...facts, lastVisitAt: daysAgo(SILENT_DAYS) }, "visited"],
    ["came a moment longer ago", { ...facts, lastVisitAt: daysAgo(SILENT_DAYS + 0.001) }, "silent"],
    [
      "came long ago and was invited again",
      { ...facts, lastVisitAt: daysAgo(90), invitedAt: daysAgo(1) },
      "silent",
    ],
    ["waits for an answer, whatever else", { isAsking: true, lastVisitAt: AT, invitedAt: AT }, "asked"],
  ])("%s", (_case, known, state) => {
    expect(personStateOf(known, AT)).toBe(state);
  });

  test("is always one of the states that have words, and asking always comes first", async () => {
    const moment = fc.option(fc.date({ min: daysAgo(400), max: AT, noInvalidDate: true }), { nil: null });
    await fc.assert(
      fc.property(fc.boolean(), moment, moment, (isAsking, lastVisitAt, invitedAt) => {
        const state = personStateOf({ isAsking, lastVisitAt, invitedAt }, AT);
        expect(PERSON_STATES).toContain(state);
        expect(state === "asked").toBe(isAsking);
      }),
    );
  });
});

describe("the columns of the map", () => {
  test("are the departments once each in a steady order, and the place of those without one last", () => {
    const people = ["購買部", null, "IT", "購買部", "Legal", null].map((department) => ({ department }));
    expect(departmentsOf(people)).toEqual(["IT", "Legal", "購買部", ""]);
  });

  test("count whoever was just taken out of a department among those without one", () => {
    expect(departmentsOf([{ department: "" }, { department: "IT" }])).toEqual(["IT", ""]);
  });

  test("have a place for people even when there is nobody", () => {
    expect(departmentsOf([])).toEqual([""]);
  });
});

test("a person without a name is called by the address", () => {
  expect(personLabel({ name: null, email: "sora@hinoki.example" })).toBe("sora@hinoki.example");
  expect(personLabel({ name: "空", email: "sora@hinoki.example" })).toBe("空");
});

test("levels are the three that the map has", () => {
  expect([0, 1, 2, 3, 4, 1.5, Number.NaN].filter(isLevel)).toEqual([...LEVELS]);
});

describe("who may change the committee", () => {
  const actor = (role: Role, over: { isArchived?: boolean; memberId?: string } = {}) =>
    mintMemberActor({
      workspaceId: "w1",
      roomId: "r1",
      memberId: "m1",
      role,
      roomOwnerId: "m1",
      isArchived: false,
      ...over,
    });

  test.each([
    ["the rep whose room it is", actor("rep"), true],
    ["another rep", actor("rep", { memberId: "m2" }), false],
    ["a manager", actor("manager", { memberId: "m2" }), true],
    ["an admin", actor("admin", { memberId: "m2" }), true],
    ["nobody once the room is archived", actor("admin", { isArchived: true }), false],
  ])("%s", (_who, member, may) => {
    expect(canEditPeople(member)).toBe(may);
  });
});

const ID = "01m81hf2mypzjwdzgdazwyybbd";

describe("what the screen may ask for", () => {
  const place = { intent: "place", contactId: ID, version: "2" };
  const read = (form: Record<string, string>) => peopleIntent.safeParse(form);

  test("a cell of the map: no level and no department is a cell too", () => {
    expect(read({ ...place, level: "", department: "" }).data).toMatchObject({
      level: null,
      department: null,
    });
    expect(read({ ...place, level: "2", department: " 購買部 " }).data).toMatchObject({
      level: 2,
      department: "購買部",
    });
  });

  test.each([
    ["a level there is not", { ...place, level: "4", department: "" }],
    ["a level that is no number", { ...place, level: "top", department: "" }],
    ["a role there is not", { ...place, intent: "change", level: "", decisionRole: "king" }],
    ["a field that nobody asked for", { ...place, level: "", workspaceId: "w2" }],
    ["no version", { intent: "place", contactId: ID, level: "1" }],
    ["an intent there is not", { intent: "promote", contactId: ID }],
    ["a removal of nobody", { intent: "remove" }],
    ["an answer to no request", { intent: "allow", contactId: ID }],
  ])("%s is refused", (_case, form) => {
    expect(read(form).success).toBe(false);
  });

  test("a new person needs a real address", () => {
    const create = { intent: "create", requestKey: ID, name: "空", email: "sora" };
    const answer = read(create);
    expect(answer.error?.issues.map(({ path }) => path[0])).toContain("email");
  });
});
