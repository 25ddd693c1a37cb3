import { db } from "@db/client";
import { documentVersions } from "@db/schema/library";
import { proposals } from "@db/schema/rooms";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getRoomReport } from "~/features/engagement/data.server";
import { reclassHit } from "~/features/tracking/reclass.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import { makeContact, makeDocumentVersion, makePage } from "../../support/factories";
import {
  addHit,
  addVisit,
  EVERYTHING,
  makeReportedRoom,
  NOW,
  type ReportedRoom,
  strangerScope,
} from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW.getTime()));
afterAll(() => setClock(null));

const reportOf = ({ scope, room }: ReportedRoom, over: Partial<Parameters<typeof getRoomReport>[2]> = {}) =>
  getRoomReport(scope, room.id, { ...EVERYTHING, ...over });

describe("the report of a room", () => {
  test("that nobody has read says so and divides by nothing", async () => {
    const of = await makeReportedRoom();
    const report = await reportOf(of);
    expect(report.hasEver).toBe(false);
    expect(report.headline).toEqual({
      people: 0,
      reach: 0,
      engagedContacts: 0,
      knownContacts: 2,
      visits: 0,
      views: 0,
      activeMs: 0,
      completion: null,
      repeatRate: null,
      bounce: null,
    });
    expect(report.map.people).toEqual([]);
    expect(report.dwells).toEqual([]);
    expect(report.tally).toEqual([]);
  });

  test("of another workspace is not found", async () => {
    const of = await makeReportedRoom();
    const stranger = await strangerScope();
    await expect(getRoomReport(stranger, of.room.id, EVERYTHING)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("counts people, visits, views, time, completion, repeats and bounces as defined", async () => {
    const of = await makeReportedRoom();
    const { prices, version, sato } = of;
    const read = { pageId: prices.id, versionId: version.id };
    const first = await addVisit(of, {
      startedAt: "2026-03-10T01:00:00Z",
      contactId: sato.id,
      views: [{ ...read, units: { 1: 8_000, 3: 5_000 }, restMs: 2_000 }],
    });
    await addVisit(of, {
      startedAt: "2026-03-12T01:00:00Z",
      contactId: sato.id,
      viewerId: first.viewerId,
      views: [
        { ...read, units: { 3: 1_000, 4: 999 } },
        { pageId: of.proposal.id, units: { 1: 20_000 } },
      ],
    });
    await addVisit(of, { startedAt: "2026-03-12T02:00:00Z", views: [{ ...read, units: { 1: 4_000 } }] });
    const { headline, map } = await reportOf(of);
    expect(headline).toMatchObject({
      people: 2,
      engagedContacts: 1,
      reach: 0.5,
      visits: 3,
      views: 4,
      activeMs: 15_000 + 1_999 + 20_000 + 4_000,
      repeatRate: 0.5,
      bounce: 1 / 3,
    });
    // Sato: 2 of 4 pages and 1 of 1 section; the anonymous visitor: 1 of 4 pages.
    expect(headline.completion).toBeCloseTo(4 / 9);
    expect(map.people.map(({ person, activeMs }) => [person.name, person.identity, activeMs])).toEqual([
      ["Sato", "verified", 36_999],
      [null, "anonymous", 4_000],
    ]);
    expect(map.pages.map(({ title }) => title)).toEqual(["Price list", "Proposal"]);
    expect(map.cells).toEqual([
      [
        { activeMs: 16_999, completion: 0.5 },
        { activeMs: 20_000, completion: 1 },
      ],
      [{ activeMs: 4_000, completion: 0.25 }, null],
    ]);
  });

  test("leaves machines and the own team out, whatever time they spent", async () => {
    const of = await makeReportedRoom();
    const units = { 1: 60_000 };
    const reading = { pageId: of.prices.id, versionId: of.version.id, units };
    for (const judged of ["unconfirmed", "automated", "internal"] as const) {
      await addVisit(of, { startedAt: "2026-03-14T01:00:00Z", views: [{ ...reading, class: judged }] });
    }
    const report = await reportOf(of);
    expect(report.headline).toMatchObject({ people: 0, visits: 0, views: 0, activeMs: 0 });
    expect(report.visitList.rows).toEqual([]);
    expect(report.hasEver).toBe(false);
  });

  test("tells a typed address from a proven one, and the better proof wins", async () => {
    const of = await makeReportedRoom();
    const reading = { pageId: of.prices.id, versionId: of.version.id, units: { 1: 9_000 } };
    const visit = { startedAt: "2026-03-14T01:00:00Z", views: [reading] };
    await addVisit(of, { ...visit, contactId: of.sato.id, identity: "claimed" });
    await addVisit(of, { ...visit, contactId: of.tanaka.id, identity: "claimed" });
    await addVisit(of, { ...visit, contactId: of.tanaka.id, identity: "verified" });
    const { map } = await reportOf(of);
    const identities = new Map(map.people.map(({ person }) => [person.name, person.identity]));
    expect(identities).toEqual(
      new Map([
        ["Tanaka", "verified"],
        ["Sato", "claimed"],
      ]),
    );
  });

  test("knows contacts of other accounts once they came in, and forgets archived ones", async () => {
    const of = await makeReportedRoom();
    const adviser = await makeContact(of.scope, { name: "Adviser" });
    await makeContact(of.scope, { accountId: of.account.id, archivedAt: NOW });
    const reading = { pageId: of.prices.id, versionId: of.version.id, units: { 1: 9_000 } };
    await addVisit(of, { startedAt: "2026-03-14T01:00:00Z", contactId: adviser.id, views: [reading] });
    const { headline } = await reportOf(of);
    expect([headline.engagedContacts, headline.knownContacts]).toEqual([1, 3]);
  });
});

describe("a period", () => {
  const late = "2026-03-08T15:30:00Z"; // 9 March, 0:30 in Tokyo; still 8 March in UTC
  const early = "2026-03-08T14:30:00Z"; // 8 March, 23:30 in Tokyo

  async function readAt(startedAt: string, timeZone: string) {
    const of = await makeReportedRoom();
    const reading = { pageId: of.prices.id, versionId: of.version.id, units: { 1: 12_000 } };
    await addVisit(of, { startedAt, timeZone, views: [reading] });
    return of;
  }

  test("begins at midnight of the workspace's zone", async () => {
    const week = { window: "7" } as const;
    const inside = await reportOf(await readAt(late, "Asia/Tokyo"), week);
    const outside = await reportOf(await readAt(early, "Asia/Tokyo"), week);
    const inUtc = await reportOf(await readAt(late, "UTC"), { ...week, timeZone: "UTC" });
    expect(inside.period.since).toBe("2026-03-09");
    expect([inside, outside, inUtc].map((report) => report.headline.visits)).toEqual([1, 0, 0]);
    expect([inside, outside, inUtc].map((report) => report.visitList.rows.length)).toEqual([1, 0, 0]);
    expect([inside, outside].map((report) => report.hasEver)).toEqual([true, true]);
  });

  test("shows each of its days, also those without attention", async () => {
    const { series } = await reportOf(await readAt(late, "Asia/Tokyo"), { window: "7" });
    expect(series.grain).toBe("day");
    expect(series.points).toHaveLength(7);
    expect(series.points[0]).toEqual({ day: "2026-03-09", activeMs: 12_000 });
    expect(series.points.at(-1)).toEqual({ day: "2026-03-15", activeMs: 0 });
  });
});

describe("page by page", () => {
  test("shows the newest version that was read, or the one that was chosen", async () => {
    const of = await makeReportedRoom();
    const second = await makeDocumentVersion(of.scope, {
      documentId: of.document.id,
      number: 2,
      pageCount: 2,
    });
    const day = "2026-03-14T01:00:00Z";
    await addVisit(of, {
      startedAt: day,
      views: [
        { pageId: of.prices.id, versionId: of.version.id, units: { 4: 7_000 } },
        { pageId: of.prices.id, versionId: second.id, units: { 2: 3_000 }, restMs: 500 },
      ],
    });
    const newest = await reportOf(of);
    expect(newest.dwells[0]).toMatchObject({ people: 1, activeMs: 3_500, versionId: second.id });
    expect(newest.dwells[0]?.versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(newest.dwells[0]?.units.map(({ activeMs }) => activeMs)).toEqual([0, 3_000]);
    // The version that was read longest decides the completion.
    expect(newest.map.cells[0]?.[0]).toEqual({ activeMs: 10_500, completion: 0.25 });
    const chosen = await reportOf(of, { versions: [of.version.id] });
    expect(chosen.dwells[0]?.units.map(({ activeMs }) => activeMs)).toEqual([0, 0, 0, 7_000]);
    const [stored] = await db.select().from(documentVersions).where(eq(documentVersions.id, second.id));
    expect(stored?.pageCount).toBe(2);
  });

  test("names the sections of a proposal", async () => {
    const of = await makeReportedRoom();
    const heading = (text: string) => ({
      type: "heading",
      attrs: { level: 2 },
      content: [{ type: "text", text }],
    });
    const body = { type: "doc" as const, content: [heading("Why now"), heading("Price")] };
    await db.update(proposals).set({ body, sectionCount: 2 }).where(eq(proposals.pageId, of.proposal.id));
    await addVisit(of, {
      startedAt: "2026-03-14T01:00:00Z",
      views: [{ pageId: of.proposal.id, units: { 2: 4_000 } }],
    });
    const { dwells } = await reportOf(of);
    expect(dwells[0]?.units).toEqual([
      { unit: 1, title: "Why now", activeMs: 0 },
      { unit: 2, title: "Price", activeMs: 4_000 },
    ]);
  });

  test("keeps what was read of a page that was removed since", async () => {
    const of = await makeReportedRoom();
    const gone = await makePage(of.scope, { roomId: of.room.id, title: "Old terms", archivedAt: NOW });
    await addVisit(of, {
      startedAt: "2026-03-14T01:00:00Z",
      views: [{ pageId: gone.id, versionId: of.version.id, units: { 1: 2_000 } }],
    });
    const { dwells } = await reportOf(of);
    expect(dwells.map(({ page }) => [page.title, page.isArchived])).toEqual([["Old terms", true]]);
  });
});

describe("the visits", () => {
  test("come newest first, a page at a time, with what each saw", async () => {
    const of = await makeReportedRoom();
    const reading = { pageId: of.prices.id, versionId: of.version.id, units: { 1: 2_000 } };
    for (let hour = 0; hour < 13; hour++) {
      const startedAt = `2026-03-14T${String(hour).padStart(2, "0")}:00:00Z`;
      await addVisit(of, {
        startedAt,
        views: [reading, { pageId: of.proposal.id, units: {}, restMs: 100 }, reading],
      });
    }
    const first = await reportOf(of);
    const second = await reportOf(of, { visits: 2 });
    expect([first.visitList.hasMore, second.visitList.hasMore]).toEqual([true, false]);
    const starts = [...first.visitList.rows, ...second.visitList.rows].map(({ startedAt }) =>
      startedAt.getUTCHours(),
    );
    expect(starts).toEqual(Array.from({ length: 13 }, (_, at) => 12 - at));
    expect(first.visitList.rows[0]).toMatchObject({ activeMs: 4_100 });
    expect(first.visitList.rows[0]?.pages.map(({ title }) => title)).toEqual(["Price list", "Proposal"]);
  });

  test("are summed by person and day of the workspace for the timeline, longest reader first", async () => {
    const of = await makeReportedRoom();
    const read = (ms: number) => [{ pageId: of.prices.id, versionId: of.version.id, units: { 1: ms } }];
    const { viewerId } = await addVisit(of, { startedAt: "2026-03-10T02:00:00Z", views: read(2_000) });
    await addVisit(of, { viewerId, startedAt: "2026-03-10T05:00:00Z", views: read(3_000) });
    await addVisit(of, { viewerId, startedAt: "2026-03-12T16:00:00Z", views: read(4_000) });
    await addVisit(of, { startedAt: "2026-03-11T02:00:00Z", views: read(1_000) });
    const { visitDays } = await reportOf(of, { window: "30" });
    expect(visitDays.people[0]?.days).toEqual([
      { day: "2026-03-10", activeMs: 5_000 },
      { day: "2026-03-13", activeMs: 4_000 },
    ]);
    expect(visitDays.people[1]?.days).toEqual([{ day: "2026-03-11", activeMs: 1_000 }]);
    expect(visitDays.first < visitDays.last).toBe(true);
    expect(visitDays.people.map(({ person }) => person.key)).toEqual(
      (await reportOf(of, { window: "30" })).map.people.map(({ person }) => person.key),
    );
  });
});

describe("the hits", () => {
  test("are counted by class and reason, the most frequent first", async () => {
    const of = await makeReportedRoom();
    for (const reason of ["gateway:safe_links", "gateway:safe_links", "bot:slack"])
      await addHit(of, { reason });
    for (let n = 0; n < 4; n++) await addHit(of, { class: "person", reason: "input" });
    await addHit(of, { class: "unconfirmed", reason: "mail_minute" });
    await addHit(of, { at: new Date("2025-01-01T00:00:00Z") });
    const { tally, hitList } = await reportOf(of, { window: "30" });
    expect(tally).toEqual([
      { class: "person", reason: "input", count: 4 },
      { class: "automated", reason: "gateway:safe_links", count: 2 },
      { class: "automated", reason: "bot:slack", count: 1 },
      { class: "unconfirmed", reason: "mail_minute", count: 1 },
    ]);
    expect(hitList.rows).toHaveLength(8);
  });

  test("show a network instead of an address, and a short name instead of an agent", async () => {
    const of = await makeReportedRoom();
    await addHit(of, {});
    const { hitList } = await reportOf(of);
    expect(hitList.rows[0]).toMatchObject({ network: "203.0.113.0/24", agent: "Slackbot-LinkExpanding" });
    expect(JSON.stringify(hitList)).not.toContain("203.0.113.77");
  });

  test("can be listed by class", async () => {
    const of = await makeReportedRoom();
    await addHit(of, {});
    await addHit(of, { class: "person", reason: "input" });
    const { hitList, tally } = await reportOf(of, { class: "person" });
    expect(hitList.rows.map((hit) => hit.class)).toEqual(["person"]);
    expect(tally).toHaveLength(2);
  });

  test("that a member judged anew are told with that reason", async () => {
    const of = await makeReportedRoom();
    const hitId = await addHit(of, {});
    await reclassHit(of.scope, hitId, "person");
    const { tally } = await reportOf(of);
    expect(tally).toEqual([{ class: "person", reason: "ruling", count: 1 }]);
  });
});
