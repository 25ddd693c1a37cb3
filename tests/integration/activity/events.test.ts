import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { listAccountTimeline, listDealTimeline, listRoomTimeline } from "~/features/activity/data.server";
import { recordEvent, subscribeTo } from "~/features/activity/events.server";
import { registerJob, runDueJobs } from "~/platform/jobs.server";
import { useDatabase } from "../../support/database";
import { makeContact, makeDeal, makeMember, makeRoom, makeViewer } from "../../support/factories";

useDatabase();

async function roomOfDeal() {
  const owner = await makeMember({ name: "Aoi Mori" });
  const deal = await makeDeal(owner.scope);
  const room = await makeRoom(owner.scope, { dealId: deal.id });
  return { owner, deal, room };
}

describe("an event", () => {
  test("of a room also stands in the timelines of its deal and account", async () => {
    const { owner, deal, room } = await roomOfDeal();
    await db.transaction((tx) => recordEvent(tx, owner.scope, { type: "room.updated", roomId: room.id }));
    const timelines = [
      await listRoomTimeline(owner.scope, room.id),
      await listDealTimeline(owner.scope, deal.id),
      await listAccountTimeline(owner.scope, deal.accountId),
    ];
    expect(timelines.map((entries) => entries.map((entry) => entry.type))).toEqual([
      ["room.updated"],
      ["room.updated"],
      ["room.updated"],
    ]);
    expect(timelines[0]?.[0]).toMatchObject({ actorKind: "member", actorName: "Aoi Mori" });
  });

  test("names a viewer by contact, else by address, else not at all", async () => {
    const { owner, room } = await roomOfDeal();
    const contact = await makeContact(owner.scope, { name: "Ren Sato" });
    const people = [
      await makeViewer(owner.scope, { contactId: contact.id }),
      await makeViewer(owner.scope, { email: "kei@aoba.example", identity: "claimed" }),
      await makeViewer(owner.scope, { identity: "anonymous", email: null }),
    ];
    for (const { viewer } of people) {
      const source = { workspaceId: owner.scope.workspaceId, viewerId: viewer.id };
      await db.transaction((tx) =>
        recordEvent(tx, source, { type: "consent.given", roomId: room.id, viewerId: viewer.id }),
      );
    }
    const names = (await listRoomTimeline(owner.scope, room.id)).map((entry) => entry.actorName);
    expect(new Set(names)).toEqual(new Set(["Ren Sato", "kei@aoba.example", null]));
  });

  test("is seen by nobody of another workspace", async () => {
    const { owner, room } = await roomOfDeal();
    await db.transaction((tx) => recordEvent(tx, owner.scope, { type: "room.updated", roomId: room.id }));
    expect(await listRoomTimeline((await makeMember()).scope, room.id)).toEqual([]);
  });

  test("that rolls back leaves neither row nor work", async () => {
    const { owner, room } = await roomOfDeal();
    await db
      .transaction(async (tx) => {
        await recordEvent(tx, owner.scope, { type: "room.archived", roomId: room.id });
        throw new Error("no");
      })
      .catch(() => {});
    expect(await db.$count(events, eq(events.roomId, room.id))).toBe(0);
  });
});

test("a subscriber hears of its type once for each event, after the commit, and of no other type", async () => {
  const heard: string[] = [];
  const job = subscribeTo("room.restored", "test", async (eventId) => void heard.push(eventId));
  registerJob(job);
  const { owner, room } = await roomOfDeal();
  const eventId = await db.transaction(async (tx) => {
    await recordEvent(tx, owner.scope, { type: "room.updated", roomId: room.id });
    return recordEvent(tx, owner.scope, { type: "room.restored", roomId: room.id });
  });
  expect(heard).toEqual([]);
  await runDueJobs();
  await runDueJobs();
  expect(heard).toEqual([eventId]);
});
