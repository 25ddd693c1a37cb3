import { db } from "@db/client";
import { tasks } from "@db/schema/plan";
import { beforeEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { getRoom } from "~/features/rooms/data.server";
import { deactivateMember } from "~/features/workspaces/members/mutations.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { cookieOf } from "../../support/app";
import { eventsOf } from "../../support/events";
import { makeMember } from "../../support/factories";
import { useScreens } from "../screens/support";
import { at, makePlan, plan, stored } from "./support";

const screens = useScreens();
const TODAY = "2026-03-10";
beforeEach(() => {
  setClock(() => at(TODAY).getTime());
  return () => setClock(null);
});

async function makeWorld() {
  const world = await makePlan();
  const { actor, page, member, userId } = world;
  const mine = (title: string, dueDay: string | null) =>
    plan(actor, page.id, {
      title,
      memberId: member.id,
      dueKind: dueDay ? ("day" as const) : ("none" as const),
      dueDay,
    });
  return { ...world, mine, asking: { cookie: cookieOf(await startSession(userId, null)) } };
}

describe("my tasks", () => {
  test("stand in the order of their days, without anybody else's", async () => {
    const { mine, asking, actor, page } = await makeWorld();
    await mine("In May", "2026-05-01");
    await mine("Some day", null);
    await mine("Missed", "2026-03-03");
    await mine("This one", TODAY);
    await plan(actor, page.id, { title: "Nobody's" });
    const seen = await screens.get("/tasks", asking);
    const places = ["Missed", "This one", "In May", "Some day"].map((title) => seen.text.indexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(seen.text).not.toContain("Nobody's");
    expect((await screens.get("/tasks?show=overdue", asking)).text).not.toContain("Some day");
    expect((await screens.get("/tasks?show=week", asking)).text).toContain("This one");
  });

  test("are done in place and taken back", async () => {
    const { mine, asking, room, page } = await makeWorld();
    const taskId = await mine("Late", "2026-03-03");
    const form = { intent: "status", roomId: room.id, pageId: page.id, taskId };
    await screens.post("/tasks", { ...form, status: "done" }, asking);
    expect((await screens.get("/tasks", asking)).text).not.toContain("Late");
    expect((await screens.get("/tasks?show=done", asking)).text).toContain("Late");
    await screens.post("/tasks", { ...form, status: "to_do" }, asking);
    expect(await stored(taskId)).toMatchObject({ status: "to_do" });
  });

  test("that are due stand on the first screen with the one thing to do", async () => {
    const { mine, asking } = await makeWorld();
    await mine("Late", "2026-03-03");
    await mine("Later", "2026-05-01");
    const home = await screens.get("/", asking);
    expect(home.has('button[aria-label="Complete “Late”"]')).toBe(true);
    expect(home.has('button[aria-label="Complete “Later”"]')).toBe(false);
  });
});

test("who leaves hands over their open tasks", async () => {
  const { mine, member, workspace, room } = await makeWorld();
  const open = await mine("Open", TODAY);
  const admin = await makeMember({ workspaceId: workspace.id, role: "admin" });
  const leaving = { memberId: member.id, heirId: admin.member.id };
  expect(await deactivateMember(admin.scope, leaving)).toEqual({ ok: true });
  expect(await stored(open)).toMatchObject({ memberId: admin.member.id, version: 2 });
  expect((await eventsOf(admin.scope, "member.deactivated"))[0]?.data).toMatchObject({ tasks: 1 });
  expect((await getRoom(admin.scope, room.id)).ownerId).toBe(admin.member.id);
});

test("a room tells the state of its plans in its head and in the list", async () => {
  const { mine, scope, room, asking } = await makeWorld();
  expect((await getRoom(scope, room.id)).planHealth).toBeNull();
  await mine("Late", "2026-03-03");
  expect((await getRoom(scope, room.id)).planHealth).toBe("stalled");
  expect((await screens.get("/rooms", asking)).text).toContain("Stalled");
  expect((await screens.get(`/rooms/${room.id}`, asking)).text).toContain("Stalled");
});

test("a plan of 200 tasks opens whole", async () => {
  const { actor, page, asking, room } = await makeWorld();
  const first = await plan(actor, page.id, { title: "Task 0", side: "viewer" });
  const row = await stored(first);
  await db.insert(tasks).values(
    Array.from({ length: 199 }, (_, n) => ({
      ...row,
      id: newId(),
      title: `Task ${n + 1}`,
      position: n * 10,
    })),
  );
  const seen = await screens.get(`/rooms/${room.id}/pages/${page.id}/plan`, asking);
  expect(seen.document.querySelectorAll('li[id^="task-"]')).toHaveLength(200);
});
