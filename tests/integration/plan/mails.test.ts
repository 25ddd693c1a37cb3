import { db } from "@db/client";
import { mails } from "@db/schema/instance";
import { taskReminders } from "@db/schema/plan";
import { viewers } from "@db/schema/sharing";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { archiveRoom } from "~/features/rooms/mutations.server";
import { archiveTask, editTask } from "~/features/rooms/plan/tasks/mutations.server";
import { assignTask, setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { revokeShareLink, rotateShareLink } from "~/features/sharing/mutations.server";
import { sendTaskReminders } from "~/features/sharing/task-mail/jobs.server";
import { setClock } from "~/platform/clock.server";
import { eventsOf } from "../../support/events";
import { useScreens } from "../screens/support";
import { at, FIELDS, MONDAY, makePlan, plan, stored } from "./support";

const screens = useScreens();
beforeEach(() => {
  go(MONDAY);
  return () => setClock(null);
});

const go = (day: string, time = "10:00") => setClock(() => at(day, time).getTime());
/** The workspace of the test: the database is shared by the tests of this file. */
let workspaceId = "";
const sent = () => db.select().from(mails).where(eq(mails.workspaceId, workspaceId)).orderBy(mails.createdAt);
const readers = () => db.select().from(viewers).where(eq(viewers.workspaceId, workspaceId));

async function makeWorld() {
  const world = await makePlan();
  workspaceId = world.workspace.id;
  return world;
}
const subjects = async () => (await sent()).map(({ subject }) => subject);
const due = (dueDay: string) => ({ dueKind: "day" as const, dueDay });

async function mailedAddress(): Promise<string> {
  const [mail] = await sent();
  const url = /https?:\/\/\S+/.exec(mail?.text ?? "")?.[0];
  if (!url) throw new Error("no address was mailed");
  return new URL(url).pathname;
}

async function makeBuyerTask() {
  const world = await makeWorld();
  const { actor, page, contact } = world;
  const taskId = await plan(actor, page.id, {
    title: "Try it out",
    side: "viewer",
    contactId: contact.id,
    ...due(MONDAY),
  });
  await sendTaskReminders();
  return { ...world, taskId, address: await mailedAddress() };
}

describe("reminders", () => {
  test("come up to three days before, on the day, once when late and then weekly", async () => {
    const { actor, page, member } = await makeWorld();
    await plan(actor, page.id, { title: "Offer", memberId: member.id, ...due("2026-03-05") });
    const days = [
      "2026-03-02",
      "2026-03-03",
      "2026-03-04",
      "2026-03-05",
      "2026-03-06",
      "2026-03-09",
      "2026-03-12",
      "2026-03-13",
      "2026-03-16",
    ];
    const counts: number[] = [];
    for (const day of days) {
      for (const hour of ["10:00", "11:00"]) {
        go(day, hour);
        await sendTaskReminders();
      }
      counts.push((await sent()).length);
    }
    expect(counts).toEqual([1, 1, 1, 2, 3, 3, 3, 4, 4]);
    expect((await subjects()).map((subject) => subject.split(":")[0])).toEqual([
      expect.stringContaining("3"),
      expect.anything(),
      expect.anything(),
      expect.anything(),
    ]);
  });

  test("are written in working hours only", async () => {
    const { actor, page, member } = await makeWorld();
    await plan(actor, page.id, { memberId: member.id, ...due("2026-03-02") });
    for (const [day, time] of [
      ["2026-03-02", "07:00"],
      ["2026-03-02", "21:00"],
      ["2026-03-07", "10:00"],
      ["2026-03-20", "10:00"],
    ] as const) {
      go(day, time);
      await sendTaskReminders();
    }
    expect(await sent()).toEqual([]);
    go("2026-03-09");
    await sendTaskReminders();
    expect(await sent()).toHaveLength(1);
  });

  test("are one mail however often and at once the work is done", async () => {
    const { actor, page, member } = await makeWorld();
    await plan(actor, page.id, { memberId: member.id, ...due(MONDAY) });
    await Promise.all([sendTaskReminders(), sendTaskReminders()]);
    expect(await sent()).toHaveLength(1);
    expect(
      await db.select().from(taskReminders).where(eq(taskReminders.workspaceId, workspaceId)),
    ).toHaveLength(1);
  });

  test("come anew when the day moves", async () => {
    const { actor, page, member } = await makeWorld();
    const mine = { memberId: member.id, ...due(MONDAY) };
    const taskId = await plan(actor, page.id, mine);
    await sendTaskReminders();
    const next = { ...FIELDS, ...mine, ...due("2026-03-04"), pageId: page.id, taskId, version: 1 };
    await editTask(actor, next);
    await sendTaskReminders();
    expect(await sent()).toHaveLength(2);
  });

  test("speak the reader's language", async () => {
    const { contact, actor, page, room, visitor } = await makeWorld();
    await plan(actor, page.id, { title: "試用", side: "viewer", contactId: contact.id, ...due(MONDAY) });
    await db.update(viewers).set({ language: "ja" }).where(eq(viewers.id, visitor.viewer.id));
    await sendTaskReminders();
    expect(await subjects()).toEqual([expect.stringMatching(/^本日期限.+試用$/)]);
    expect(room.language).toBe("en");
  });

  test.each([
    [
      "of a task that is done",
      async ({ actor, page, taskId }: World) => {
        await setTaskStatus(actor, { pageId: page.id, taskId, status: "done" });
      },
    ],
    [
      "of a task that was removed",
      async ({ actor, page, taskId }: World) => {
        await archiveTask(actor, { pageId: page.id, taskId });
      },
    ],
    [
      "of a room that is archived",
      async ({ scope, room }: World) => {
        await archiveRoom(scope, room.id);
      },
    ],
    [
      "to a buyer who can't come in any more",
      async ({ scope, room, link }: World) => {
        await revokeShareLink(scope, { roomId: room.id, linkId: link.id });
      },
    ],
    [
      "of a task that became the team's own",
      async ({ actor, page, taskId }: World) => {
        const next = { ...FIELDS, ...due(MONDAY), internal: true, pageId: page.id, taskId, version: 1 };
        await editTask(actor, next);
      },
    ],
  ])("are not written %s", async (_what, change) => {
    const world = await makeWorld();
    const { actor, page, contact } = world;
    const taskId = await plan(actor, page.id, { side: "viewer", contactId: contact.id, ...due(MONDAY) });
    await change({ ...world, taskId });
    await sendTaskReminders();
    expect(await sent()).toEqual([]);
  });

  test("are not written to who left", async () => {
    const { actor, page, member } = await makeWorld();
    await plan(actor, page.id, { memberId: member.id, ...due(MONDAY) });
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, member.id));
    await sendTaskReminders();
    expect(await sent()).toEqual([]);
  });

  test("lead a member to the task", async () => {
    const { actor, page, member, room } = await makeWorld();
    const taskId = await plan(actor, page.id, { memberId: member.id, ...due(MONDAY) });
    await sendTaskReminders();
    expect(await mailedAddress()).toBe(`/rooms/${room.id}/pages/${page.id}/tasks/${taskId}`);
  });
});

type World = Awaited<ReturnType<typeof makePlan>> & { taskId: string };

describe("the address in a buyer's mail", () => {
  test("shows the task and changes nothing, however often it is opened", async () => {
    const { address, taskId } = await makeBuyerTask();
    const before = await readers();
    for (let opened = 0; opened < 3; opened++) {
      const seen = await screens.get(address);
      expect(seen.status).toBe(200);
      expect(seen.heading).toBe("Try it out");
      expect(seen.has('form[method="post"] button')).toBe(true);
    }
    expect((await stored(taskId)).status).toBe("to_do");
    expect(await readers()).toEqual(before);
  });

  test("completes the task by its button, once, in the name of the person", async () => {
    const { address, taskId, scope, contact } = await makeBuyerTask();
    const answers = await Promise.all([screens.post(address, {}), screens.post(address, {})]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await stored(taskId)).status).toBe("done");
    expect(await eventsOf(scope, "task.completed")).toMatchObject([
      { actorKind: "viewer", contactId: contact.id },
    ]);
    expect((await screens.get(address)).text).toContain("This task is done");
  });

  test("makes a viewer for somebody who never came", async () => {
    const world = await makeWorld();
    const { actor, page, contact, link } = world;
    await db.delete(viewers).where(eq(viewers.workspaceId, workspaceId));
    await plan(actor, page.id, { side: "viewer", contactId: contact.id, ...due(MONDAY) });
    await sendTaskReminders();
    const address = await mailedAddress();
    await Promise.all([screens.post(address, {}), screens.post(address, {})]);
    expect(await readers()).toMatchObject([
      { linkId: link.id, contactId: contact.id, identity: "claimed", email: contact.email },
    ]);
  });

  test.each([
    [
      "the link is revoked",
      ({ scope, room, link }: World) => revokeShareLink(scope, { roomId: room.id, linkId: link.id }),
    ],
    [
      "the link has a new address",
      ({ scope, room, link }: World) => rotateShareLink(scope, { roomId: room.id, linkId: link.id }),
    ],
    ["the room is archived", ({ scope, room }: World) => archiveRoom(scope, room.id)],
    [
      "the task is removed",
      ({ actor, page, taskId }: World) => archiveTask(actor, { pageId: page.id, taskId }),
    ],
    [
      "somebody else does it",
      ({ buyer, page, taskId }: World) => assignTask(buyer, { pageId: page.id, taskId, contactId: null }),
    ],
    ["it is old", async () => go("2026-04-20")],
  ])("is closed when %s", async (_when, change) => {
    const world = await makeBuyerTask();
    await change(world);
    expect((await screens.get(world.address)).status).toBe(410);
    expect((await screens.post(world.address, {})).status).toBe(410);
    expect((await stored(world.taskId)).status).toBe("to_do");
  });

  test("that nobody signed is unknown, and one of another room too", async () => {
    const { address, room } = await makeBuyerTask();
    const other = await makePlan();
    for (const wrong of [
      `${address}x`,
      `/room/${room.id}/task/none`,
      address.replace(room.id, other.room.id),
    ]) {
      const seen = await screens.get(wrong);
      expect([404, 410]).toContain(seen.status);
      expect(seen.html).not.toContain("Try it out");
    }
  });
});
