import { beforeEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { archiveRoom } from "~/features/rooms/mutations.server";
import { setTaskStatus } from "~/features/rooms/plan/tasks/status/mutations.server";
import { setVisitor, tokenTagOf } from "~/features/sharing/visitor-cookie.server";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { cookieOf } from "../../support/app";
import { DISGUISED, IMG, UNDISGUISED, useScreens } from "../screens/support";
import { at, makePlan, plan, stand, stored } from "./support";

const screens = useScreens();
beforeEach(() => {
  setClock(() => at("2026-03-10").getTime());
  return () => setClock(null);
});

/** A room with a plan, and both sides' browsers. */
async function makeWorld() {
  const world = await makePlan();
  const { link, visitor, room, userId, page } = world;
  const tag = { linkId: link.id, secret: visitor.secret, hitId: newId(), tokenTag: tokenTagOf(link) };
  return {
    ...world,
    member: { cookie: cookieOf(await startSession(userId, null)) },
    reader: { cookie: cookieOf(setVisitor(room.id, tag)) },
    screen: `/rooms/${room.id}/pages/${page.id}/plan`,
    sheet: `/room/${room.id}/p/${page.id}`,
  };
}

describe("a member's plan", () => {
  test("is reached from the page's own address", async () => {
    const { member, room, page, screen } = await makeWorld();
    const answer = await screens.get(`/rooms/${room.id}/pages/${page.id}`, member);
    expect(answer.location).toBe(screen);
  });

  test("adds milestones and tasks without a script, and keeps what was typed when it refuses", async () => {
    const { member, screen } = await makeWorld();
    const empty = await screens.get(screen, member);
    const requestKey = newId();
    await screens.post(screen, { intent: "addMilestone", title: "Evaluation", requestKey }, member);
    const refused = await screens.post(
      screen,
      {
        intent: "addTask",
        requestKey: newId(),
        milestoneId: requestKey,
        owner: "them",
        title: "Trial",
        dueDay: "9999-01-01",
      },
      member,
    );
    expect(refused.status).toBe(422);
    expect(refused.field("title").value).toBe("Trial");
    expect(refused.alert).toContain("date");
    await screens.post(
      screen,
      {
        intent: "addTask",
        requestKey: empty.hidden("requestKey"),
        milestoneId: requestKey,
        owner: "them",
        title: "Trial",
        dueDay: "2026-03-07",
      },
      member,
    );
    const filled = await screens.get(screen, member);
    expect(filled.text).toContain("Trial");
    expect(filled.text).toContain("3 days overdue");
    expect(filled.text).toContain("At risk");
    expect(filled.text).toContain("Not a working day");
  });

  test("shows the same tasks as list, board and timeline, filtered by the address", async () => {
    const { member, screen, actor, page } = await makeWorld();
    await plan(actor, page.id, {
      title: "Ours",
      memberId: actor.memberId,
      dueKind: "day",
      dueDay: "2026-03-20",
    });
    await plan(actor, page.id, { title: "Theirs", side: "viewer", dueKind: "day", dueDay: "2026-03-02" });
    for (const view of ["list", "board", "timeline"]) {
      const all = await screens.get(`${screen}?view=${view}`, member);
      expect([view, all.status, all.text.includes("Ours"), all.text.includes("Theirs")]).toEqual([
        view,
        200,
        true,
        true,
      ]);
      const mine = await screens.get(`${screen}?view=${view}&show=mine`, member);
      expect([view, mine.text.includes("Ours"), mine.text.includes("Theirs")]).toEqual([view, true, false]);
      const late = await screens.get(`${screen}?view=${view}&show=overdue`, member);
      expect([view, late.text.includes("Ours"), late.text.includes("Theirs")]).toEqual([view, false, true]);
    }
    const timeline = await screens.get(`${screen}?view=timeline`, member);
    expect(timeline.has("svg circle")).toBe(true);
    expect(timeline.rows()).toEqual(["Ours", "Theirs"]);
  });

  test("edits a task where it stands and merges what two people saved", async () => {
    const { member, screen, actor, page } = await makeWorld();
    const taskId = await plan(actor, page.id);
    const form = await screens.get(`${screen}?edit=${taskId}`, member);
    expect(form.field("title").value).toBe("Send the contract");
    const seen = form.hidden("seen");
    const fields = { intent: "editTask", taskId, version: "1", owner: "us", dueKind: "none", seen };
    const first = await screens.post(
      `${screen}?edit=${taskId}`,
      { ...fields, title: "Sign the contract" },
      member,
    );
    expect(first.status).toBe(303);
    const second = await screens.post(
      `${screen}?edit=${taskId}`,
      { ...fields, title: "Send it by post", description: "By registered mail" },
      member,
    );
    expect(second.status).toBe(409);
    expect(second.text).toContain("Sign the contract");
    expect(second.field("description").value).toBe("By registered mail");
    const kept = await screens.post(
      `${screen}?edit=${taskId}`,
      { ...fields, version: "2", title: "Send it by post", description: "By registered mail" },
      member,
    );
    expect(kept.status).toBe(303);
    expect(await stored(taskId)).toMatchObject({
      title: "Send it by post",
      description: "By registered mail",
    });
  });

  test("names the tasks of a circle at the field", async () => {
    const { member, screen, actor, page } = await makeWorld();
    const a = await plan(actor, page.id, { title: "Alpha" });
    const b = await plan(actor, page.id, { title: "Beta", dependsOn: [a], dueKind: "task", dueTaskId: a });
    const fields = { intent: "editTask", taskId: a, version: "1", owner: "us", title: "Alpha" };
    const waits = await screens.post(
      `${screen}?edit=${a}`,
      { ...fields, dueKind: "none", "dependsOn[]": b },
      member,
    );
    expect(waits.status).toBe(422);
    expect(waits.text).toContain("Alpha → Beta → Alpha");
    const hangs = await screens.post(
      `${screen}?edit=${a}`,
      { ...fields, dueKind: "task", dueTaskId: b, dueOffset: "1" },
      member,
    );
    expect(hangs.status).toBe(422);
    expect(hangs.field("dueTaskId").note).toContain("Alpha → Beta → Alpha");
  });

  test.each([
    [{ dueKind: "day", dueDay: "9999-12-31" }, "dueDay"],
    [{ dueKind: "day", dueDay: "2026-02-30" }, "dueDay"],
    [{ dueKind: "room", dueOffset: "99999" }, "dueOffset"],
    [{ dueKind: "room", dueOffset: "soon" }, "dueOffset"],
    [{ dueKind: "task", dueTaskId: "" }, "dueTaskId"],
    [{ owner: "role-them", roleName: "" }, "roleName"],
    [{ owner: "them", internal: "on" }, "internal"],
    [{ title: "x".repeat(201) }, "title"],
  ])("refuses %o at its field", async (wrong, field) => {
    const { member, screen, actor, page } = await makeWorld();
    const taskId = await plan(actor, page.id);
    const fields = { intent: "editTask", taskId, version: "1", owner: "us", title: "New", dueKind: "none" };
    const refused = await screens.post(`${screen}?edit=${taskId}`, { ...fields, ...wrong }, member);
    expect(refused.status).toBe(422);
    expect(refused.field(field).isInvalid).toBe(true);
    expect((await stored(taskId)).title).toBe("Send the contract");
  });

  test("shows names that try to be something else as plain text", async () => {
    const { member, reader, screen, sheet } = await makeWorld();
    for (const title of [IMG, DISGUISED, "=HYPERLINK(1)"]) {
      await screens.post(
        screen,
        { intent: "addTask", requestKey: newId(), milestoneId: "", owner: "them", title, dueDay: "" },
        member,
      );
    }
    for (const seen of [await screens.get(screen, member), await screens.get(sheet, reader)]) {
      expect(seen.has("img[onerror]")).toBe(false);
      expect(seen.text).toContain(UNDISGUISED);
      expect(seen.text).toContain("=HYPERLINK(1)");
      expect(seen.html).not.toMatch(/[\u202e\u2066\u200b]/);
    }
  });
});

describe("one task", () => {
  test("takes comments and files without a script", async () => {
    const { member, actor, page, room } = await makeWorld();
    const taskId = await plan(actor, page.id);
    const sheet = `/rooms/${room.id}/pages/${page.id}/tasks/${taskId}`;
    const clientId = newId();
    for (let sent = 0; sent < 2; sent++) {
      const said = await screens.post(
        sheet,
        { intent: "comment", clientId, body: "First draft is ready" },
        member,
      );
      expect(said.location).toBe(sheet);
    }
    const empty = await screens.post(sheet, { intent: "comment", clientId: newId(), body: "  " }, member);
    expect(empty.status).toBe(422);
    const file = new FormData();
    file.set("file", new File(["name,price\nA,1\n"], "prices.csv", { type: "text/csv" }));
    const attached = await screens.raw(sheet, { method: "POST", body: file }, member);
    expect(attached.status).toBe(303);
    const seen = await screens.get(sheet, member);
    expect(seen.document.querySelectorAll("ol li")).toHaveLength(1);
    expect(seen.text).toContain("First draft is ready");
    expect(seen.text).toContain("prices.csv");
    const program = new FormData();
    program.set("file", new File(["MZ\u0000"], "a.exe"));
    expect((await screens.raw(sheet, { method: "POST", body: program }, member)).status).toBe(422);
  });
});

describe("a buyer's plan", () => {
  test("shows both sides' tasks, completes their own and reopens them", async () => {
    const { reader, actor, page, room, sheet } = await makeWorld();
    const first = await stand(actor, page.id, "Evaluation");
    const theirs = await plan(actor, page.id, { title: "Try it", side: "viewer", milestoneId: first });
    await plan(actor, page.id, { title: "Send the offer" });
    await plan(actor, page.id, { title: "Secret discount", internal: true });
    const seen = await screens.get(sheet, reader);
    expect(seen.text).toContain("Try it");
    expect(seen.text).toContain("Send the offer");
    expect(seen.html).not.toContain("Secret discount");
    const task = `/room/${room.id}/p/${page.id}/tasks/${theirs}`;
    const done = await screens.post(task, { intent: "status", status: "done", from: "plan" }, reader);
    expect(done.location).toBe(`${sheet}#task-${theirs}`);
    expect((await stored(theirs)).status).toBe("done");
    await screens.post(task, { intent: "status", status: "to_do" }, reader);
    expect((await stored(theirs)).status).toBe("to_do");
  });

  test("comments, attaches, and says who does it", async () => {
    const { reader, actor, page, room, contact, sheet } = await makeWorld();
    const taskId = await plan(actor, page.id, { side: "viewer" });
    const task = `${sheet}/tasks/${taskId}`;
    await screens.post(task, { intent: "comment", clientId: newId(), body: "Legal looks at it" }, reader);
    await screens.post(task, { intent: "assign", contactId: contact.id }, reader);
    const file = new FormData();
    file.set("file", new File(["notes"], "notes.txt"));
    await screens.raw(task, { method: "POST", body: file }, reader);
    const seen = await screens.get(task, reader);
    expect(seen.text).toContain("Legal looks at it");
    expect(seen.text).toContain("Ren Sato");
    expect(seen.text).toContain("notes.txt");
    expect(room.id).not.toBe("");
  });

  test("refuses what is the seller's, and hides what is the team's own", async () => {
    const { reader, actor, page, sheet } = await makeWorld();
    const ours = await plan(actor, page.id);
    const secret = await plan(actor, page.id, { internal: true });
    const forbidden = await screens.post(
      `${sheet}/tasks/${ours}`,
      { intent: "status", status: "done" },
      reader,
    );
    expect(forbidden.status).toBe(403);
    for (const form of [
      { intent: "status", status: "done" },
      { intent: "comment", clientId: newId(), body: "Hello" },
    ]) {
      expect((await screens.post(`${sheet}/tasks/${secret}`, form, reader)).status).toBe(404);
    }
    expect((await screens.get(`${sheet}/tasks/${secret}`, reader)).status).toBe(404);
    const file = new FormData();
    file.set("file", new File(["notes"], "notes.txt"));
    expect(
      (await screens.raw(`${sheet}/tasks/${secret}`, { method: "POST", body: file }, reader)).status,
    ).toBe(404);
    expect(await stored(ours)).toMatchObject({ status: "to_do" });
  });

  test("closes with the room", async () => {
    const { reader, actor, page, sheet, scope, room } = await makeWorld();
    const taskId = await plan(actor, page.id, { side: "viewer" });
    await archiveRoom(scope, room.id);
    const task = `${sheet}/tasks/${taskId}`;
    expect((await screens.post(task, { intent: "status", status: "done" }, reader)).status).toBe(410);
    await expect(setTaskStatus(actor, { pageId: page.id, taskId, status: "done" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});
