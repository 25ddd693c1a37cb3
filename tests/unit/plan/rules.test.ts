import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DUE_GROUPS, type DueGroup, dueGroupOf } from "~/features/rooms/plan/mine/utils";
import { isShown, type PlanShow, spansOf, taskTexts } from "~/features/rooms/plan/screen/utils";
import {
  dayPlus,
  daysLate,
  type Health,
  healthOf,
  isOpen,
  reordered,
  TASK_STATUSES,
  type TaskStatus,
} from "~/features/rooms/plan/utils";
import { memberTask } from "./support";

const TODAY = "2026-03-10";

describe("the state of a plan", () => {
  test.each<[number, number, Health | null]>([
    [0, 0, null],
    [30, 0, null],
    [0, 1, "on_track"],
    [0, 500, "on_track"],
    [1, 1, "at_risk"],
    [6, 9, "at_risk"],
    [7, 1, "stalled"],
    [3650, 500, "stalled"],
  ])("with %i days late and %i tasks is %j", (late, tasks, health) => {
    expect(healthOf(late, tasks)).toBe(health);
  });

  test("never gets better by being later", () => {
    const order: (Health | null)[] = ["on_track", "at_risk", "stalled"];
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.nat({ max: 100 }), (late, more) => {
        expect(order.indexOf(healthOf(late + more, 1))).toBeGreaterThanOrEqual(
          order.indexOf(healthOf(late, 1)),
        );
      }),
    );
  });
});

describe("how late a task is", () => {
  test.each<[TaskStatus, string | null, number]>([
    ["to_do", "2026-03-09", 1],
    ["in_progress", "2026-03-03", 7],
    ["to_do", "2026-03-10", 0],
    ["to_do", "2026-03-11", 0],
    ["to_do", "2025-03-10", 365],
    ["to_do", null, 0],
    ["done", "2026-01-01", 0],
    ["cancelled", "2026-01-01", 0],
  ])("%s and due on %j: %i days", (status, dueOn, days) => {
    expect(daysLate({ status, dueOn }, TODAY)).toBe(days);
  });

  test("only open tasks wait for anybody", () => {
    expect(TASK_STATUSES.filter(isOpen)).toEqual(["to_do", "in_progress"]);
  });
});

describe("the heading of one of my tasks", () => {
  test.each<[string | null, DueGroup]>([
    [null, "noDay"],
    ["1900-01-01", "overdue"],
    ["2026-03-09", "overdue"],
    ["2026-03-10", "today"],
    ["2026-03-11", "week"],
    ["2026-03-17", "week"],
    ["2026-03-18", "later"],
    ["2200-12-31", "later"],
  ])("due on %j is %s", (day, group) => {
    expect(dueGroupOf(day, TODAY)).toBe(group);
  });

  test("a later day never stands under an earlier heading", () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.nat({ max: 400 }), (ahead, more) => {
        const place = (days: number) => DUE_GROUPS.indexOf(dueGroupOf(dayPlus(TODAY, days), TODAY));
        expect(place(ahead + more)).toBeGreaterThanOrEqual(place(ahead));
      }),
    );
  });

  test("headings agree with how late a task is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), (ahead) => {
        const dueOn = dayPlus(TODAY, ahead);
        expect(dueGroupOf(dueOn, TODAY) === "overdue").toBe(daysLate({ status: "to_do", dueOn }, TODAY) > 0);
      }),
    );
  });
});

describe("an order", () => {
  const lists = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });

  test.each<[string[], string, string | null, string[] | null]>([
    [["a", "b", "c"], "a", "c", ["b", "a", "c"]],
    [["a", "b", "c"], "a", null, ["b", "c", "a"]],
    [["a", "b", "c"], "c", null, ["a", "b", "c"]],
    [["a", "b", "c"], "b", "a", ["b", "a", "c"]],
    [["a", "b"], "new", "b", ["a", "new", "b"]],
    [[], "new", null, ["new"]],
    [["a", "b"], "a", "a", null],
    [[], "a", "gone", null],
  ])("of %j with %s before %j is %j", (ids, moved, before, result) => {
    expect(reordered(ids, moved, before)).toEqual(result);
  });

  test("loses nobody, and asking twice changes nothing more", () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.option(fc.nat()), (ids, which, to) => {
        const moved = ids[which % ids.length] ?? "";
        const before = to === null ? null : (ids[to % ids.length] ?? null);
        const once = reordered(ids, moved, before);
        if (once === null) {
          expect(before).toBe(moved);
          return;
        }
        expect([...once].sort()).toEqual([...ids].sort());
        expect(reordered(once, moved, before)).toEqual(once);
        expect(once.filter((id) => id !== moved)).toEqual(ids.filter((id) => id !== moved));
      }),
    );
  });
});

describe("a filter", () => {
  const tasks = [
    memberTask({ id: "mine", isMine: true }),
    memberTask({ id: "theirs", side: "viewer" }),
    memberTask({ id: "late", lateDays: 2 }),
    memberTask({ id: "theirLate", side: "viewer", lateDays: 1, isMine: true }),
  ];

  test.each<[PlanShow, string[]]>([
    ["all", ["mine", "theirs", "late", "theirLate"]],
    ["mine", ["mine", "theirLate"]],
    ["buyer", ["theirs", "theirLate"]],
    ["overdue", ["late", "theirLate"]],
  ])("%s shows %j", (show, ids) => {
    expect(tasks.filter((task) => isShown(task, show)).map(({ id }) => id)).toEqual(ids);
  });
});

describe("where a task lies in time", () => {
  const a = memberTask({ id: "a", dueOn: "2026-03-01" });
  const b = memberTask({ id: "b", dueOn: "2026-03-05" });

  test("from the latest of what comes before it to its own day", () => {
    const c = memberTask({ id: "c", dueOn: "2026-03-20", dependsOn: ["a", "b"] });
    expect(spansOf([a, b, c]).at(-1)).toEqual({ id: "c", from: "2026-03-05", to: "2026-03-20" });
    const d = memberTask({ id: "d", dueOn: "2026-03-20", dependsOn: ["a"], dueKind: "task", dueTaskId: "b" });
    expect(spansOf([a, b, d]).at(-1)?.from).toBe("2026-03-05");
  });

  test.each([
    ["what comes before it is due on the same day", { dueOn: "2026-03-05", dependsOn: ["b"] }],
    ["what comes before it is due later", { dueOn: "2026-03-02", dependsOn: ["b"] }],
    ["it waits for nobody", { dueOn: "2026-03-02" }],
    ["what it waits for is gone", { dueOn: "2026-03-02", dependsOn: ["gone"] }],
  ])("it is a day alone where %s", (_, over) => {
    expect(spansOf([a, b, memberTask({ id: "c", ...over })]).at(-1)).toMatchObject({ id: "c", from: null });
  });

  test("a task without a day lies nowhere", () => {
    expect(spansOf([memberTask({ dueOn: null, dependsOn: ["a"] }), a])).toEqual([
      { id: "a", from: null, to: "2026-03-01" },
    ]);
  });
});

describe("a task as the texts of its form", () => {
  test.each([
    [{ side: "member" as const }, "us"],
    [{ side: "viewer" as const }, "them"],
    [{ side: "member" as const, roleName: "Legal" }, "role-us"],
    [{ side: "viewer" as const, roleName: "Legal" }, "role-them"],
    [{ side: "member" as const, memberId: "1".repeat(26) }, `m:${"1".repeat(26)}`],
    [{ side: "viewer" as const, contactId: "2".repeat(26) }, `c:${"2".repeat(26)}`],
  ])("of %j names %s as its owner", (over, owner) => {
    expect(taskTexts(memberTask(over)).owner).toBe(owner);
  });

  test("says nothing for what there is not, and orders what it waits for", () => {
    expect(
      taskTexts(memberTask({ dependsOn: ["c", "a", "b"], dueOffset: -3, internal: true })),
    ).toMatchObject({
      description: "",
      milestoneId: "",
      roleName: "",
      dueDay: "",
      dueTaskId: "",
      internal: "on",
      dueOffset: "-3",
      "dependsOn[]": "a\nb\nc",
      version: "1",
    });
  });
});
