import { db } from "@db/client";
import { events } from "@db/schema/activity";
import { attentionDaily, hits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSession } from "~/features/auth/sessions.server";
import { setClock } from "~/platform/clock.server";
import { AppError } from "~/platform/errors";
import { resetLimits } from "~/platform/rate-limit.server";
import { loader as accountCsv } from "~/routes/app/account-report-csv";
import { action, loader } from "~/routes/app/room-report";
import { loader as roomCsv } from "~/routes/app/room-report-csv";
import { cookieOf } from "../../support/app";
import { useDatabase } from "../../support/database";
import { makeContact, makeMember, makePage } from "../../support/factories";
import { addHit, addVisit, makeReportedRoom, NOW, type ReportedRoom } from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW.getTime()));
afterAll(() => setClock(null));
beforeEach(resetLimits);

async function askAs(userId: string, address: string, init: RequestInit = {}) {
  const cookie = cookieOf(await startSession(userId, null));
  return new Request(`http://localhost:3000${address}`, { ...init, headers: { cookie } });
}

type Params = Record<string, string>;
const args = (request: Request, params: Params) => ({ request, params, context: {} }) as never;

async function readCsv(of: ReportedRoom, query = "?window=all&bom=0") {
  const request = await askAs(of.userId, `/rooms/${of.room.id}/report.csv${query}`);
  return roomCsv(args(request, { roomId: of.room.id }));
}

/** Sato reads two days; an unknown person once. */
async function makeReadRoom() {
  const of = await makeReportedRoom();
  const read = { pageId: of.prices.id, versionId: of.version.id };
  const visit = { contactId: of.sato.id };
  await addVisit(of, {
    ...visit,
    startedAt: "2026-03-10T01:00:00Z",
    views: [{ ...read, units: { 1: 8_500, 2: 1_000 }, restMs: 250 }],
  });
  await addVisit(of, {
    ...visit,
    startedAt: "2026-03-11T01:00:00Z",
    views: [{ ...read, units: { 1: 2_000 } }],
  });
  const stranger = await addVisit(of, {
    startedAt: "2026-03-11T02:00:00Z",
    views: [{ pageId: of.proposal.id, units: { 1: 3_000 } }],
  });
  return { of, code: stranger.viewerId.slice(-4).toUpperCase() };
}

describe("the CSV of a room", () => {
  test("has one row for each day, person, page and unit", async () => {
    const { of, code } = await makeReadRoom();
    const lines = (await (await readCsv(of)).text()).split("\r\n");
    const sato = `Cold chain room,Sato,${of.sato.email},Verified,Price list,Document,1`;
    const [heading, ...rows] = lines;
    expect(heading).toBe("Day,Room,Person,E-mail,Identity,Page,Kind,Version,Page or section,Active seconds");
    expect(rows.slice(0, 3)).toEqual([
      `2026-03-10,${sato},0,0.25`,
      `2026-03-10,${sato},1,8.5`,
      `2026-03-10,${sato},2,1`,
    ]);
    // Whose key comes first on the second day is chance.
    expect(rows.slice(3, 5).sort()).toEqual(
      [
        `2026-03-11,Cold chain room,Anonymous ${code},,Anonymous,Proposal,Proposal,,1,3`,
        `2026-03-11,${sato},1,2`,
      ].sort(),
    );
    expect(rows.slice(5)).toEqual([""]);
  });

  test("is a private download under a safe name, and on record", async () => {
    const { of } = await makeReadRoom();
    const response = await readCsv(of);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition":
        "attachment; filename=\"Cold chain room-2026-03-15.csv\"; filename*=UTF-8''Cold%20chain%20room-2026-03-15.csv",
      "cache-control": "private, no-store",
    });
    await response.text();
    const recorded = await db.select().from(events).where(eq(events.roomId, of.room.id));
    expect(recorded.map(({ type, actorId }) => [type, actorId])).toEqual([
      ["report.exported", of.scope.memberId],
    ]);
  });

  test("speaks Japanese to Japanese readers, with the mark that Excel needs", async () => {
    const { of } = await makeReadRoom();
    await db.update(users).set({ language: "ja" }).where(eq(users.id, of.userId));
    const bytes = new Uint8Array(await (await readCsv(of, "?window=all")).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toMatch(/^日付,ルーム,閲覧者,/);
    const bare = await (await readCsv(of, "?window=all&bom=0")).text();
    expect(bare.startsWith("日付")).toBe(true);
  });

  test("runs no formula that a buyer or a title brings along", async () => {
    const of = await makeReportedRoom();
    const contact = await makeContact(of.scope, { accountId: of.account.id, name: "=HYPERLINK(1)" });
    const page = await makePage(of.scope, { roomId: of.room.id, title: "+1, please" });
    await addVisit(of, {
      startedAt: "2026-03-10T01:00:00Z",
      contactId: contact.id,
      views: [{ pageId: page.id, versionId: of.version.id, units: { 1: 1_000 } }],
    });
    const text = await (await readCsv(of)).text();
    expect(text).toContain(`,"'=HYPERLINK(1)",`);
    expect(text).toContain(`,"'+1, please",`);
  });

  test("can't be taken from another workspace, nor without end", async () => {
    const { of } = await makeReadRoom();
    const other = await makeMember();
    const stranger = { ...of, userId: other.userId };
    await expect(readCsv(stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (let n = 0; n < 10; n++) await (await readCsv(of)).text();
    await expect(readCsv(of)).rejects.toMatchObject({ code: "RATE_LIMITED" });
  });

  test("of an account has all its rooms", async () => {
    const { of } = await makeReadRoom();
    const request = await askAs(of.userId, `/accounts/${of.account.id}/report.csv?window=all`);
    const response = await accountCsv(args(request, { accountId: of.account.id }));
    expect((await response.text()).trim().split("\r\n")).toHaveLength(6);
    const recorded = await db.select().from(events).where(eq(events.accountId, of.account.id));
    expect(recorded.map(({ type }) => type)).toEqual(["account.report_exported"]);
  });
});

describe("the screen of a room's report", () => {
  test("reads its choices from the address and ignores nonsense", async () => {
    const { of } = await makeReadRoom();
    const request = await askAs(of.userId, `/rooms/${of.room.id}/report?window=99&visits=-3&class=x`);
    const report = await loader(args(request, { roomId: of.room.id }));
    expect(report).toMatchObject({ period: { window: "30" }, visitList: { page: 1 }, shownClass: null });
    expect(report.live).toEqual([]);
  });

  async function judge(userId: string, of: ReportedRoom, form: Params) {
    const body = new URLSearchParams(form);
    const request = await askAs(userId, `/rooms/${of.room.id}/report`, { method: "POST", body });
    return action(args(request, { roomId: of.room.id }));
  }

  test("lets a rep judge a hit anew, which is on record", async () => {
    const of = await makeReportedRoom();
    const hitId = await addHit(of, {});
    await judge(of.userId, of, { intent: "reclass", hitId, to: "person" });
    const [hit] = await db.select().from(hits).where(eq(hits.id, hitId));
    expect(hit).toMatchObject({ class: "person", reason: "ruling", reclassedById: of.scope.memberId });
    const recorded = await db.select().from(events).where(eq(events.roomId, of.room.id));
    expect(recorded.map(({ type }) => type)).toEqual(["hit.reclassed"]);
  });

  test("refuses a class that nobody may give, and a stranger", async () => {
    const of = await makeReportedRoom();
    const hitId = await addHit(of, {});
    expect(await judge(of.userId, of, { intent: "reclass", hitId, to: "opened" })).toMatchObject({
      init: { status: 422 },
    });
    const other = await makeMember();
    const refused = judge(other.userId, of, { intent: "reclass", hitId, to: "person" });
    await expect(refused).rejects.toBeInstanceOf(AppError);
    const [hit] = await db.select().from(hits).where(eq(hits.id, hitId));
    expect(hit?.class).toBe("automated");
  });
});

test("a report longer than one piece is whole, each row once", async () => {
  const of = await makeReportedRoom();
  const common = { workspaceId: of.scope.workspaceId, roomId: of.room.id, pageId: of.prices.id };
  const rows = Array.from({ length: 2_345 }, (_, at) => ({
    ...common,
    versionId: of.version.id,
    personKey: at % 3 === 0 ? of.sato.id : of.tanaka.id,
    day: `2026-02-${String(10 + (at % 7))}`,
    unit: at,
    activeMs: 1_000,
  }));
  for (let at = 0; at < rows.length; at += 500)
    await db.insert(attentionDaily).values(rows.slice(at, at + 500));
  const lines = (await (await readCsv(of)).text()).trim().split("\r\n").slice(1);
  expect(lines).toHaveLength(rows.length);
  expect(new Set(lines).size).toBe(rows.length);
  const days = lines.map((line) => line.slice(0, 10));
  expect(days).toEqual(days.toSorted());
});
