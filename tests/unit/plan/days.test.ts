import { describe, expect, test } from "vitest";
import { type DueTask, dueDays, findCircle } from "~/features/rooms/plan/due/utils";
import { dueGroupOf } from "~/features/rooms/plan/mine/utils";
import { canAssign, canComment, canEditPlan, canSeeTask, canWorkOn } from "~/features/rooms/plan/policy";
import { dayPlus, daysBetween, daysLate, healthOf, reordered } from "~/features/rooms/plan/utils";
import type { MemberActor, ViewerActor } from "~/features/rooms/schema";

const task = (id: string, over: Partial<DueTask> = {}): DueTask => ({
  id,
  dueKind: "none",
  dueDay: null,
  dueOffset: 0,
  dueTaskId: null,
  ...over,
});
const ANCHORS = { roomDay: "2026-02-27", closeDay: null };

describe("due days", () => {
  test("follow a chain in whatever order the tasks come", () => {
    const tasks = [
      task("c", { dueKind: "task", dueTaskId: "b", dueOffset: 1 }),
      task("b", { dueKind: "task", dueTaskId: "a", dueOffset: 2 }),
      task("a", { dueKind: "room", dueOffset: 1 }),
    ];
    expect(Object.fromEntries(dueDays(tasks, ANCHORS))).toEqual({
      a: "2026-02-28",
      b: "2026-03-02",
      c: "2026-03-03",
    });
  });

  test("are unknown where the chain leads nowhere, and a circle ends", () => {
    const tasks = [
      task("close", { dueKind: "close", dueOffset: 1 }),
      task("gone", { dueKind: "task", dueTaskId: "nobody" }),
      task("x", { dueKind: "task", dueTaskId: "y" }),
      task("y", { dueKind: "task", dueTaskId: "x" }),
    ];
    expect([...dueDays(tasks, ANCHORS).values()]).toEqual([null, null, null, null]);
  });

  test("of a chain of thousands are found without deep calls", () => {
    const tasks = Array.from({ length: 5000 }, (_, n) =>
      task(`t${n}`, n === 0 ? { dueKind: "room" } : { dueKind: "task", dueTaskId: `t${n - 1}` }),
    );
    expect(dueDays(tasks.reverse(), ANCHORS).get("t4999")).toBe("2026-02-27");
  });

  test("count calendar days across months, leap years and the ends of the calendar", () => {
    expect(dayPlus("2028-02-28", 1)).toBe("2028-02-29");
    expect(dayPlus("2026-03-01", -1)).toBe("2026-02-28");
    expect(dayPlus("2200-12-31", 1)).toBeNull();
    expect(dayPlus("1900-01-01", -1)).toBeNull();
    expect(dayPlus("9999-12-31", 1e15)).toBeNull();
    expect(daysBetween("2026-03-01", "2026-02-27")).toBe(-2);
  });
});

test("a circle is told in its order, and what only touches one is none", () => {
  const edges = new Map([
    ["a", ["b", "d"]],
    ["b", ["c"]],
    ["c", ["a"]],
    ["d", []],
    ["e", ["a"]],
  ]);
  expect(findCircle("a", edges)).toEqual(["a", "b", "c"]);
  expect(findCircle("e", edges)).toBeNull();
  expect(findCircle("d", edges)).toBeNull();
  expect(findCircle("s", new Map([["s", ["s"]]]))).toEqual(["s"]);
});

test("the state of a plan", () => {
  expect([0, 1, 6, 7, 100].map((late) => healthOf(late, 1))).toEqual([
    "on_track",
    "at_risk",
    "at_risk",
    "stalled",
    "stalled",
  ]);
  expect(healthOf(7, 0)).toBeNull();
  expect(daysLate({ status: "done", dueOn: "2026-01-01" }, "2026-02-01")).toBe(0);
  expect(daysLate({ status: "to_do", dueOn: "2026-01-31" }, "2026-02-01")).toBe(1);
});

test("a list in a new order", () => {
  expect(reordered(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"]);
  expect(reordered(["a", "b"], "x", null)).toEqual(["a", "b", "x"]);
  expect(reordered(["a", "b"], "a", "gone")).toBeNull();
});

test("headings of one's own tasks", () => {
  const groups = [null, "2026-03-09", "2026-03-10", "2026-03-17", "2026-03-18"].map((day) =>
    dueGroupOf(day, "2026-03-10"),
  );
  expect(groups).toEqual(["noDay", "overdue", "today", "week", "later"]);
});

describe("who may do what", () => {
  const member = {
    kind: "member",
    workspaceId: "w",
    roomId: "r",
    memberId: "m",
    role: "rep",
    roomOwnerId: "m",
    isArchived: false,
  } as MemberActor;
  const viewer = {
    kind: "viewer",
    workspaceId: "w",
    roomId: "r",
    viewerId: "v",
    linkId: "l",
    contactId: null,
    email: "ren@hinoki.example",
    identity: "claimed",
    preview: false,
  } as ViewerActor;
  const ours = { internal: false, side: "member" as const, memberId: null };
  const theirs = { ...ours, side: "viewer" as const };
  const secret = { ...ours, internal: true };

  test("the room's owner, managers and admins edit; nobody an archived room", () => {
    expect(canEditPlan(member)).toBe(true);
    expect(canEditPlan({ ...member, roomOwnerId: "other" })).toBe(false);
    expect(canEditPlan({ ...member, roomOwnerId: "other", role: "manager" })).toBe(true);
    expect(canEditPlan({ ...member, isArchived: true })).toBe(false);
    expect(canEditPlan(viewer)).toBe(false);
  });

  test("buyers work on their side's tasks, never on the team's own", () => {
    expect([ours, theirs, secret].map((one) => canWorkOn(viewer, one))).toEqual([false, true, false]);
    expect([ours, theirs, secret].map((one) => canSeeTask(viewer, one))).toEqual([true, true, false]);
    expect([ours, theirs, secret].map((one) => canComment(viewer, one))).toEqual([true, true, false]);
    expect(canWorkOn({ ...viewer, preview: true }, theirs)).toBe(false);
    expect(canComment({ ...viewer, preview: true }, theirs)).toBe(false);
  });

  test("assigning needs an address", () => {
    expect(canAssign(viewer, theirs)).toBe(true);
    expect(canAssign({ ...viewer, identity: "anonymous" }, theirs)).toBe(false);
    expect(canAssign({ ...member, roomOwnerId: "other" }, theirs)).toBe(false);
  });

  test("a colleague works on what is theirs", () => {
    const colleague = { ...member, roomOwnerId: "other" };
    expect(canWorkOn(colleague, { ...ours, memberId: "m" })).toBe(true);
    expect(canWorkOn(colleague, ours)).toBe(false);
    expect(canWorkOn({ ...colleague, isArchived: true }, { ...ours, memberId: "m" })).toBe(false);
  });
});
