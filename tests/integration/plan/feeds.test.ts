import { db } from "@db/client";
import { calendarFeeds } from "@db/schema/plan";
import { members } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { archiveRoom } from "~/features/rooms/mutations.server";
import { createFeed, revokeFeed } from "~/features/rooms/plan/feeds/mutations.server";
import { editTask } from "~/features/rooms/plan/tasks/mutations.server";
import { revokeShareLink, rotateShareLink } from "~/features/sharing/mutations.server";
import { setClock } from "~/platform/clock.server";
import { paths } from "~/platform/paths";
import { DISGUISED, UNDISGUISED, useScreens } from "../screens/support";
import { at, FIELDS, MONDAY, makePlan, plan } from "./support";

const screens = useScreens();
beforeEach(() => {
  setClock(() => at(MONDAY).getTime());
  return () => setClock(null);
});

async function fetched(roomId: string, token: string) {
  const response = await screens.raw(paths.calendarFeed(roomId, token), {}, {});
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const unfolded = (text: string) => text.replace(/\r\n[ \t]/g, "");

describe("a calendar's address", () => {
  test("gives due days as whole days, with ids that stay", async () => {
    const { actor, page, room } = await makePlan();
    const taskId = await plan(actor, page.id, { title: "Sign", dueKind: "day", dueDay: "2026-03-31" });
    await plan(actor, page.id, { title: "Some day" });
    const { token } = await createFeed(actor);
    const first = await fetched(room.id, token);
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(first.text).toContain("DTSTART;VALUE=DATE:20260331");
    expect(first.text).toContain("DTEND;VALUE=DATE:20260401");
    expect(first.text).toContain(`UID:task-${taskId}@`);
    expect(first.text).not.toContain("Some day");
    const moved = { ...FIELDS, title: "Sign", dueKind: "day" as const, dueDay: "2026-04-02" };
    await editTask(actor, { ...moved, pageId: page.id, taskId, version: 1 });
    const second = await fetched(room.id, token);
    expect(second.text).toContain("DTSTART;VALUE=DATE:20260402");
    expect(second.text.match(/UID:task-/g)).toHaveLength(1);
  });

  test("keeps the team's own tasks from buyers", async () => {
    const { actor, page, room, buyer } = await makePlan();
    const day = { dueKind: "day" as const, dueDay: "2026-03-31" };
    await plan(actor, page.id, { title: "Secret discount", internal: true, ...day });
    await plan(actor, page.id, { title: "Sign", ...day });
    const [own, theirs] = [await createFeed(actor), await createFeed(buyer)];
    expect((await fetched(room.id, own.token)).text).toContain("Secret discount");
    const seen = (await fetched(room.id, theirs.token)).text;
    expect(seen).toContain("Sign");
    expect(seen).not.toContain("Secret");
    expect(seen).not.toContain(`/rooms/${room.id}`);
  });

  test("folds long Japanese lines within 75 octets and escapes what has a meaning", async () => {
    const { actor, page, room } = await makePlan();
    const title = `${"契約書の最終確認と押印、".repeat(12)};A,B\\C`;
    const day = { dueKind: "day" as const, dueDay: "2026-03-31" };
    await plan(actor, page.id, { title, description: "one\nBEGIN:VEVENT\ntwo", ...day });
    await plan(actor, page.id, { title: UNDISGUISED, ...day });
    const { token } = await createFeed(actor);
    const { text } = await fetched(room.id, token);
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text).not.toContain("\uFFFD");
    expect(unfolded(text)).toContain("契約書の最終確認と押印、契約書");
    expect(unfolded(text)).toContain("\\;A\\,B\\\\C");
    expect(text.match(/^BEGIN:VEVENT/gm)).toHaveLength(2);
    expect(DISGUISED).not.toBe(UNDISGUISED);
  });

  test("is stored as a hash, and a new one ends the one before", async () => {
    const { actor, room } = await makePlan();
    const first = await createFeed(actor);
    const second = await createFeed(actor);
    expect(JSON.stringify(await db.select().from(calendarFeeds))).not.toContain(second.token);
    expect((await fetched(room.id, first.token)).status).toBe(410);
    expect((await fetched(room.id, second.token)).status).toBe(200);
    await revokeFeed(actor);
    expect((await fetched(room.id, second.token)).status).toBe(410);
  });

  test("closes with the share link, its address, and the room", async () => {
    const closings = [
      ({ scope, room, link }: World) => revokeShareLink(scope, { roomId: room.id, linkId: link.id }),
      ({ scope, room, link }: World) => rotateShareLink(scope, { roomId: room.id, linkId: link.id }),
      ({ scope, room }: World) => archiveRoom(scope, room.id),
    ];
    for (const close of closings) {
      const world = await makePlan();
      const { token } = await createFeed(world.buyer);
      expect((await fetched(world.room.id, token)).status).toBe(200);
      await close(world);
      expect((await fetched(world.room.id, token)).status).toBe(410);
    }
  });

  test("closes for a member who left, and is unknown under another room", async () => {
    const { actor, room, member } = await makePlan();
    const other = await makePlan();
    const { token } = await createFeed(actor);
    expect((await fetched(other.room.id, token)).status).toBe(404);
    expect((await fetched(room.id, "none")).status).toBe(404);
    await db.update(members).set({ deactivatedAt: new Date() }).where(eq(members.id, member.id));
    expect((await fetched(room.id, token)).status).toBe(410);
  });

  test("is not made in a preview", async () => {
    const { buyer } = await makePlan();
    await expect(createFeed({ ...buyer, preview: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

type World = Awaited<ReturnType<typeof makePlan>>;
