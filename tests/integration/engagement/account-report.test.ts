import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getAccountReport } from "~/features/engagement/data.server";
import { setClock } from "~/platform/clock.server";
import { useDatabase } from "../../support/database";
import { makeAccount, makeDeal, makeLink, makePage, makeRoom } from "../../support/factories";
import { addHit, addVisit, EVERYTHING, makeReportedRoom, NOW, strangerScope } from "./support";

useDatabase();
beforeAll(() => setClock(() => NOW.getTime()));
afterAll(() => setClock(null));

describe("the report of an account", () => {
  test("of another workspace is not found", async () => {
    const { account } = await makeReportedRoom();
    const stranger = await strangerScope();
    await expect(getAccountReport(stranger, account.id, EVERYTHING)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  test("without any room is empty", async () => {
    const { scope } = await makeReportedRoom();
    const { id } = await makeAccount(scope, { name: "New here" });
    const report = await getAccountReport(scope, id, EVERYTHING);
    expect(report).toMatchObject({ hasEver: false, roomLines: [], contactLines: [], tally: [] });
    expect(report.headline).toMatchObject({ people: 0, reach: null, visits: 0, completion: null });
  });

  test("adds up all rooms of all its deals, and no other's", async () => {
    const of = await makeReportedRoom();
    const { scope, account, sato, prices, version } = of;
    const deal = await makeDeal(scope, { accountId: account.id, name: "Second deal" });
    const room = await makeRoom(scope, { dealId: deal.id, name: "Second room" });
    const { link } = await makeLink(scope, { roomId: room.id });
    const page = await makePage(scope, { roomId: room.id, kind: "proposal", title: "Offer" });
    const elsewhere = await makeRoom(scope, { name: "Another account's" });
    const { link: otherLink } = await makeLink(scope, { roomId: elsewhere.id });
    const otherPage = await makePage(scope, { roomId: elsewhere.id, kind: "proposal" });
    const startedAt = "2026-03-14T01:00:00Z";
    const contactId = sato.id;
    await addVisit(of, {
      startedAt,
      contactId,
      views: [{ pageId: prices.id, versionId: version.id, units: { 1: 5_000 } }],
    });
    await addVisit(
      { scope, room, link },
      { startedAt, contactId, views: [{ pageId: page.id, units: { 1: 6_000 } }] },
    );
    await addVisit(
      { scope, room: elsewhere, link: otherLink },
      { startedAt, contactId, views: [{ pageId: otherPage.id, units: { 1: 7_000 } }] },
    );
    await addHit({ scope, room, link });
    await addHit({ scope, room: elsewhere, link: otherLink });

    const report = await getAccountReport(scope, account.id, EVERYTHING);
    expect(report.headline).toMatchObject({
      people: 1,
      visits: 2,
      repeatRate: 1,
      activeMs: 11_000,
      reach: 0.5,
    });
    const byName = new Map(report.roomLines.map((line) => [line.name, line]));
    expect([...byName.keys()].sort()).toEqual(["Cold chain room", "Second room"]);
    expect(byName.get("Second room")).toMatchObject({
      dealName: "Second deal",
      people: 1,
      visits: 1,
      activeMs: 6_000,
    });
    expect(report.contactLines.map(({ name, visits, activeMs }) => [name, visits, activeMs])).toEqual([
      ["Sato", 2, 11_000],
      ["Tanaka", 0, 0],
    ]);
    expect(report.map.pages.map(({ title }) => title).sort()).toEqual(["Offer", "Price list"]);
    expect(report.visitList.rows).toHaveLength(2);
    expect(report.tally).toEqual([{ class: "automated", reason: "bot:slack", count: 1 }]);
  });
});
