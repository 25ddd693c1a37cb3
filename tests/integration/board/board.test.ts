import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { visits } from "@db/schema/tracking";
import { members, teams } from "@db/schema/workspaces";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { getBoard } from "~/features/accounts/deals/board/data.server";
import { closeOnBoard, moveDeal } from "~/features/accounts/deals/board/mutations.server";
import { accountKeys } from "~/features/accounts/utils";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { newId } from "~/platform/ids";
import { useDatabase } from "../../support/database";
import { eventTypes } from "../../support/events";
import { makeAccount, makeDeal, makeLink, makeMember, makeRoom, makeViewer } from "../../support/factories";

useDatabase();

const EVERYTHING = { q: "", owner: "", team: "", more: [] as string[] };
const boardOf = async (scope: WorkspaceScope, over: Partial<typeof EVERYTHING> = {}) => {
  const columns = await getBoard(scope, { ...EVERYTHING, ...over });
  return new Map(columns.map((column) => [column.key, column]));
};
const namesIn = async (scope: WorkspaceScope, key: string, over: Partial<typeof EVERYTHING> = {}) =>
  (await boardOf(scope, over)).get(key)?.cards.map(({ name }) => name);
const dealOf = async (id: string) => (await db.select().from(deals).where(eq(deals.id, id)))[0]!;

describe("the board", () => {
  test("shows open deals by stage, the nearest close first, with totals by currency", async () => {
    const { scope } = await makeMember();
    const open = { stage: "propose" };
    await makeDeal(scope, { ...open, name: "Later", closeDate: "2026-09-01", amountMinor: 500 });
    await makeDeal(scope, { ...open, name: "No day", amountMinor: 12_050, currency: "USD" });
    await makeDeal(scope, { ...open, name: "Soon", closeDate: "2026-03-01", amountMinor: 1_000 });
    await makeDeal(scope, { ...open, name: "Archived", archivedAt: new Date() });
    await makeDeal(scope, { name: "Old", outcome: "won", closedAt: new Date(1) });
    await makeDeal(scope, { name: "New", outcome: "won", closedAt: new Date(2) });
    const board = await boardOf(scope);
    expect([...board.keys()]).toEqual([
      "qualify",
      "discover",
      "propose",
      "negotiate",
      "close",
      "won",
      "lost",
    ]);
    expect(board.get("propose")).toMatchObject({
      count: 3,
      cards: [{ name: "Soon" }, { name: "Later" }, { name: "No day" }],
      totals: [
        { currency: "USD", amountMinor: 12_050 },
        { currency: "JPY", amountMinor: 1_500 },
      ],
    });
    expect(await namesIn(scope, "won")).toEqual(["New", "Old"]);
  });

  test("pages a column of thousands, and finds by words of deal and account, owner and team", async () => {
    const { scope, member } = await makeMember();
    const { workspaceId } = member;
    const names = { name: "檜食品", reading: "ひのき", domain: null };
    const account = await makeAccount(scope, { ...names, ...accountKeys(names) });
    const colleague = await makeMember({ workspaceId, name: "Riku Hara", deactivatedAt: new Date() });
    const [team] = await db
      .insert(teams)
      .values({ id: newId(), workspaceId, name: "East", createdAt: new Date() })
      .returning();
    await db.update(members).set({ teamId: team!.id }).where(eq(members.id, colleague.member.id));
    for (let n = 0; n < 30; n++)
      await makeDeal(scope, { accountId: account.id, name: `Deal ${n}`, searchText: `deal ${n}` });
    await makeDeal(colleague.scope, { name: "Theirs", searchText: "theirs" });
    const board = await boardOf(scope);
    expect(board.get("qualify")).toMatchObject({ count: 31 });
    expect(board.get("qualify")?.cards).toHaveLength(25);
    expect(await namesIn(scope, "qualify", { more: ["qualify"] })).toHaveLength(31);
    expect(await namesIn(scope, "qualify", { q: "ヒノキ 29" })).toEqual(["Deal 29"]);
    expect(await namesIn(scope, "qualify", { owner: "me", more: ["qualify"] })).toHaveLength(30);
    const theirs = (await boardOf(scope, { team: team!.id })).get("qualify");
    expect(theirs?.cards).toMatchObject([{ name: "Theirs", hasOwnerLeft: true, canMove: false }]);
  });

  test("hints at what the buyers did, and shows nothing of another workspace", async () => {
    const { scope } = await makeMember();
    const deal = await makeDeal(scope);
    const room = await makeRoom(scope, { dealId: deal.id });
    const { link } = await makeLink(scope, { roomId: room.id });
    const { viewer } = await makeViewer(scope, { link });
    const facts = {
      workspaceId: scope.workspaceId,
      roomId: room.id,
      viewerId: viewer.id,
      personKey: viewer.id,
      day: "2026-01-01",
    };
    const visit = (startedAt: Date, engaged: boolean) =>
      db.insert(visits).values({ ...facts, id: newId(), startedAt, lastAt: startedAt, engaged });
    const lately = new Date(Date.now() - 3_600_000);
    await visit(new Date(Date.now() - 30 * 86_400_000), true);
    await visit(lately, true);
    await visit(new Date(), false);
    const card = (await boardOf(scope)).get("qualify")?.cards[0];
    expect(card).toMatchObject({ weekVisits: 1, visitedAt: lately });
    const stranger = await makeMember();
    expect((await boardOf(stranger.scope)).get("qualify")?.cards).toEqual([]);
  });
});

describe("a card that is moved", () => {
  test("is in its new stage, and back where it was when that is taken back", async () => {
    const { scope } = await makeMember();
    const deal = await makeDeal(scope);
    const moved = await moveDeal(scope, { dealId: deal.id, stage: "negotiate", version: 1 });
    expect(moved).toMatchObject({
      ok: true,
      from: { stage: "qualify" },
      to: { stage: "negotiate" },
      version: 2,
    });
    expect(await moveDeal(scope, { dealId: deal.id, stage: "qualify", version: 2 })).toMatchObject({
      ok: true,
    });
    expect(await dealOf(deal.id)).toMatchObject({ stage: "qualify", version: 3 });
    expect(await eventTypes(scope)).toEqual(["deal.updated", "deal.updated"]);
  });

  test("that someone moved first stays where they put it, and the answer says where", async () => {
    const { scope } = await makeMember();
    const deal = await makeDeal(scope);
    await moveDeal(scope, { dealId: deal.id, stage: "propose", version: 1 });
    expect(await moveDeal(scope, { dealId: deal.id, stage: "close", version: 1 })).toMatchObject({
      ok: false,
      now: { outcome: "open", stage: "propose" },
    });
    // The same wish twice, as from two quick presses, is no conflict.
    expect(await moveDeal(scope, { dealId: deal.id, stage: "propose", version: 1 })).toMatchObject({
      ok: true,
    });
  });

  test("on won or lost is closed with its reason, and opened again by a move to a stage", async () => {
    const { scope } = await makeMember();
    const deal = await makeDeal(scope);
    const closing = {
      outcome: "lost" as const,
      outcomeReason: "lost_price",
      outcomeNote: "too dear",
      version: 1,
    };
    const from = { outcome: "open" as const, stage: "qualify" };
    expect(await closeOnBoard(scope, { ...closing, dealId: deal.id, from })).toMatchObject({
      ok: true,
      from,
      version: 2,
    });
    expect(await dealOf(deal.id)).toMatchObject({
      outcome: "lost",
      outcomeReason: "lost_price",
      closedAt: expect.any(Date),
    });
    await moveDeal(scope, { dealId: deal.id, stage: "qualify", version: 2 });
    expect(await dealOf(deal.id)).toMatchObject({ outcome: "open", outcomeReason: null, closedAt: null });
    expect(await closeOnBoard(scope, { ...closing, dealId: deal.id, from })).toMatchObject({
      ok: false,
      now: { outcome: "open" },
    });
  });

  test("is not somebody else's to move, in no stage that isn't there, and not in another workspace", async () => {
    const { scope, member } = await makeMember();
    const deal = await makeDeal(scope);
    const colleague = await makeMember({ workspaceId: member.workspaceId });
    const stranger = await makeMember({ role: "admin" });
    const wish = { dealId: deal.id, stage: "close", version: 1 };
    await expect(moveDeal(colleague.scope, wish)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(moveDeal(stranger.scope, wish)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(moveDeal(scope, { ...wish, stage: "nowhere" })).rejects.toMatchObject({ code: "INVALID" });
  });
});
