import { db } from "@db/client";
import { accounts, contacts, deals } from "@db/schema/accounts";
import { documents, documentVersions } from "@db/schema/library";
import { tasks } from "@db/schema/plan";
import { pages, rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { views, visits } from "@db/schema/tracking";
import { and, asc, count, desc, eq, gt, gte, inArray, isNull, lt, lte, max } from "drizzle-orm";
import { canRetry, isStuck } from "~/features/library/policy";
import { listTasksDue } from "~/features/rooms/plan/mine/data.server";
import { LIVE_MS } from "~/features/tracking/data.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { nowMs } from "~/platform/clock.server";
import type { OwnedBy } from "./owners.server";
import type { DueTask, ExpiringLink, FailedDocument, LiveReading, OverdueDeal, Some } from "./schema";
import { EXPIRES_WITHIN_DAYS } from "./utils";

const DAY_MS = 86_400_000;
const MAX_SHOWN = 5;
const MAX_LIVE = 20;
/** Somebody who leafs through a room has several pages open at one moment. */
const PAGES_EACH = 10;
/** No visit lasts longer; it keeps the look at the visits to the newest ones. */
const LONGEST_VISIT_MS = DAY_MS;

/** Engaged viewers heard of within the last minute, one line a person and room, the latest first. */
export async function listLiveReadings(scope: WorkspaceScope, ownedBy: OwnedBy): Promise<LiveReading[]> {
  const at = nowMs();
  const rows = await db
    .select({
      viewerId: views.viewerId,
      roomId: rooms.id,
      roomName: rooms.name,
      accountName: accounts.name,
      contactName: contacts.name,
      email: viewers.email,
      identity: viewers.identity,
      pageTitle: pages.title,
    })
    .from(visits)
    .innerJoin(views, eq(views.visitId, visits.id))
    .innerJoin(viewers, eq(viewers.id, views.viewerId))
    .innerJoin(pages, eq(pages.id, views.pageId))
    .innerJoin(rooms, eq(rooms.id, visits.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .innerJoin(accounts, eq(accounts.id, deals.accountId))
    .leftJoin(contacts, eq(contacts.id, viewers.contactId))
    .where(
      and(
        eq(visits.workspaceId, scope.workspaceId),
        eq(visits.engaged, true),
        gte(visits.startedAt, new Date(at - LONGEST_VISIT_MS)),
        eq(views.class, "engaged"),
        gte(views.lastAt, new Date(at - LIVE_MS)),
        ownedBy(rooms.ownerId),
      ),
    )
    .orderBy(desc(views.lastAt), desc(views.id))
    .limit(MAX_LIVE * PAGES_EACH);
  const seen = new Set<string>();
  return rows
    .filter(({ viewerId }) => !seen.has(viewerId) && seen.add(viewerId))
    .slice(0, MAX_LIVE)
    .map(({ contactName, email, ...row }) => ({ ...row, name: contactName ?? email }));
}

/** Links of living rooms that still open and will not in a few days. */
export async function listExpiringLinks(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
): Promise<Some<ExpiringLink>> {
  const at = nowMs();
  const expiring = and(
    eq(shareLinks.workspaceId, scope.workspaceId),
    isNull(shareLinks.revokedAt),
    gt(shareLinks.expiresAt, new Date(at)),
    lte(shareLinks.expiresAt, new Date(at + EXPIRES_WITHIN_DAYS * DAY_MS)),
    isNull(rooms.archivedAt),
    ownedBy(rooms.ownerId),
  );
  const [rows, [sum]] = await Promise.all([
    db
      .select({
        id: shareLinks.id,
        label: shareLinks.label,
        roomId: rooms.id,
        roomName: rooms.name,
        accountName: accounts.name,
        expiresAt: shareLinks.expiresAt,
      })
      .from(shareLinks)
      .innerJoin(rooms, eq(rooms.id, shareLinks.roomId))
      .innerJoin(deals, eq(deals.id, rooms.dealId))
      .innerJoin(accounts, eq(accounts.id, deals.accountId))
      .where(expiring)
      .orderBy(asc(shareLinks.expiresAt), asc(shareLinks.id))
      .limit(MAX_SHOWN),
    db
      .select({ n: count() })
      .from(shareLinks)
      .innerJoin(rooms, eq(rooms.id, shareLinks.roomId))
      .where(expiring),
  ]);
  const dated = rows.flatMap(({ expiresAt, ...row }) => (expiresAt ? [{ ...row, expiresAt }] : []));
  return { rows: dated, total: sum?.n ?? 0 };
}

/** Open deals whose close date is before `today`, the longest overdue first. */
export async function listOverdueDeals(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
  today: string,
): Promise<Some<OverdueDeal>> {
  const overdue = and(
    eq(deals.workspaceId, scope.workspaceId),
    eq(deals.outcome, "open"),
    isNull(deals.archivedAt),
    lt(deals.closeDate, today),
    ownedBy(deals.ownerId),
  );
  const [rows, [sum]] = await Promise.all([
    db
      .select({
        id: deals.id,
        name: deals.name,
        accountName: accounts.name,
        closeDate: deals.closeDate,
      })
      .from(deals)
      .innerJoin(accounts, eq(accounts.id, deals.accountId))
      .where(overdue)
      .orderBy(asc(deals.closeDate), asc(deals.id))
      .limit(MAX_SHOWN),
    db.select({ n: count() }).from(deals).where(overdue),
  ]);
  const dated = rows.flatMap(({ closeDate, ...row }) => (closeDate ? [{ ...row, closeDate }] : []));
  return { rows: dated, total: sum?.n ?? 0 };
}

/** Open tasks of members in living rooms that are due today or overdue. */
export function listDueTasks(scope: WorkspaceScope, ownedBy: OwnedBy, today: string): Promise<Some<DueTask>> {
  return listTasksDue(scope, { whose: ownedBy(tasks.memberId), today, most: MAX_SHOWN });
}

/** Living documents whose newest file could not be read, or whose reader was lost. */
export async function listFailedDocuments(
  scope: WorkspaceScope,
  ownedBy: OwnedBy,
): Promise<Some<FailedDocument>> {
  const suspects = await db
    .select({
      id: documents.id,
      title: documents.title,
      number: documentVersions.number,
      state: documentVersions.state,
      failure: documentVersions.failure,
      createdAt: documentVersions.createdAt,
    })
    .from(documents)
    .innerJoin(documentVersions, eq(documentVersions.documentId, documents.id))
    .where(
      and(
        eq(documents.workspaceId, scope.workspaceId),
        isNull(documents.archivedAt),
        inArray(documentVersions.state, ["failed", "processing"]),
        ownedBy(documents.createdById),
      ),
    )
    .orderBy(desc(documentVersions.createdAt), desc(documentVersions.id));
  const newest = await findNewestNumbers(suspects.map(({ id }) => id));
  const at = nowMs();
  const failed = suspects
    .filter((row) => row.number === newest.get(row.id))
    .filter((row) => row.state === "failed" || isStuck(row, at));
  const rows = failed.slice(0, MAX_SHOWN).map((row) => ({
    id: row.id,
    title: row.title,
    failure: row.failure ?? ("stuck" as const),
    canRetry: canRetry(row, at),
  }));
  return { rows, total: failed.length };
}

async function findNewestNumbers(documentIds: string[]): Promise<Map<string, number>> {
  if (documentIds.length === 0) return new Map();
  const rows = await db
    .select({ documentId: documentVersions.documentId, number: max(documentVersions.number) })
    .from(documentVersions)
    .where(inArray(documentVersions.documentId, [...new Set(documentIds)]))
    .groupBy(documentVersions.documentId);
  return new Map(rows.flatMap(({ documentId, number }) => (number === null ? [] : [[documentId, number]])));
}
