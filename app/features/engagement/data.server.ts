import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { rooms } from "@db/schema/rooms";
import { and, asc, eq } from "drizzle-orm";
import { listContacts } from "~/features/accounts/contacts/data.server";
import { getAccount } from "~/features/accounts/data.server";
import { getRoom, listRoomsOf } from "~/features/rooms/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { nowMs } from "~/platform/clock.server";
import type { ReportWindow } from "./choices";
import { total } from "./measures";
import { listActions } from "./reports/actions.server";
import { readAttention, readAttentionByDay } from "./reports/attention.server";
import { mapAttention } from "./reports/attention-map.server";
import { listDwells } from "./reports/dwell.server";
import { listFilms } from "./reports/films.server";
import { headlineOf } from "./reports/headline";
import { listHits, tallyHits } from "./reports/hits.server";
import {
  type Contents,
  findVersions,
  listReportPages,
  underVersions,
  unitCountOf,
} from "./reports/pages.server";
import { listKnownContacts } from "./reports/people.server";
import { readingsOf } from "./reports/readings";
import {
  hasEverBeenRead,
  listVisitDays,
  listVisits,
  type PersonTotal,
  readPersonTotals,
} from "./reports/visits.server";
import type { ReportQuery, Subject } from "./schema";
import { periodOf, seriesOf } from "./utils";

/** A window of days of the workspace's zone. */
export type Window = { window: ReportWindow; timeZone: string };

export async function findRoomSubject(scope: WorkspaceScope, roomId: string, window: Window) {
  const room = await getRoom(scope, roomId);
  return { room, subject: subjectOf({ accountId: room.accountId, roomIds: [room.id] }, window) };
}

/** All rooms of all deals of the account, archived ones too. */
export async function findAccountSubject(scope: WorkspaceScope, accountId: string, window: Window) {
  const account = await getAccount(scope, accountId);
  const found = await db
    .select({ id: rooms.id })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(and(eq(rooms.workspaceId, scope.workspaceId), eq(deals.accountId, accountId)))
    .orderBy(asc(rooms.id));
  const roomIds = found.map(({ id }) => id);
  return { account, subject: subjectOf({ accountId, roomIds }, window) };
}

function subjectOf(of: Pick<Subject, "accountId" | "roomIds">, { window, timeZone }: Window): Subject {
  return { ...of, period: periodOf(window, nowMs(), timeZone) };
}

export async function getRoomReport(
  scope: WorkspaceScope,
  roomId: string,
  { timeZone, ...query }: ReportQuery & { timeZone: string },
) {
  const { room, subject } = await findRoomSubject(scope, roomId, { window: query.window, timeZone });
  const { attention, contents, ...core } = await reportOf(scope, subject);
  const [dwells, films, actions, visitList, tally, hitList] = await Promise.all([
    listDwells(scope, { attention, contents, versionIds: query.versions }),
    listFilms(scope, subject, contents.pages),
    listActions(scope, subject),
    listVisits(scope, subject, query.visits),
    tallyHits(scope, subject),
    listHits(scope, subject, { page: query.hits, class: query.class }),
  ]);
  const shown = { dwells, films, actions, visitList, tally, hitList };
  return { room, period: subject.period, ...withoutTotals(core), ...shown };
}

export async function getAccountReport(
  scope: WorkspaceScope,
  accountId: string,
  { timeZone, ...query }: ReportQuery & { timeZone: string },
) {
  const { account, subject } = await findAccountSubject(scope, accountId, { window: query.window, timeZone });
  const { attention: _, contents: __, ...core } = await reportOf(scope, subject);
  const [roomRows, contactRows, visitList, tally] = await Promise.all([
    listRoomsOf(scope, { accountId }),
    listContacts(scope, { accountId }),
    listVisits(scope, subject, query.visits),
    tallyHits(scope, subject),
  ]);
  const roomLines = roomRows.map(({ id, name, dealName, archivedAt }) => {
    const totals = core.totals.filter(({ roomId }) => roomId === id);
    const activeMs = core.activeMsByRoom.get(id) ?? 0;
    return { id, name, dealName, isArchived: archivedAt !== null, activeMs, ...sumOf(totals) };
  });
  const contactLines = contactRows.map(({ id, name, email, title }) => {
    const totals = core.totals.filter(({ personKey }) => personKey === id);
    return { id, name: name ?? email, title, activeMs: core.activeMsByPerson.get(id) ?? 0, ...sumOf(totals) };
  });
  return {
    account,
    period: subject.period,
    ...withoutTotals(core),
    roomLines,
    contactLines,
    visitList,
    tally,
  };
}

/** What both reports share. */
async function reportOf(scope: WorkspaceScope, subject: Subject) {
  const [rows, days, totals, pages, knownContacts, hasEver] = await Promise.all([
    readAttention(scope, subject),
    readAttentionByDay(scope, subject),
    readPersonTotals(scope, subject),
    listReportPages(scope, subject),
    listKnownContacts(scope, subject),
    hasEverBeenRead(scope, subject),
  ]);
  const attention = underVersions(rows, pages);
  const versions = await findVersions(
    scope,
    attention.map(({ versionId }) => versionId),
  );
  const contents: Contents = { pages, versions };
  const readings = readingsOf(attention, (seen) => unitCountOf(contents, seen));
  const map = await mapAttention(scope, subject, { readings, pages });
  const visitDays = await listVisitDays(
    scope,
    subject,
    map.people.map(({ person }) => person),
  );
  const roomOf = new Map(pages.map(({ id, roomId }) => [id, roomId]));
  return {
    attention,
    contents,
    totals,
    hasEver,
    headline: headlineOf({ totals, readings, knownContacts }),
    series: seriesOf(days, subject.period),
    map,
    visitDays,
    activeMsByRoom: sumBy(readings, ({ pageId }) => roomOf.get(pageId) ?? ""),
    activeMsByPerson: sumBy(readings, ({ personKey }) => personKey),
  };
}

function withoutTotals<T extends { totals: unknown; activeMsByRoom: unknown; activeMsByPerson: unknown }>(
  core: T,
) {
  const { totals: _, activeMsByRoom: __, activeMsByPerson: ___, ...shown } = core;
  return shown;
}

function sumBy<T extends { activeMs: number }>(rows: readonly T[], keyOf: (row: T) => string) {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.activeMs);
  return sums;
}

function sumOf(totals: readonly PersonTotal[]) {
  const moments = totals.flatMap(({ lastAt }) => lastAt?.getTime() ?? []);
  return {
    people: new Set(totals.filter((row) => row.visits > 0).map(({ personKey }) => personKey)).size,
    visits: total(totals, (row) => row.visits),
    lastAt: moments.length > 0 ? new Date(Math.max(...moments)) : null,
  };
}
