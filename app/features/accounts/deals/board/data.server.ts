import { db } from "@db/client";
import { containsFolded } from "@db/dialect/text";
import { accounts, deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { visits } from "@db/schema/tracking";
import { users } from "@db/schema/users";
import { members, teams } from "@db/schema/workspaces";
import { and, asc, count, desc, eq, gte, inArray, isNull, max, or, type SQL, sql, sum } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { nowMs } from "~/platform/clock.server";
import { searchWords } from "~/platform/text";
import { getPipeline } from "../../pipeline/data.server";
import { canEditDeal } from "../policy";
import type { BoardCard, BoardColumn, BoardQuery, Place } from "./schema";

const CARDS_AT_ONCE = 25;
const MAX_PAGES = 20;
const CLOSED_CARDS = 10;
const WEEK_MS = 7 * 86_400_000;

type Asked = BoardQuery & {
  /** Columns of which one more page is wished, once for each. */
  more: readonly string[];
};

/** The open deals by stage in the order of the sale, then what was closed last. */
export async function getBoard(scope: WorkspaceScope, asked: Asked): Promise<BoardColumn[]> {
  const wanted = wantedDeals(scope, asked);
  const [{ stages }, sums] = await Promise.all([getPipeline(scope), readSums(wanted)]);
  const living = stages.filter((stage) => !stage.isArchived).map(({ key }) => key);
  // A stage that was archived, or that nobody knows, stays on the board while open deals are in it.
  const others = sums.filter(({ outcome, stage }) => outcome === "open" && !living.includes(stage));
  const keys = [...living, ...new Set(others.map(({ stage }) => stage))];
  const places: Place[] = [
    ...keys.map((stage) => ({ outcome: "open" as const, stage })),
    { outcome: "won", stage: "" },
    { outcome: "lost", stage: "" },
  ];
  const cards = await Promise.all(
    places.map((place) => readCards(scope, wanted, { place, more: asked.more })),
  );
  const visited = await readVisits(cards.flat().map(({ id }) => id));
  return places.map((place, index) => {
    const own = sums.filter((row) => isIn(row, place));
    return {
      key: keyOf(place),
      place,
      cards: (cards[index] ?? []).map((card) => ({ ...card, ...visited(card.id) })),
      count: own.reduce((n, row) => n + row.n, 0),
      totals: totalsOf(own),
    };
  });
}

export function keyOf({ outcome, stage }: Place): string {
  return outcome === "open" ? stage : outcome;
}

/** Teams to filter by. */
export function listTeamChoices(scope: WorkspaceScope): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.workspaceId, scope.workspaceId))
    .orderBy(asc(teams.name), asc(teams.id));
}

function wantedDeals(scope: WorkspaceScope, { q, owner, team }: Asked): SQL | undefined {
  const ownAccounts = eq(accounts.workspaceId, scope.workspaceId);
  const words = searchWords(q).map((word) =>
    or(
      containsFolded(deals.searchText, word),
      inArray(
        deals.accountId,
        db
          .select({ id: accounts.id })
          .from(accounts)
          .where(and(ownAccounts, containsFolded(accounts.searchText, word))),
      ),
    ),
  );
  const inTeam = db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.workspaceId, scope.workspaceId), eq(members.teamId, team)));
  return and(
    eq(deals.workspaceId, scope.workspaceId),
    isNull(deals.archivedAt),
    owner ? eq(deals.ownerId, owner === "me" ? scope.memberId : owner) : undefined,
    team ? inArray(deals.ownerId, inTeam) : undefined,
    ...words,
  );
}

type Sum = {
  outcome: Place["outcome"];
  stage: string;
  currency: string;
  n: number;
  amountMinor: number | null;
};

function readSums(wanted: SQL | undefined): Promise<Sum[]> {
  return db
    .select({
      outcome: deals.outcome,
      stage: deals.stage,
      currency: deals.currency,
      n: count(),
      amountMinor: sum(deals.amountMinor).mapWith(Number),
    })
    .from(deals)
    .where(wanted)
    .groupBy(deals.outcome, deals.stage, deals.currency);
}

function isIn(row: Pick<Sum, "outcome" | "stage">, place: Place): boolean {
  return row.outcome === place.outcome && (place.outcome !== "open" || row.stage === place.stage);
}

function totalsOf(sums: readonly Sum[]): BoardColumn["totals"] {
  const byCurrency = new Map<string, number>();
  for (const { currency, amountMinor } of sums) {
    if (amountMinor) byCurrency.set(currency, (byCurrency.get(currency) ?? 0) + amountMinor);
  }
  return [...byCurrency]
    .map(([currency, amountMinor]) => ({ currency, amountMinor }))
    .sort((a, b) => b.amountMinor - a.amountMinor || (a.currency < b.currency ? -1 : 1));
}

type Card = Omit<BoardCard, "visitedAt" | "weekVisits">;

async function readCards(
  scope: WorkspaceScope,
  wanted: SQL | undefined,
  { place, more }: { place: Place; more: readonly string[] },
): Promise<Card[]> {
  const pages = Math.min(MAX_PAGES, 1 + more.filter((key) => key === keyOf(place)).length);
  const isOpen = place.outcome === "open";
  const rows = await db
    .select({
      id: deals.id,
      name: deals.name,
      stage: deals.stage,
      outcome: deals.outcome,
      accountId: deals.accountId,
      accountName: accounts.name,
      amountMinor: deals.amountMinor,
      currency: deals.currency,
      closeDate: deals.closeDate,
      ownerId: deals.ownerId,
      ownerName: users.name,
      leftAt: members.deactivatedAt,
      version: deals.version,
    })
    .from(deals)
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .innerJoin(members, eq(members.id, deals.ownerId))
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(wanted, eq(deals.outcome, place.outcome), isOpen ? eq(deals.stage, place.stage) : undefined))
    .orderBy(
      ...(isOpen ? [sql`${isNull(deals.closeDate)}`, asc(deals.closeDate)] : [desc(deals.closedAt)]),
      asc(deals.id),
    )
    .limit(pages * (isOpen ? CARDS_AT_ONCE : CLOSED_CARDS));
  return rows.map(({ leftAt, ...card }) => ({
    ...card,
    hasOwnerLeft: leftAt !== null,
    canMove: canEditDeal(scope, card),
  }));
}

/** Of the deals shown: when somebody read last, and how often in the last week. */
async function readVisits(dealIds: readonly string[]) {
  const since = new Date(nowMs() - WEEK_MS);
  const none = { visitedAt: null, weekVisits: 0 };
  if (dealIds.length === 0) return () => none;
  const read = (moreover?: SQL) =>
    db
      .select({ dealId: rooms.dealId, visitedAt: max(visits.startedAt), n: count() })
      .from(rooms)
      .innerJoin(visits, and(eq(visits.roomId, rooms.id), eq(visits.engaged, true), moreover))
      .where(inArray(rooms.dealId, [...dealIds]))
      .groupBy(rooms.dealId);
  const [ever, lately] = await Promise.all([read(), read(gte(visits.startedAt, since))]);
  const last = new Map(ever.map((row) => [row.dealId, row.visitedAt]));
  const week = new Map(lately.map((row) => [row.dealId, row.n]));
  return (dealId: string) => ({ visitedAt: last.get(dealId) ?? null, weekVisits: week.get(dealId) ?? 0 });
}
