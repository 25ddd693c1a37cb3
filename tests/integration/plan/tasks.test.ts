import { beforeEach, describe, expect, test } from "vitest";
import { memberInRoom } from "~/features/rooms/data.server";
import { getBuyerPlan, getMemberPlan, planGlance } from "~/features/rooms/plan/data.server";
import {
  archiveMilestone,
  moveMilestone,
  renameMilestone,
  restoreMilestone,
} from "~/features/rooms/plan/milestones/mutations.server";
import { addPlanPage } from "~/features/rooms/plan/mutations.server";
import { addTask, archiveTask, editTask, restoreTask } from "~/features/rooms/plan/tasks/mutations.server";
import { moveTask } from "~/features/rooms/plan/tasks/order/mutations.server";
import { assignTask, setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { subscribe } from "~/platform/realtime.server";
import { useDatabase } from "../../support/database";
import { eventsOf, eventTypes } from "../../support/events";
import { makeContact, makeMember } from "../../support/factories";
import { at, FIELDS, MONDAY, makePlan, plan, stand, stored } from "./support";

useDatabase();
beforeEach(() => {
  setClock(() => at(MONDAY).getTime());
  return () => setClock(null);
});

const ASK = { language: "en" as const };

describe("adding a task", () => {
  test("puts it at the end of its milestone, once however often it is sent", async () => {
    const { actor, page, scope } = await makePlan();
    const first = await stand(actor, page.id, "Evaluation");
    const requestKey = newId();
    const wish = { ...FIELDS, pageId: page.id, milestoneId: first, requestKey };
    await addTask(actor, wish);
    await addTask(actor, wish);
    await plan(actor, page.id, { title: "Second", milestoneId: first });
    const { tasks } = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(tasks.map(({ title }) => title)).toEqual(["Send the contract", "Second"]);
    expect(await eventsOf(scope, "task.created")).toHaveLength(2);
  });

  test("keeps several plans of a room apart", async () => {
    const one = await makePlan();
    await plan(one.actor, one.page.id);
    const other = await addPlanPage(one.scope, {
      roomId: one.room.id,
      title: "Onboarding",
      requestKey: newId(),
    });
    expect((await getMemberPlan(one.actor, { ...ASK, pageId: other.id })).tasks).toEqual([]);
  });

  test.each([
    ["a member of another workspace", async () => ({ memberId: (await makeMember()).member.id })],
    [
      "a contact of another account",
      async () => {
        const { scope } = await makeMember();
        return { side: "viewer" as const, contactId: (await makeContact(scope)).id };
      },
    ],
    [
      "a milestone of another plan",
      async () => {
        const other = await makePlan();
        return { milestoneId: await stand(other.actor, other.page.id, "Theirs") };
      },
    ],
    [
      "a task of another plan",
      async () => {
        const other = await makePlan();
        return { dueKind: "task" as const, dueTaskId: await plan(other.actor, other.page.id) };
      },
    ],
  ])("takes nothing foreign: %s", async (_what, foreign) => {
    const { actor, page } = await makePlan();
    await expect(plan(actor, page.id, await foreign())).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getMemberPlan(actor, { ...ASK, pageId: page.id })).tasks).toEqual([]);
  });
});

describe("editing a task", () => {
  test("is refused when a colleague saved first, with what they saved", async () => {
    const { actor, page } = await makePlan();
    const taskId = await plan(actor, page.id);
    const mine = { ...FIELDS, pageId: page.id, taskId, version: 1 };
    expect(await editTask(actor, { ...mine, title: "Theirs" })).toMatchObject({ ok: true });
    expect(await editTask(actor, { ...mine, title: "Mine" })).toMatchObject({
      ok: false,
      reason: "stale",
      current: { title: "Theirs", version: 2 },
    });
    expect((await stored(taskId)).title).toBe("Theirs");
  });

  test("is not disturbed by somebody who completes it meanwhile", async () => {
    const { actor, page } = await makePlan();
    const taskId = await plan(actor, page.id);
    await setTaskStatus(actor, { pageId: page.id, taskId, status: "done" });
    const edit = await editTask(actor, { ...FIELDS, title: "Renamed", pageId: page.id, taskId, version: 1 });
    expect(edit).toMatchObject({ ok: true, row: { title: "Renamed", status: "done" } });
  });

  test("is for who may change the room", async () => {
    const { workspace, room, page, actor } = await makePlan();
    const taskId = await plan(actor, page.id);
    const colleague = await makeMember({ workspaceId: workspace.id });
    const other = await memberInRoom(colleague.scope, room.id);
    await expect(editTask(other, { ...FIELDS, pageId: page.id, taskId, version: 1 })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("order", () => {
  test("a task moves before another one and into another milestone", async () => {
    const { actor, page } = await makePlan();
    const [one, two] = [await stand(actor, page.id, "One"), await stand(actor, page.id, "Two")];
    const a = await plan(actor, page.id, { title: "a", milestoneId: one });
    const b = await plan(actor, page.id, { title: "b", milestoneId: one });
    const c = await plan(actor, page.id, { title: "c", milestoneId: two });
    await moveTask(actor, { pageId: page.id, taskId: b, milestoneId: one, before: a });
    await moveTask(actor, { pageId: page.id, taskId: c, milestoneId: one, before: a });
    const { tasks } = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    const inOne = tasks.filter((task) => task.milestoneId === one).map(({ title }) => title);
    expect(inOne).toEqual(["b", "c", "a"]);
  });

  test("two people who move at once both get their wish", async () => {
    const { actor, page } = await makePlan();
    const ids = [];
    for (const title of ["a", "b", "c", "d"]) ids.push(await plan(actor, page.id, { title }));
    const [a = "", b = "", c = "", d = ""] = ids;
    const move = (taskId: string, before: string) =>
      moveTask(actor, { pageId: page.id, taskId, milestoneId: null, before });
    await Promise.all([move(d, a), move(c, b)]);
    const { tasks } = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(tasks.map(({ title }) => title)).toEqual(["d", "a", "c", "b"]);
  });

  test("milestones move, take a new name once, and come back with their tasks", async () => {
    const { actor, page } = await makePlan();
    const [one, two] = [await stand(actor, page.id, "One"), await stand(actor, page.id, "Two")];
    await plan(actor, page.id, { milestoneId: one });
    await moveMilestone(actor, { pageId: page.id, milestoneId: two, before: one });
    expect(
      await renameMilestone(actor, { pageId: page.id, milestoneId: one, title: "First", version: 1 }),
    ).toMatchObject({ ok: true });
    expect(
      await renameMilestone(actor, { pageId: page.id, milestoneId: one, title: "Other", version: 1 }),
    ).toMatchObject({ ok: false, current: { title: "First" } });
    await archiveMilestone(actor, { pageId: page.id, milestoneId: one });
    const without = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(without.milestones.map(({ title }) => title)).toEqual(["Two"]);
    expect(without.tasks.map(({ milestoneId }) => milestoneId)).toEqual([null]);
    await restoreMilestone(actor, { pageId: page.id, milestoneId: one });
    const back = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(back.milestones.map(({ title }) => title)).toEqual(["Two", "First"]);
    expect(back.tasks.map(({ milestoneId }) => milestoneId)).toEqual([one]);
  });
});

describe("status", () => {
  test("is recorded with who did it, once", async () => {
    const { actor, page, scope, buyer, visitor, contact } = await makePlan();
    const taskId = await plan(actor, page.id, { side: "viewer" });
    const key = { pageId: page.id, taskId };
    await setTaskStatus(buyer, { ...key, status: "done" });
    await setTaskStatus(buyer, { ...key, status: "done" });
    expect(await stored(taskId)).toMatchObject({
      status: "done",
      completedByKind: "viewer",
      completedById: visitor.viewer.id,
    });
    expect(await eventsOf(scope, "task.completed")).toMatchObject([
      {
        actorKind: "viewer",
        contactId: contact.id,
        data: { taskId, viewerId: visitor.viewer.id, internal: false },
      },
    ]);
    await setTaskStatus(buyer, { ...key, status: "to_do" });
    expect(await stored(taskId)).toMatchObject({ status: "to_do", completedAt: null });
    expect((await eventTypes(scope)).at(-1)).toBe("task.reopened");
  });

  test("a buyer touches neither the seller's tasks nor steps between", async () => {
    const { actor, page, buyer } = await makePlan();
    const own = await plan(actor, page.id);
    const theirs = await plan(actor, page.id, { side: "viewer" });
    for (const wish of [
      { taskId: own, status: "done" as const },
      { taskId: theirs, status: "cancelled" as const },
      { taskId: theirs, status: "in_progress" as const },
    ]) {
      await expect(setTaskStatus(buyer, { pageId: page.id, ...wish })).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    }
  });

  test("what the team called off is not brought back by a buyer", async () => {
    const { actor, page, buyer } = await makePlan();
    const taskId = await plan(actor, page.id, { side: "viewer" });
    await setTaskStatus(actor, { pageId: page.id, taskId, status: "cancelled" });
    await expect(setTaskStatus(buyer, { pageId: page.id, taskId, status: "to_do" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("a preview changes nothing", async () => {
    const { actor, page, buyer } = await makePlan();
    const taskId = await plan(actor, page.id, { side: "viewer" });
    const preview = { ...buyer, preview: true };
    await expect(setTaskStatus(preview, { pageId: page.id, taskId, status: "done" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(assignTask(preview, { pageId: page.id, taskId, contactId: null })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("a colleague completes what is theirs and nothing else", async () => {
    const { actor, page, workspace, room } = await makePlan();
    const colleague = await makeMember({ workspaceId: workspace.id });
    const other = await memberInRoom(colleague.scope, room.id);
    const theirs = await plan(actor, page.id, { memberId: colleague.member.id });
    const free = await plan(actor, page.id);
    await setTaskStatus(other, { pageId: page.id, taskId: theirs, status: "done" });
    await expect(
      setTaskStatus(other, { pageId: page.id, taskId: free, status: "done" }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("buyers say who of them does it", () => {
  test("among the people of their own account", async () => {
    const { actor, page, buyer, contact, scope } = await makePlan();
    const taskId = await plan(actor, page.id, { side: "viewer", roleName: "Legal" });
    await assignTask(buyer, { pageId: page.id, taskId, contactId: contact.id });
    expect(await stored(taskId)).toMatchObject({ contactId: contact.id, roleName: "Legal" });
    const stranger = await makeContact(scope);
    await expect(
      assignTask(buyer, { pageId: page.id, taskId, contactId: stranger.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("once they have left an address", async () => {
    const { actor, page, buyer, contact } = await makePlan();
    const taskId = await plan(actor, page.id, { side: "viewer" });
    const nobody = { ...buyer, identity: "anonymous" as const };
    await expect(
      assignTask(nobody, { pageId: page.id, taskId, contactId: contact.id }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(assignTask(nobody, { pageId: page.id, taskId, contactId: null })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("the team's own tasks", () => {
  test("are in nothing that buyers get, nor is anything that waits for them", async () => {
    const { actor, page, buyer } = await makePlan();
    const hidden = await stand(actor, page.id, "Secret milestone");
    const secret = await plan(actor, page.id, { title: "Secret task", internal: true, milestoneId: hidden });
    const open = await plan(actor, page.id, { title: "Open task", dependsOn: [secret], side: "viewer" });
    const forBuyers = await getBuyerPlan(buyer, { ...ASK, pageId: page.id });
    expect(JSON.stringify(forBuyers)).not.toMatch(/Secret/);
    expect(JSON.stringify(forBuyers)).not.toContain(secret);
    expect(forBuyers.tasks).toMatchObject([{ id: open, waitsFor: [] }]);
    expect(await planGlance(buyer)).toMatchObject([{ taskId: open }]);
    const forMembers = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(forMembers.tasks.find(({ id }) => id === open)?.waitsFor).toEqual(["Secret task"]);
    for (const verb of [
      () => setTaskStatus(buyer, { pageId: page.id, taskId: secret, status: "done" }),
      () => assignTask(buyer, { pageId: page.id, taskId: secret, contactId: null }),
    ]) {
      await expect(verb()).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  test("are not even announced to buyers", async () => {
    const { actor, page, room } = await makePlan();
    const heard: string[] = [];
    const stop = subscribe(`buyers:${room.id}`, ({ type }) => heard.push(type));
    const secret = await plan(actor, page.id, { internal: true });
    await setTaskStatus(actor, { pageId: page.id, taskId: secret, status: "done" });
    await archiveTask(actor, { pageId: page.id, taskId: secret });
    expect(heard).toEqual([]);
    await plan(actor, page.id);
    expect(heard).toEqual(["room"]);
    stop();
  });

  test("leave the buyers' screens the moment they become the team's own", async () => {
    const { actor, page, room, buyer } = await makePlan();
    const taskId = await plan(actor, page.id);
    const heard: string[] = [];
    const stop = subscribe(`buyers:${room.id}`, ({ type }) => heard.push(type));
    await editTask(actor, { ...FIELDS, internal: true, pageId: page.id, taskId, version: 1 });
    expect(heard).toEqual(["room"]);
    expect((await getBuyerPlan(buyer, { ...ASK, pageId: page.id })).tasks).toEqual([]);
    stop();
  });
});

describe("archiving a task", () => {
  test("takes it out on both sides and brings it back where it was", async () => {
    const { actor, page, buyer } = await makePlan();
    const a = await plan(actor, page.id, { title: "a" });
    await plan(actor, page.id, { title: "b" });
    await archiveTask(actor, { pageId: page.id, taskId: a });
    const without = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(without.tasks.map(({ title }) => title)).toEqual(["b"]);
    expect(without.archived).toEqual([{ id: a, title: "a" }]);
    expect((await getBuyerPlan(buyer, { ...ASK, pageId: page.id })).tasks).toHaveLength(1);
    await expect(setTaskStatus(actor, { pageId: page.id, taskId: a, status: "done" })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    await restoreTask(actor, { pageId: page.id, taskId: a });
    const back = await getMemberPlan(actor, { ...ASK, pageId: page.id });
    expect(back.tasks.map(({ title }) => title)).toEqual(["a", "b"]);
  });
});
