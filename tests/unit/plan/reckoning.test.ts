import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DueTask, dueDays, findCircle } from "~/features/rooms/plan/due/utils";
import {
  type DueKind,
  dayPlus,
  daysBetween,
  MAX_OFFSET_DAYS,
  planSections,
} from "~/features/rooms/plan/utils";

const task = (id: string, over: Partial<DueTask> = {}): DueTask => ({
  id,
  dueKind: "none",
  dueDay: null,
  dueOffset: 0,
  dueTaskId: null,
  ...over,
});
const hanging = (id: string, dueTaskId: string, dueOffset = 0) =>
  task(id, { dueKind: "task", dueTaskId, dueOffset });
const ANCHORS = { roomDay: "2026-01-31", closeDay: "2026-12-31" };
const dayOf = (one: DueTask, anchors: Parameters<typeof dueDays>[1] = ANCHORS) =>
  dueDays([one], anchors).get(one.id);

describe("the day of one task", () => {
  test.each<[DueKind, Partial<DueTask>, string | null]>([
    ["none", {}, null],
    ["none", { dueDay: "2026-05-05", dueOffset: 4 }, null],
    ["day", { dueDay: "2026-05-05" }, "2026-05-05"],
    ["day", { dueDay: "2026-05-05", dueOffset: 30 }, "2026-05-05"],
    ["day", { dueDay: null }, null],
    ["room", {}, "2026-01-31"],
    ["room", { dueOffset: 1 }, "2026-02-01"],
    ["room", { dueOffset: 28 }, "2026-02-28"],
    ["room", { dueOffset: 29 }, "2026-03-01"],
    ["room", { dueOffset: -31 }, "2025-12-31"],
    ["close", {}, "2026-12-31"],
    ["close", { dueOffset: 1 }, "2027-01-01"],
    ["close", { dueOffset: -30 }, "2026-12-01"],
    ["close", { dueOffset: -365 }, "2025-12-31"],
    ["task", { dueTaskId: null }, null],
    ["task", { dueTaskId: "gone", dueOffset: 3 }, null],
  ])("that hangs on %s with %j is %j", (dueKind, over, day) => {
    expect(dayOf(task("a", { dueKind, ...over }))).toBe(day);
  });

  test.each([
    ["2200-12-31", 0, "2200-12-31"],
    ["2200-12-31", 1, null],
    ["1900-01-01", 0, "1900-01-01"],
    ["1900-01-01", -1, null],
    ["2195-01-01", MAX_OFFSET_DAYS, null],
    ["2190-12-31", MAX_OFFSET_DAYS, "2200-12-29"],
    ["9999-12-31", 0, null],
    ["9999-12-31", 1, null],
    ["", 1, null],
    ["soon", 1, null],
  ])("after a room made on %j by %i days is %j", (roomDay, dueOffset, day) => {
    expect(dayOf(task("a", { dueKind: "room", dueOffset }), { roomDay, closeDay: null })).toBe(day);
  });

  test("without a close date is unknown, and known as soon as there is one", () => {
    const signing = task("a", { dueKind: "close", dueOffset: -14 });
    expect(dayOf(signing, { ...ANCHORS, closeDay: null })).toBeNull();
    expect(dayOf(signing, { ...ANCHORS, closeDay: "2028-03-10" })).toBe("2028-02-25");
  });
});

describe("a chain", () => {
  test("goes back and forth over the end of a leap February", () => {
    const days = dueDays(
      [
        task("demo", { dueKind: "day", dueDay: "2028-03-01" }),
        hanging("slides", "demo", -1),
        hanging("numbers", "slides", -1),
        hanging("thanks", "numbers", 3),
      ],
      ANCHORS,
    );
    expect([...days]).toEqual([
      ["demo", "2028-03-01"],
      ["slides", "2028-02-29"],
      ["numbers", "2028-02-28"],
      ["thanks", "2028-03-02"],
    ]);
  });

  test("that leaves the calendar in its middle does not come back", () => {
    const days = dueDays(
      [task("a", { dueKind: "day", dueDay: "2200-12-31" }), hanging("b", "a", 1), hanging("c", "b", -1)],
      ANCHORS,
    );
    expect([...days.values()]).toEqual(["2200-12-31", null, null]);
  });

  test("branches: what hangs on the same task has each its own distance", () => {
    const days = dueDays(
      [hanging("x", "a", 1), hanging("y", "a", -1), task("a", { dueKind: "room" })],
      ANCHORS,
    );
    expect([days.get("x"), days.get("y")]).toEqual(["2026-02-01", "2026-01-30"]);
  });

  test("that ends in a circle is unknown; what stands beside the circle is not", () => {
    const days = dueDays(
      [
        hanging("tail", "x"),
        hanging("x", "y"),
        hanging("y", "z"),
        hanging("z", "x"),
        task("a", { dueKind: "room" }),
      ],
      ANCHORS,
    );
    expect(["tail", "x", "y", "z"].map((id) => days.get(id))).toEqual([null, null, null, null]);
    expect(days.get("a")).toBe("2026-01-31");
  });

  test("of a task that hangs on itself is unknown", () => {
    expect(dayOf(hanging("a", "a", 1))).toBeNull();
  });

  test("of nothing is nothing", () => {
    expect(dueDays([], ANCHORS).size).toBe(0);
  });
});

const dayInside = fc.integer({ min: 0, max: 90_000 }).map((days) => dayPlus("1930-01-01", days) ?? "");
const offset = fc.integer({ min: -300, max: 300 });

/** Tasks of which each hangs on the room or on one before it, so that every chain leads to the room. */
const roomTree = fc
  .array(fc.record({ offset, parent: fc.nat() }), { minLength: 1, maxLength: 12 })
  .map((rows) =>
    rows.map(({ offset: dueOffset, parent }, n) =>
      n === 0 || parent % 4 === 0
        ? task(`t${n}`, { dueKind: "room", dueOffset })
        : hanging(`t${n}`, `t${parent % n}`, dueOffset),
    ),
  );

describe("for any plan", () => {
  test("moving what everything hangs on by some days moves every day by as many", () => {
    fc.assert(
      fc.property(roomTree, dayInside, offset, (tasks, roomDay, step) => {
        const before = dueDays(tasks, { roomDay, closeDay: null });
        const later = dayPlus(roomDay, step);
        if (later === null) return;
        const moved = dueDays(tasks, { roomDay: later, closeDay: null });
        for (const [id, day] of before) {
          const now = moved.get(id);
          if (day && now) expect(daysBetween(day, now)).toBe(step);
        }
      }),
    );
  });

  test("the order in which its tasks are read makes no difference", () => {
    fc.assert(
      fc.property(roomTree, dayInside, (tasks, roomDay) => {
        const anchors = { roomDay, closeDay: null };
        const forwards = dueDays(tasks, anchors);
        const backwards = dueDays([...tasks].reverse(), anchors);
        for (const { id } of tasks) expect(backwards.get(id)).toBe(forwards.get(id));
      }),
    );
  });

  test("moving a task that others hang on moves those, and nothing else", () => {
    fc.assert(
      fc.property(roomTree, offset, (tasks, step) => {
        const anchors = { roomDay: "2050-06-15", closeDay: null };
        const [first, ...rest] = tasks;
        if (!first) return;
        const before = dueDays(tasks, anchors);
        const moved = dueDays([{ ...first, dueOffset: first.dueOffset + step }, ...rest], anchors);
        const hangsOnFirst = (one: DueTask | undefined): boolean =>
          one !== undefined &&
          (one.id === first.id || hangsOnFirst(tasks.find(({ id }) => id === one.dueTaskId)));
        for (const one of tasks) {
          const distance = daysBetween(before.get(one.id) ?? "", moved.get(one.id) ?? "");
          expect(distance).toBe(hangsOnFirst(one) ? step : 0);
        }
      }),
    );
  });

  test("every task gets an answer, whatever hangs on what", () => {
    const anyTasks = fc.array(fc.record({ on: fc.nat({ max: 9 }), offset }), { maxLength: 10 });
    fc.assert(
      fc.property(anyTasks, (rows) => {
        const tasks = rows.map((row, n) => hanging(`t${n}`, `t${row.on}`, row.offset));
        const days = dueDays(tasks, ANCHORS);
        expect([...days.keys()].sort()).toEqual(tasks.map(({ id }) => id).sort());
        // Nothing here hangs on a day, so none can have come from anywhere.
        expect(new Set(days.values())).toEqual(new Set(tasks.length > 0 ? [null] : []));
      }),
    );
  });
});

describe("a day plus some days", () => {
  test("is taken back by as many the other way", () => {
    fc.assert(
      fc.property(dayInside, offset, (day, days) => {
        const there = dayPlus(day, days);
        if (there === null) return;
        expect(dayPlus(there, -days)).toBe(day);
        expect(daysBetween(day, there)).toBe(days);
      }),
    );
  });

  test.each([
    ["2026-01-31", 1, "2026-02-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-29", 365, "2029-02-28"],
    ["2028-02-29", 366, "2029-03-01"],
    ["2100-02-28", 1, "2100-03-01"],
    ["2000-02-28", 1, "2000-02-29"],
    ["2026-03-29", 1, "2026-03-30"],
    ["2026-10-25", 1, "2026-10-26"],
  ])("%s and %i is %s, summer time or not", (day, days, there) => {
    expect(dayPlus(day, days)).toBe(there);
  });
});

describe("a circle", () => {
  const edgesOf = (pairs: readonly (readonly [string, string])[]) => {
    const edges = new Map<string, string[]>();
    for (const [from, to] of pairs) edges.set(from, [...(edges.get(from) ?? []), to]);
    return edges;
  };

  test.each<[string, [string, string][], string[] | null]>([
    [
      "of two",
      [
        ["a", "b"],
        ["b", "a"],
      ],
      ["a", "b"],
    ],
    [
      "of four, past a dead end",
      [
        ["a", "x"],
        ["a", "b"],
        ["b", "c"],
        ["c", "d"],
        ["d", "a"],
      ],
      ["a", "b", "c", "d"],
    ],
    [
      "that is somebody else's",
      [
        ["a", "b"],
        ["b", "c"],
        ["c", "b"],
      ],
      null,
    ],
    [
      "that a diamond only looks like",
      [
        ["a", "b"],
        ["a", "c"],
        ["b", "d"],
        ["c", "d"],
      ],
      null,
    ],
    ["through what is not there", [["a", "gone"]], null],
  ])("%s", (_, pairs, way) => {
    expect(findCircle("a", edgesOf(pairs))).toEqual(way);
  });

  test("that is told really is one: each step is an edge, and the last leads back", () => {
    const names = fc.constantFrom("a", "b", "c", "d", "e", "f");
    fc.assert(
      fc.property(fc.array(fc.tuple(names, names), { maxLength: 15 }), (pairs) => {
        const edges = edgesOf(pairs);
        const way = findCircle("a", edges);
        if (way === null) return;
        expect(way[0]).toBe("a");
        expect(new Set(way).size).toBe(way.length);
        for (const [n, id] of way.entries()) expect(edges.get(id)).toContain(way[(n + 1) % way.length]);
      }),
    );
  });

  test("is never told where every edge leads onwards", () => {
    const numbers = fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { maxLength: 25 });
    fc.assert(
      fc.property(numbers, (pairs) => {
        const onwards = pairs.filter(([from, to]) => from < to).map(([a, b]) => [`${a}`, `${b}`] as const);
        for (let n = 0; n < 10; n++) expect(findCircle(`${n}`, edgesOf(onwards))).toBeNull();
      }),
    );
  });
});

describe("what a plan shows one below the other", () => {
  const milestones = [{ id: "m1" }, { id: "m2" }, { id: "m3" }];

  test("is what counting calls its units: tasks of no milestone first, empty milestones not at all", () => {
    const tasks = [{ milestoneId: "m3" }, { milestoneId: null }, { milestoneId: "m1" }];
    const shown = planSections({ milestones, tasks });
    expect(shown.map(({ milestone }) => milestone?.id ?? null)).toEqual([null, "m1", "m3"]);
    expect(planSections({ milestones, tasks: [] })).toEqual([]);
  });
});
