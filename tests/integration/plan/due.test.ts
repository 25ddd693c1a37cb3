import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { updateDeal } from "~/features/accounts/deals/mutations.server";
import { getMemberPlan } from "~/features/rooms/plan/data.server";
import { outlinePlan } from "~/features/rooms/plan/outline/data.server";
import { insertPlan } from "~/features/rooms/plan/outline/mutations.server";
import { planSubscribers } from "~/features/rooms/plan/subscribers.server";
import { archiveTask, editTask, restoreTask } from "~/features/rooms/plan/tasks/mutations.server";
import { setClock } from "~/platform/clock.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { useDatabase } from "../../support/database";
import { at, FIELDS, MONDAY, makePlan, plan, stored } from "./support";

useDatabase();
beforeEach(() => {
  for (const job of planSubscribers) registerJob(job);
  setClock(() => at(MONDAY).getTime());
  return () => setClock(null);
});

const day = async (taskId: string) => (await stored(taskId)).dueOn;

async function close(world: Awaited<ReturnType<typeof makePlan>>, closeDate: string | null) {
  const [deal] = await db.select().from(deals).where(eq(deals.id, world.deal.id));
  if (!deal) throw new Error("there is no deal");
  const { id: dealId, name, stage, amountMinor, currency, ownerId, version } = deal;
  await updateDeal(world.scope, {
    dealId,
    name,
    stage,
    amountMinor,
    currency: currency === "JPY" ? "JPY" : "USD",
    ownerId,
    version,
    closeDate,
  });
  await runDueJobs();
}

describe("a due day", () => {
  test("hangs on the day the room was made, in the workspace's zone", async () => {
    const { actor, page } = await makePlan();
    expect(await day(await plan(actor, page.id, { dueKind: "room", dueOffset: 10 }))).toBe("2026-03-12");
    expect(await day(await plan(actor, page.id, { dueKind: "room", dueOffset: -3 }))).toBe("2026-02-27");
  });

  test("moves with the task it hangs on, along the whole chain", async () => {
    const { actor, page } = await makePlan();
    const a = await plan(actor, page.id, { dueKind: "day", dueDay: "2026-03-10" });
    const b = await plan(actor, page.id, { dueKind: "task", dueTaskId: a, dueOffset: 5 });
    const c = await plan(actor, page.id, { dueKind: "task", dueTaskId: b, dueOffset: -1 });
    expect([await day(b), await day(c)]).toEqual(["2026-03-15", "2026-03-14"]);
    const next = { ...FIELDS, dueKind: "day" as const, dueDay: "2026-04-01" };
    await editTask(actor, { ...next, pageId: page.id, taskId: a, version: 1 });
    expect([await day(b), await day(c)]).toEqual(["2026-04-06", "2026-04-05"]);
    await archiveTask(actor, { pageId: page.id, taskId: a });
    expect([await day(b), await day(c)]).toEqual([null, null]);
    await restoreTask(actor, { pageId: page.id, taskId: a });
    expect([await day(b), await day(c)]).toEqual(["2026-04-06", "2026-04-05"]);
  });

  test("moves with the deal's close date, which may come and go", async () => {
    const world = await makePlan();
    const { actor, page } = world;
    const before = await plan(actor, page.id, { dueKind: "close", dueOffset: -7 });
    const after = await plan(actor, page.id, { dueKind: "task", dueTaskId: before, dueOffset: 1 });
    expect([await day(before), await day(after)]).toEqual([null, null]);
    await close(world, "2026-05-31");
    expect([await day(before), await day(after)]).toEqual(["2026-05-24", "2026-05-25"]);
    await close(world, "2026-06-07");
    expect([await day(before), await day(after)]).toEqual(["2026-05-31", "2026-06-01"]);
    await close(world, null);
    expect([await day(before), await day(after)]).toEqual([null, null]);
  });

  test("is refused where it would lie outside the calendar", async () => {
    const { actor, page } = await makePlan();
    const a = await plan(actor, page.id, { dueKind: "day", dueDay: "2200-12-30" });
    await expect(plan(actor, page.id, { dueKind: "task", dueTaskId: a, dueOffset: 5 })).rejects.toThrow(
      "day",
    );
    expect(await day(await plan(actor, page.id, { dueKind: "task", dueTaskId: a, dueOffset: 1 }))).toBe(
      "2200-12-31",
    );
  });

  test("says when nobody works on it", async () => {
    const { actor, page } = await makePlan();
    for (const dueDay of ["2026-03-13", "2026-03-14", "2026-03-20"]) {
      await plan(actor, page.id, { dueKind: "day", dueDay });
    }
    const ask = { pageId: page.id, language: "ja" as const };
    const { tasks } = await getMemberPlan(actor, ask);
    expect(tasks.map(({ dayOff }) => dayOff)).toEqual([null, "weekend", "春分の日"]);
  });
});

describe("circles", () => {
  test("are refused with the tasks they go through, in chains of days and of dependencies", async () => {
    const { actor, page } = await makePlan();
    const a = await plan(actor, page.id, { title: "a" });
    const b = await plan(actor, page.id, { title: "b", dueKind: "task", dueTaskId: a, dependsOn: [a] });
    const c = await plan(actor, page.id, { title: "c", dueKind: "task", dueTaskId: b, dependsOn: [b] });
    const wish = { ...FIELDS, title: "a", pageId: page.id, taskId: a, version: 1 };
    expect(await editTask(actor, { ...wish, dueKind: "task", dueTaskId: c })).toEqual({
      ok: false,
      reason: "circle",
      field: "dueTaskId",
      titles: ["a", "c", "b"],
    });
    expect(await editTask(actor, { ...wish, dependsOn: [c] })).toMatchObject({
      reason: "circle",
      field: "dependsOn",
    });
    expect(await editTask(actor, { ...wish, dependsOn: [a] })).toMatchObject({ titles: ["a"] });
    expect((await stored(a)).version).toBe(1);
  });

  test("don't come back with a task that was away", async () => {
    const { actor, page } = await makePlan();
    const a = await plan(actor, page.id, { title: "a" });
    const b = await plan(actor, page.id, { title: "b", dueKind: "task", dueTaskId: a });
    await archiveTask(actor, { pageId: page.id, taskId: a });
    await expect(
      editTask(actor, { ...FIELDS, pageId: page.id, taskId: b, version: 1, dueKind: "task", dueTaskId: a }),
    ).resolves.toMatchObject({ ok: true });
    await restoreTask(actor, { pageId: page.id, taskId: a });
    expect((await stored(a)).archivedAt).toBeNull();
  });

  test("two people who tie two tasks to each other at once don't both succeed", async () => {
    const { actor, page } = await makePlan();
    const a = await plan(actor, page.id, { title: "a" });
    const b = await plan(actor, page.id, { title: "b" });
    const tie = (taskId: string, title: string, dependsOn: string[]) =>
      editTask(actor, { ...FIELDS, title, pageId: page.id, taskId, version: 1, dependsOn });
    const outcomes = await Promise.all([tie(a, "a", [b]), tie(b, "b", [a])]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });
});

describe("health", () => {
  test.each([
    ["2026-03-01", "at_risk"],
    ["2026-02-24", "at_risk"],
    ["2026-02-23", "stalled"],
    ["2026-03-02", "on_track"],
  ])("with an open task due on %s is %s", async (dueDay, health) => {
    const { actor, page } = await makePlan();
    await plan(actor, page.id, { dueKind: "day", dueDay });
    const ask = { pageId: page.id, language: "en" as const };
    expect((await getMemberPlan(actor, ask)).health).toBe(health);
  });

  test("of an empty plan is not told", async () => {
    const { actor, page } = await makePlan();
    const ask = { pageId: page.id, language: "en" as const };
    expect((await getMemberPlan(actor, ask)).health).toBeNull();
  });
});

describe("a template's outline", () => {
  const OUTLINE = {
    milestones: [
      {
        title: "Evaluation",
        tasks: [
          {
            key: "kickoff",
            title: "Kick-off",
            side: "member" as const,
            due: { after: "room" as const, days: 3 },
          },
          {
            key: "trial",
            title: "Trial",
            side: "viewer" as const,
            roleName: "IT",
            due: { after: "task" as const, key: "kickoff", days: 14 },
            dependsOn: ["kickoff"],
          },
        ],
      },
    ],
  };

  test("becomes a plan and an outline again", async () => {
    const { actor, page, scope, room } = await makePlan();
    const place = { workspaceId: scope.workspaceId, roomId: room.id, pageId: page.id };
    await db.transaction((tx) => insertPlan(tx, place, OUTLINE));
    const { tasks } = await getMemberPlan(actor, { pageId: page.id, language: "en" });
    expect(tasks.map(({ title, dueOn, ownerName }) => [title, dueOn, ownerName])).toEqual([
      ["Kick-off", "2026-03-05", null],
      ["Trial", "2026-03-19", "IT"],
    ]);
    const { milestones } = await outlinePlan(actor, page.id);
    expect(milestones[0]?.tasks.map(({ title, due }) => [title, due?.after, due?.days])).toEqual([
      ["Kick-off", "room", 3],
      ["Trial", "task", 14],
    ]);
    expect(milestones[0]?.tasks[1]?.dependsOn).toEqual([milestones[0]?.tasks[0]?.key]);
  });

  test("that contradicts itself is refused whole", async () => {
    const { page, scope, room } = await makePlan();
    const place = { workspaceId: scope.workspaceId, roomId: room.id, pageId: page.id };
    const circle = {
      milestones: [],
      tasks: [{ key: "a", title: "a", side: "member" as const, dependsOn: ["a"] }],
    };
    await expect(db.transaction((tx) => insertPlan(tx, place, circle))).rejects.toMatchObject({
      code: "INVALID",
    });
  });
});
