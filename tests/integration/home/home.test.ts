import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { documentVersions } from "@db/schema/library";
import { rooms } from "@db/schema/rooms";
import { shareLinks } from "@db/schema/sharing";
import { members, teams, workspaces } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dealSource } from "~/features/accounts/deals/lists/data.server";
import { firstMomentOf } from "~/features/engagement/utils";
import {
  listExpiringLinks,
  listFailedDocuments,
  listLiveReadings,
  listOverdueDeals,
} from "~/features/home/data.server";
import { listOwnerIds, listOwnTeams, ownersOf } from "~/features/home/owners.server";
import { findTrends } from "~/features/home/rooms/data.server";
import { findFirstSteps } from "~/features/home/steps/data.server";
import { overdueDealsAt } from "~/features/home/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { setClock } from "~/platform/clock.server";
import { readList } from "~/platform/lists/list-model";
import { readListPage } from "~/platform/lists/list-query.server";
import { useDatabase } from "../../support/database";
import {
  makeAccount,
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
const ago = (days: number, ms = 0) => new Date(NOW.getTime() - days * DAY_MS - ms);
const ahead = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const firstMoment = (day: string) => firstMomentOf(day, TOKYO);

beforeEach(() => setClock(() => NOW.getTime()));
afterEach(() => setClock(null));

const mine = (scope: WorkspaceScope) => ownersOf(scope, "mine");
const trendsOf = async (scope: WorkspaceScope) =>
  findTrends(scope, await mine(scope), { today: TODAY, firstMoment });
const namesOf = (list: { rows: readonly { name: string }[] }) => list.rows.map(({ name }) => name);

/** A room whose link is old enough to expect visits. */
async function makeSharedRoom() {
  const made = await makeReportedRoom();
  await db
    .update(shareLinks)
    .set({ createdAt: ago(30) })
    .where(eq(shareLinks.id, made.link.id));
  return made;
}

const reading = (of: ReportedRoom, startedAt: Date, ms = 90_000) =>
  addVisit(of, { startedAt, contactId: of.sato.id, views: [{ pageId: of.prices.id, units: { 1: ms } }] });

describe("who reads now", () => {
  test("names engaged viewers heard of in the last minute, and nobody else", async () => {
    const of = await makeSharedRoom();
    await reading(of, ago(0, 30_000), 20_000);
    await reading(of, ago(0, 3_600_000));
    const [reader, ...others] = await listLiveReadings(of.scope, await mine(of.scope));
    expect(others).toEqual([]);
    expect(reader).toMatchObject({
      name: "Sato",
      identity: "verified",
      pageTitle: "Price list",
      accountName: "Hinoki Foods",
    });
  });

  test("leaves out machines, other workspaces and rooms of colleagues", async () => {
    const of = await makeSharedRoom();
    const views = [{ pageId: of.prices.id, units: { 1: 20_000 }, class: "automated" as const }];
    await addVisit(of, { startedAt: ago(0, 30_000), views });
    expect(await listLiveReadings(of.scope, await mine(of.scope))).toEqual([]);
    await reading(of, ago(0, 30_000), 20_000);
    const colleague = await makeMember({ workspaceId: of.scope.workspaceId });
    expect(await listLiveReadings(colleague.scope, await mine(colleague.scope))).toEqual([]);
    expect(await listLiveReadings(colleague.scope, await ownersOf(colleague.scope, "everyone"))).toHaveLength(
      1,
    );
    const stranger = await makeMember();
    expect(await listLiveReadings(stranger.scope, await ownersOf(stranger.scope, "everyone"))).toEqual([]);
  });
});

describe("links that close soon", () => {
  test("are those that still open and will not in a week, the soonest first", async () => {
    const { scope, room } = await makeReportedRoom();
    const at = (label: string, expiresAt: Date | null, revokedAt: Date | null = null) =>
      makeLink(scope, { roomId: room.id, label, expiresAt, revokedAt });
    await at("late", ahead(6));
    await at("soon", ahead(1));
    await at("far", ahead(8));
    await at("gone", ago(1));
    await at("closed by hand", ahead(2), ago(1));
    await at("never", null);
    const { rows, total } = await listExpiringLinks(scope, await mine(scope));
    expect(rows.map(({ label }) => label)).toEqual(["soon", "late"]);
    expect(total).toBe(2);
    await db.update(rooms).set({ archivedAt: NOW }).where(eq(rooms.id, room.id));
    expect((await listExpiringLinks(scope, await mine(scope))).total).toBe(0);
  });
});

describe("deals past their close date", () => {
  test("are open ones only, the longest overdue first, and the rest is counted", async () => {
    const { scope } = await makeMember();
    const deal = (name: string, over: Partial<typeof deals.$inferInsert>) =>
      makeDeal(scope, { name, ...over });
    await deal("today", { closeDate: TODAY });
    await deal("yesterday", { closeDate: "2026-03-14" });
    await deal("long ago", { closeDate: "2025-12-01" });
    await deal("won", { closeDate: "2025-12-01", outcome: "won" });
    await deal("archived", { closeDate: "2025-12-01", archivedAt: NOW });
    await deal("undated", { closeDate: null });
    const found = await listOverdueDeals(scope, await mine(scope), TODAY);
    expect(namesOf(found)).toEqual(["long ago", "yesterday"]);
    for (let n = 0; n < 5; n++) await deal(`more ${n}`, { closeDate: "2026-01-01" });
    const more = await listOverdueDeals(scope, await mine(scope), TODAY);
    expect([more.rows.length, more.total]).toEqual([5, 7]);
  });
});

describe("documents that failed", () => {
  test("are those whose newest file failed or lost its reader", async () => {
    const { scope } = await makeMember();
    const failed = await makeDocument(scope, {
      title: "Locked",
      version: { state: "failed", failure: "encrypted" },
    });
    const healed = await makeDocument(scope, {
      title: "Healed",
      version: { state: "failed", failure: "broken" },
    });
    await db.insert(documentVersions).values({
      id: `${healed.document.id.slice(0, 25)}x`,
      workspaceId: scope.workspaceId,
      documentId: healed.document.id,
      number: 2,
      uploadId: "second",
      fileKey: "second",
      fileName: "second.pdf",
      sizeBytes: 1,
      state: "ready",
      createdAt: NOW,
    });
    await makeDocument(scope, {
      title: "Lost",
      version: { state: "processing", createdAt: ago(0, 3_600_000) },
    });
    await makeDocument(scope, { title: "Under way", version: { state: "processing", createdAt: NOW } });
    const { rows } = await listFailedDocuments(scope, await mine(scope));
    expect(rows).toEqual([
      { id: expect.any(String), title: "Lost", failure: "stuck", canRetry: true },
      { id: failed.document.id, title: "Locked", failure: "encrypted", canRetry: false },
    ]);
  });
});

describe("rooms gone quiet", () => {
  test("were shared five working days ago and have had no visit since", async () => {
    const of = await makeSharedRoom();
    const { silent } = await trendsOf(of.scope);
    expect(silent.rows).toEqual([
      {
        id: of.room.id,
        name: of.room.name,
        accountName: "Hinoki Foods",
        lastVisitAt: null,
        sharedAt: ago(30),
      },
    ]);
    // 15 March 2026 is a Sunday: the last five working days begin on Monday, the 9th.
    await reading(of, new Date("2026-03-08T14:59:00Z"));
    expect((await trendsOf(of.scope)).silent.rows[0]?.lastVisitAt).toEqual(new Date("2026-03-08T14:59:00Z"));
    await reading(of, new Date("2026-03-08T15:01:00Z"));
    expect((await trendsOf(of.scope)).silent).toEqual({ rows: [], total: 0 });
  });

  test("wait longer where days off come between", async () => {
    const of = await makeSharedRoom();
    await reading(of, new Date("2026-03-06T03:00:00Z"));
    expect((await trendsOf(of.scope)).silent.total).toBe(1);
    const ownHolidays = [{ day: "2026-03-10", name: "Founding day" }];
    await db.update(workspaces).set({ ownHolidays }).where(eq(workspaces.id, of.scope.workspaceId));
    expect((await trendsOf(of.scope)).silent.total).toBe(0);
  });

  test("know the public holidays of Japan where the workspace keeps them", async () => {
    setClock(() => Date.parse("2026-05-08T03:00:00Z"));
    const of = await makeSharedRoom();
    await db
      .update(shareLinks)
      .set({ createdAt: new Date("2026-03-01T00:00:00Z") })
      .where(eq(shareLinks.id, of.link.id));
    await reading(of, new Date("2026-05-01T03:00:00Z"));
    const look = async () =>
      (await findTrends(of.scope, await mine(of.scope), { today: "2026-05-08", firstMoment })).silent.total;
    expect(await look()).toBe(1);
    await db.update(workspaces).set({ holidayCountry: "JP" }).where(eq(workspaces.id, of.scope.workspaceId));
    expect(await look()).toBe(0);
  });

  test("are left in peace once the deal is decided, the room archived, or no link open", async () => {
    const silentAfter = async (change: (of: ReportedRoom) => Promise<unknown>) => {
      const of = await makeSharedRoom();
      await change(of);
      return (await trendsOf(of.scope)).silent.total;
    };
    const link = (fields: Partial<typeof shareLinks.$inferInsert>) => (of: ReportedRoom) =>
      db.update(shareLinks).set(fields).where(eq(shareLinks.id, of.link.id));
    expect(await silentAfter(async () => {})).toBe(1);
    expect(await silentAfter(link({ revokedAt: NOW }))).toBe(0);
    expect(await silentAfter(link({ expiresAt: ago(1) }))).toBe(0);
    expect(await silentAfter(link({ createdAt: ago(2) }))).toBe(0);
    const dealOf = (fields: Partial<typeof deals.$inferInsert>) => (of: ReportedRoom) =>
      db.update(deals).set(fields).where(eq(deals.id, of.deal.id));
    expect(await silentAfter(dealOf({ outcome: "won" }))).toBe(0);
    const archive = (of: ReportedRoom) =>
      db.update(rooms).set({ archivedAt: NOW }).where(eq(rooms.id, of.room.id));
    expect(await silentAfter(archive)).toBe(0);
  });
});

describe("rooms heating up", () => {
  test("compare the last seven days with the seven before, by the roll-ups", async () => {
    const of = await makeSharedRoom();
    await reading(of, ago(1), 120_000);
    await reading(of, ago(9), 90_000);
    const { hot } = await trendsOf(of.scope);
    expect(hot.rows).toEqual([
      expect.objectContaining({ id: of.room.id, lastMs: 120_000, beforeMs: 90_000 }),
    ]);
    expect(hot.rows[0]?.days).toHaveLength(14);
    expect(hot.rows[0]?.days.at(-1)).toEqual({ day: TODAY, activeMs: 0 });
  });

  test("don't name rooms that are read less than before", async () => {
    const of = await makeSharedRoom();
    await reading(of, ago(1), 90_000);
    await reading(of, ago(9), 120_000);
    expect((await trendsOf(of.scope)).hot.total).toBe(0);
  });
});

describe("whose rooms", () => {
  test("a team's leader sees the rooms of its members, and no other team's", async () => {
    const lead = await makeMember({ role: "manager" });
    const { workspaceId } = lead.member;
    const [own, other] = ["own", "other"].map((name) => ({
      id: `${name}-${workspaceId}`.slice(0, 26),
      name,
    }));
    if (!own || !other) throw new Error("no teams");
    await db.insert(teams).values([
      { ...own, workspaceId, leaderId: lead.member.id, createdAt: NOW },
      { ...other, workspaceId, createdAt: NOW },
    ]);
    const rep = await makeMember({ workspaceId });
    const outsider = await makeMember({ workspaceId });
    await db.update(members).set({ teamId: own.id }).where(eq(members.id, rep.member.id));
    await db.update(members).set({ teamId: other.id }).where(eq(members.id, outsider.member.id));
    for (const { scope } of [lead, rep, outsider])
      await makeDeal(scope, { name: scope.memberId, closeDate: "2026-01-01" });
    expect(await listOwnTeams(lead.scope)).toEqual([own.id]);
    const seen = async (whose: "mine" | "team" | "everyone") =>
      namesOf(await listOverdueDeals(lead.scope, await ownersOf(lead.scope, whose), TODAY)).sort();
    expect(await seen("mine")).toEqual([lead.member.id]);
    expect(await seen("team")).toEqual([lead.member.id, rep.member.id].sort());
    expect(await seen("everyone")).toHaveLength(3);
    // The way to all of them leads to the same deals, and to no other one.
    await makeDeal(lead.scope, { closeDate: TODAY });
    await makeDeal(lead.scope, { closeDate: "2026-01-01", outcome: "lost" });
    for (const whose of ["mine", "team", "everyone"] as const) {
      const ownerIds = await listOwnerIds(lead.scope, whose);
      const { search } = new URL(overdueDealsAt({ ownerIds, today: TODAY }), "https://engawa.example");
      const list = readList(dealSource.shape, new URLSearchParams(search));
      const { rows } = await readListPage(dealSource, lead.scope, list);
      expect(rows.map(({ name }) => name).sort(), whose).toEqual(await seen(whose));
    }
  });
});

describe("the first steps", () => {
  const done = async (scope: WorkspaceScope) =>
    (await findFirstSteps(scope))?.filter(({ isDone }) => isDone).map(({ step }) => step);

  test("are ticked from what is there, and go once a link is shared", async () => {
    const { scope } = await makeMember();
    expect(await done(scope)).toEqual([]);
    const account = await makeAccount(scope);
    expect(await done(scope)).toEqual(["account"]);
    const deal = await makeDeal(scope, { accountId: account.id });
    const room = await makeRoom(scope, { dealId: deal.id });
    expect(await done(scope)).toEqual(["account", "deal", "room"]);
    await makePage(scope, { roomId: room.id });
    expect(await done(scope)).toEqual(["account", "deal", "room", "upload"]);
    await makeLink(scope, { roomId: room.id });
    expect(await findFirstSteps(scope)).toBeNull();
  });

  test("guide a new rep past what colleagues have done, but not a manager", async () => {
    const { scope } = await makeReportedRoom();
    const rep = await makeMember({ workspaceId: scope.workspaceId });
    const manager = await makeMember({ workspaceId: scope.workspaceId, role: "manager" });
    expect(await done(rep.scope)).toEqual([]);
    expect(await findFirstSteps(manager.scope)).toBeNull();
  });
});
