import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { documents } from "@db/schema/library";
import { rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { favourites, recents } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { firstMomentOf } from "~/features/engagement/utils";
import { listFavourites } from "~/features/home/favourites/data.server";
import { addFavourite, removeFavourite } from "~/features/home/favourites/mutations.server";
import { ownersOf } from "~/features/home/owners.server";
import { listRecents } from "~/features/home/recents/data.server";
import { rememberOpened } from "~/features/home/recents/mutations.server";
import { listHotRooms, listSilentRooms } from "~/features/home/rooms/data.server";
import { findFirstSteps } from "~/features/home/steps/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { paths } from "~/platform/paths";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
  makeContact,
  makeDeal,
  makeDocument,
  makeLink,
  makeMember,
  makePage,
  makeRoom,
} from "../../support/factories";
import { addVisit, makeReportedRoom, NOW, type ReportedRoom, TOKYO } from "../engagement/support";

useDatabase();

const DAY_MS = 86_400_000;
const TODAY = "2026-03-15";
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let clock = NOW.getTime();
beforeEach(() => {
  clock = NOW.getTime();
  setClock(() => clock);
});
afterEach(() => setClock(null));

describe("the first steps lead on", () => {
  const leadsOf = async (scope: WorkspaceScope) =>
    Object.fromEntries((await findFirstSteps(scope))?.map(({ step, to }) => [step, to]) ?? []);

  test("from nothing to where each thing is begun", async () => {
    const { scope } = await makeMember();
    expect(await leadsOf(scope)).toEqual({
      account: paths.newAccount(),
      deal: paths.newRoom(),
      room: paths.newRoom(),
      upload: paths.newRoom(),
      share: paths.newRoom(),
    });
  });

  test("from the last account to its deal, from that to its room, from that to its links", async () => {
    const { scope } = await makeMember();
    await makeAccount(scope, { name: "First" });
    const account = await makeAccount(scope, { name: "Second" });
    expect((await leadsOf(scope)).deal).toBe(paths.newDeal(account.id));
    const deal = await makeDeal(scope, { accountId: account.id });
    expect(await leadsOf(scope)).toMatchObject({
      room: paths.newRoom(deal.id),
      upload: paths.newRoom(deal.id),
      share: paths.newRoom(deal.id),
    });
    const room = await makeRoom(scope, { dealId: deal.id });
    expect(await leadsOf(scope)).toMatchObject({
      upload: paths.room(room.id),
      share: paths.roomLinks(room.id),
    });
  });

  test("to one's own account; who has none chooses one on the way to a room, and no step is ticked for them", async () => {
    const { scope } = await makeMember();
    const own = await makeAccount(scope, { name: "Own" });
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    await makeAccount(colleague.scope, { name: "Theirs" });
    expect((await leadsOf(scope)).deal).toBe(paths.newDeal(own.id));
    const newcomer = await makeMember({ workspaceId: scope.workspaceId });
    expect(await leadsOf(newcomer.scope)).toMatchObject({
      account: paths.newAccount(),
      deal: paths.newRoom(),
    });
    expect((await findFirstSteps(newcomer.scope))?.filter(({ isDone }) => isDone)).toEqual([]);
  });

  test("past nothing that is archived, closed, or another workspace's", async () => {
    const { scope } = await makeMember();
    const archivedAt = ago(1);
    const account = await makeAccount(scope, { archivedAt });
    const deal = await makeDeal(scope, { accountId: account.id, archivedAt });
    await makeDeal(scope, { accountId: account.id, outcome: "won" });
    await makeRoom(scope, { dealId: deal.id, archivedAt });
    await makeReportedRoom();
    expect((await findFirstSteps(scope))?.filter(({ isDone }) => isDone)).toEqual([]);
  });

  test("past a page that was removed from the room", async () => {
    const { scope } = await makeMember();
    const room = await makeRoom(scope);
    await makePage(scope, { roomId: room.id, archivedAt: ago(1) });
    const upload = (await findFirstSteps(scope))?.find(({ step }) => step === "upload");
    expect(upload).toEqual({ step: "upload", isDone: false, to: paths.room(room.id) });
  });

  test("to their end also by a link that was closed again", async () => {
    const { scope } = await makeMember();
    const room = await makeRoom(scope);
    await makeLink(scope, { roomId: room.id, revokedAt: ago(1) });
    expect(await findFirstSteps(scope)).toBeNull();
  });
});

async function makeMarkable() {
  const { scope } = await makeMember();
  const account = await makeAccount(scope);
  const contact = await makeContact(scope, { accountId: account.id });
  const deal = await makeDeal(scope, { accountId: account.id });
  const room = await makeRoom(scope, { dealId: deal.id });
  const { document } = await makeDocument(scope);
  const things = [
    { kind: "account", id: account.id },
    { kind: "contact", id: contact.id },
    { kind: "deal", id: deal.id },
    { kind: "room", id: room.id },
    { kind: "document", id: document.id },
  ] as const;
  return { scope, account, deal, room, document, things };
}

describe("favourites", () => {
  const kinds = async (scope: WorkspaceScope) => (await listFavourites(scope)).map(({ kind }) => kind);

  test("may be anything that can be opened, each with its name", async () => {
    const { scope, things } = await makeMarkable();
    for (const thing of things) {
      clock += 1000;
      await addFavourite(scope, thing);
    }
    expect(await kinds(scope)).toEqual(things.map(({ kind }) => kind));
    expect((await listFavourites(scope)).every(({ title }) => title.length > 0)).toBe(true);
  });

  test("that were archived come back to their old place once they are restored", async () => {
    const { scope, room, document, deal } = await makeMarkable();
    for (const thing of [
      { kind: "room", id: room.id },
      { kind: "document", id: document.id },
      { kind: "deal", id: deal.id },
    ] as const) {
      clock += 1000;
      await addFavourite(scope, thing);
    }
    await db.update(documents).set({ archivedAt: NOW }).where(eq(documents.id, document.id));
    expect(await kinds(scope)).toEqual(["room", "deal"]);
    await db.update(documents).set({ archivedAt: null }).where(eq(documents.id, document.id));
    expect(await kinds(scope)).toEqual(["room", "document", "deal"]);
  });

  test("that are gone from the lists can still be taken back, and taking back twice is no harm", async () => {
    const { scope, room } = await makeMarkable();
    const thing = { kind: "room", id: room.id } as const;
    await addFavourite(scope, thing);
    await db.update(rooms).set({ archivedAt: NOW }).where(eq(rooms.id, room.id));
    await removeFavourite(scope, thing);
    await removeFavourite(scope, thing);
    expect(await db.$count(favourites, eq(favourites.memberId, scope.memberId))).toBe(0);
  });

  test("marked once more keep their place", async () => {
    const { scope, room, deal } = await makeMarkable();
    await addFavourite(scope, { kind: "room", id: room.id });
    clock += 1000;
    await addFavourite(scope, { kind: "deal", id: deal.id });
    clock += 1000;
    await addFavourite(scope, { kind: "room", id: room.id });
    expect(await kinds(scope)).toEqual(["room", "deal"]);
  });

  test("are not marked where the thing is archived, of another kind, or not there", async () => {
    const { scope, account, room } = await makeMarkable();
    await db.update(rooms).set({ archivedAt: NOW }).where(eq(rooms.id, room.id));
    for (const thing of [
      { kind: "room", id: room.id },
      { kind: "deal", id: account.id },
      { kind: "account", id: newId() },
    ] as const) {
      await expect(addFavourite(scope, thing)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
    expect(await listFavourites(scope)).toEqual([]);
  });
});

describe("what was opened lately", () => {
  test("shows eight, the latest first, and opening again brings to the front", async () => {
    const { scope, account } = await makeMarkable();
    const ids: string[] = [];
    for (let n = 0; n < 10; n++) {
      clock += 1000;
      const { id } = await makeContact(scope, { accountId: account.id });
      await rememberOpened(scope, { kind: "contact", id });
      ids.unshift(id);
    }
    expect((await listRecents(scope)).map(({ id }) => id)).toEqual(ids.slice(0, 8));
    clock += 1000;
    const last = ids.at(-1) ?? "";
    await rememberOpened(scope, { kind: "contact", id: last });
    expect((await listRecents(scope)).map(({ id }) => id)).toEqual([last, ...ids.slice(0, 7)]);
    expect(await db.$count(recents, eq(recents.memberId, scope.memberId))).toBe(10);
  });

  test("fills up behind what was archived since", async () => {
    const { scope, things, deal } = await makeMarkable();
    for (const thing of things) {
      clock += 1000;
      await rememberOpened(scope, thing);
    }
    await db.update(deals).set({ archivedAt: NOW }).where(eq(deals.id, deal.id));
    const kinds = (await listRecents(scope)).map(({ kind }) => kind);
    expect(kinds).toEqual(["document", "room", "contact", "account"]);
  });

  test("is each member's own", async () => {
    const { scope, room } = await makeMarkable();
    const colleague = await makeMember({ workspaceId: scope.workspaceId });
    await rememberOpened(scope, { kind: "room", id: room.id });
    expect(await listRecents(colleague.scope)).toEqual([]);
    await rememberOpened(colleague.scope, { kind: "room", id: room.id });
    expect(await listRecents(scope)).toHaveLength(1);
  });
});

describe("rooms on the home screen", () => {
  const firstMoment = (day: string) => firstMomentOf(day, TOKYO);
  const everyone = (scope: WorkspaceScope) => ownersOf(scope, "everyone");
  const silent = async (scope: WorkspaceScope) =>
    listSilentRooms(scope, await everyone(scope), { today: TODAY, firstMoment });
  const hot = async (scope: WorkspaceScope) => listHotRooms(scope, await everyone(scope), TODAY);
  const read = (of: ReportedRoom, days: number, ms: number) =>
    addVisit(of, {
      startedAt: ago(days),
      contactId: of.sato.id,
      views: [{ pageId: of.prices.id, units: { 1: ms } }],
    });

  /** More rooms of one workspace, each shared a month ago, closing in the order in which they are named. */
  async function makeSilent(of: ReportedRoom, closeDates: readonly (string | null)[]) {
    for (const closeDate of closeDates) {
      const deal = await makeDeal(of.scope, { accountId: of.account.id, closeDate });
      const room = await makeRoom(of.scope, { dealId: deal.id, name: closeDate ?? "no date" });
      await makeLink(of.scope, { roomId: room.id, createdAt: ago(30) });
    }
  }

  test("that are silent stand by their close date, undated ones last, and the rest is counted", async () => {
    const of = await makeReportedRoom();
    await db
      .update(shareLinks)
      .set({ revokedAt: ago(1) })
      .where(eq(shareLinks.id, of.link.id));
    await makeSilent(of, ["2026-06-01", null, "2026-04-01", "2026-05-01"]);
    expect(await silent(of.scope)).toMatchObject({
      rows: [{ name: "2026-04-01" }, { name: "2026-05-01" }, { name: "2026-06-01" }, { name: "no date" }],
      total: 4,
    });
    await makeSilent(of, ["2026-01-01", "2026-01-02", "2026-01-03"]);
    const many = await silent(of.scope);
    expect([many.rows.length, many.total]).toEqual([6, 7]);
    expect(many.rows.map(({ name }) => name)).not.toContain("no date");
  });

  test("that are silent tell their last visit and since when they have been shared", async () => {
    const of = await makeReportedRoom();
    await db
      .update(shareLinks)
      .set({ createdAt: ago(40) })
      .where(eq(shareLinks.id, of.link.id));
    await makeLink(of.scope, { roomId: of.room.id, createdAt: ago(60), revokedAt: ago(50) });
    expect((await silent(of.scope)).rows).toMatchObject([{ lastVisitAt: null, sharedAt: ago(40) }]);
    await read(of, 20, 60_000);
    expect((await silent(of.scope)).rows).toMatchObject([{ lastVisitAt: ago(20) }]);
    await read(of, 1, 60_000);
    expect(await silent(of.scope)).toEqual({ rows: [], total: 0 });
  });

  test("that heat up show two weeks day by day, and what grew most comes first", async () => {
    const of = await makeReportedRoom();
    await read(of, 10, 30_000);
    await read(of, 2, 90_000);
    const [room, ...others] = (await hot(of.scope)).rows;
    expect(others).toEqual([]);
    expect(room).toMatchObject({ id: of.room.id, lastMs: 90_000, beforeMs: 30_000 });
    expect(room?.days).toHaveLength(14);
    expect(room?.days.filter(({ activeMs }) => activeMs > 0)).toEqual([
      { day: "2026-03-05", activeMs: 30_000 },
      { day: "2026-03-13", activeMs: 90_000 },
    ]);
    const { room: garden, link } = await makeGarden(of);
    await addVisit(
      { ...of, room: garden, link },
      {
        startedAt: ago(1),
        views: [{ pageId: (await makePage(of.scope, { roomId: garden.id })).id, units: { 1: 120_000 } }],
      },
    );
    expect((await hot(of.scope)).rows.map(({ name }) => name)).toEqual(["Garden", of.room.name]);
  });

  async function makeGarden(of: ReportedRoom) {
    const deal = await makeDeal(of.scope, { accountId: of.account.id });
    const room = await makeRoom(of.scope, { dealId: deal.id, name: "Garden" });
    return { room, link: (await makeLink(of.scope, { roomId: room.id })).link };
  }

  test("heat up neither by less than a minute nor by what lies further back", async () => {
    const of = await makeReportedRoom();
    await read(of, 14, 300_000);
    await read(of, 3, 59_000);
    expect(await hot(of.scope)).toEqual({ rows: [], total: 0 });
    await read(of, 2, 1_000);
    expect((await hot(of.scope)).rows).toMatchObject([{ lastMs: 60_000, beforeMs: 0 }]);
  });

  test("cool down once the deal is decided or the room archived, and are no other workspace's", async () => {
    const of = await makeReportedRoom();
    await read(of, 1, 90_000);
    expect(await hot((await makeMember()).scope)).toMatchObject({ total: 0 });
    expect(await hot(of.scope)).toMatchObject({ total: 1 });
    await db.update(deals).set({ outcome: "won" }).where(eq(deals.id, of.deal.id));
    expect(await hot(of.scope)).toMatchObject({ total: 0 });
    await db.update(deals).set({ outcome: "open" }).where(eq(deals.id, of.deal.id));
    await db.update(rooms).set({ archivedAt: NOW }).where(eq(rooms.id, of.room.id));
    expect(await hot(of.scope)).toMatchObject({ total: 0 });
  });
});
