import { db } from "@db/client";
import { pages, rooms } from "@db/schema/rooms";
import { views, visits, visitsDaily } from "@db/schema/tracking";
import { and, asc, desc, eq, gte, inArray, max, sum } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { Paged, Person, Subject, VisitDays, VisitRow } from "../schema";
import { findPeople, personOf } from "./people.server";
import { isRoomOf } from "./rooms.server";

const VISITS_A_PAGE = 10;

/** One person's visits in the period, in one room. */
export type PersonTotal = {
  roomId: string;
  personKey: string;
  visits: number;
  views: number;
  bounces: number;
  lastAt: Date | null;
};

export function readPersonTotals(scope: WorkspaceScope, subject: Subject): Promise<PersonTotal[]> {
  const { since } = subject.period;
  return db
    .select({
      roomId: visitsDaily.roomId,
      personKey: visitsDaily.personKey,
      visits: sum(visitsDaily.visits).mapWith(Number),
      views: sum(visitsDaily.views).mapWith(Number),
      bounces: sum(visitsDaily.bounces).mapWith(Number),
      lastAt: max(visitsDaily.lastAt),
    })
    .from(rooms)
    .innerJoin(visitsDaily, eq(visitsDaily.roomId, rooms.id))
    .where(and(isRoomOf(scope, subject), since === null ? undefined : gte(visitsDaily.day, since)))
    .groupBy(visitsDaily.roomId, visitsDaily.personKey);
}

/** Tells an empty period from rooms that nobody has read yet. */
export async function hasEverBeenRead(scope: WorkspaceScope, subject: Subject): Promise<boolean> {
  const [row] = await db
    .select({ roomId: visitsDaily.roomId })
    .from(rooms)
    .innerJoin(visitsDaily, eq(visitsDaily.roomId, rooms.id))
    .where(isRoomOf(scope, subject))
    .limit(1);
  return row !== undefined;
}

/** Engaged visits, newest first. */
export async function listVisits(
  scope: WorkspaceScope,
  subject: Subject,
  page: number,
): Promise<Paged<VisitRow>> {
  const found = await db
    .select({ visit: visits, roomName: rooms.name })
    .from(rooms)
    .innerJoin(visits, eq(visits.roomId, rooms.id))
    .where(
      and(isRoomOf(scope, subject), eq(visits.engaged, true), gte(visits.startedAt, subject.period.sinceAt)),
    )
    .orderBy(desc(visits.startedAt), desc(visits.id))
    .limit(VISITS_A_PAGE + 1)
    .offset((page - 1) * VISITS_A_PAGE);
  const shown = found.slice(0, VISITS_A_PAGE);
  const [people, pagesOf] = await Promise.all([
    findPeople(
      scope,
      subject.roomIds,
      shown.map(({ visit }) => visit.personKey),
    ),
    listPagesOf(
      scope,
      shown.map(({ visit }) => visit.id),
    ),
  ]);
  const rows = shown.map(({ visit, roomName }) => {
    const { id, roomId, startedAt, activeMs } = visit;
    const person = personOf(people, visit.personKey);
    return { id, person, roomId, roomName, startedAt, activeMs, pages: pagesOf.get(id) ?? [] };
  });
  return { rows, page, hasMore: found.length > VISITS_A_PAGE };
}

/** The days of engaged visits of these people, which the map has found already. */
export async function listVisitDays(
  scope: WorkspaceScope,
  subject: Subject,
  people: readonly Person[],
): Promise<VisitDays> {
  const { since, today: last, sinceAt } = subject.period;
  const keys = people.map(({ key }) => key);
  if (keys.length === 0) return { first: since ?? last, last, people: [] };
  const rows = await db
    .select({
      personKey: visits.personKey,
      day: visits.day,
      activeMs: sum(visits.activeMs).mapWith(Number),
    })
    .from(rooms)
    .innerJoin(visits, eq(visits.roomId, rooms.id))
    .where(
      and(
        isRoomOf(scope, subject),
        eq(visits.engaged, true),
        gte(visits.startedAt, sinceAt),
        inArray(visits.personKey, keys),
      ),
    )
    .groupBy(visits.personKey, visits.day)
    .orderBy(asc(visits.day));
  return {
    first: since ?? rows[0]?.day ?? last,
    last,
    people: people.map((person) => ({
      person,
      days: rows
        .filter(({ personKey }) => personKey === person.key)
        .map(({ day, activeMs }) => ({ day, activeMs })),
    })),
  };
}

type SeenPage = { id: string; title: string };

/** The pages of each visit's engaged views, in the order in which they were first opened. */
async function listPagesOf(scope: WorkspaceScope, visitIds: string[]): Promise<Map<string, SeenPage[]>> {
  const byVisit = new Map<string, SeenPage[]>();
  if (visitIds.length === 0) return byVisit;
  const rows = await db
    .select({ visitId: views.visitId, id: pages.id, title: pages.title })
    .from(views)
    .innerJoin(pages, eq(pages.id, views.pageId))
    .where(
      and(
        eq(views.workspaceId, scope.workspaceId),
        inArray(views.visitId, visitIds),
        eq(views.class, "engaged"),
      ),
    )
    .orderBy(asc(views.openedAt), asc(views.id));
  for (const { visitId, ...page } of rows) {
    const seen = byVisit.get(visitId) ?? [];
    byVisit.set(visitId, seen);
    if (!seen.some(({ id }) => id === page.id)) seen.push(page);
  }
  return byVisit;
}
