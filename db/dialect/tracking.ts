/**
 * What the ingest hot path writes, a whole batch in one call; statements in tracking-sql. Moments travel as
 * milliseconds since 1970.
 */
import { dialect } from "../kit";
import type { Tx } from "../types";
import { withRows } from "./json-rows";
import { native } from "./native";
import type { KnownView, SpanRow } from "./tracking-reads";
import * as sql from "./tracking-sql";

export type SpanWrite = SpanRow & { day: string; atMs: number; isNew: boolean };

export async function writeSpans(tx: Tx, spans: readonly SpanWrite[]): Promise<void> {
  const fresh: unknown[][] = [];
  const grown: unknown[][] = [];
  for (const s of spans) {
    if (s.isNew) {
      const what = [s.viewId, s.spanId, s.kind, s.targetId, s.unit];
      fresh.push([...what, s.activeMs, s.maxScroll, s.seq, s.day, s.atMs, s.atMs]);
    } else grown.push([s.activeMs, s.maxScroll, s.seq, s.atMs, s.viewId, s.spanId]);
  }
  await withRows(tx, sql.INSERT_SPANS, fresh);
  await withRows(tx, sql.GROW_SPANS, grown);
}

export type ViewGrowth = Pick<
  KnownView,
  "lateInput" | "visibleMs" | "frames" | "inputs" | "pointerMoves" | "activeMs" | "unitsMs"
> &
  Pick<KnownView, "activeUntilMs" | "lastMs"> & { viewId: string };
export type ViewWrite = ViewGrowth &
  Pick<KnownView, "visitId" | "class" | "reason" | "webdriver" | "engagedMs">;

/** Views that are judged as before and stay in their visit. */
export async function growViews(tx: Tx, views: readonly ViewGrowth[]): Promise<void> {
  await withRows(
    tx,
    sql.GROW_VIEWS,
    views.map((view) => [...growthOf(view), view.viewId]),
  );
}

export async function updateViews(tx: Tx, views: readonly ViewWrite[]): Promise<void> {
  await withRows(
    tx,
    sql.UPDATE_VIEWS,
    views.map((v) => [
      ...growthOf(v),
      v.visitId,
      v.class,
      v.reason,
      v.webdriver ? 1 : 0,
      v.engagedMs,
      v.viewId,
    ]),
  );
}

function growthOf(v: ViewGrowth): unknown[] {
  const evidence = [v.lateInput ? 1 : 0, v.visibleMs, v.frames, v.inputs, v.pointerMoves];
  return [...evidence, v.activeMs, v.unitsMs, v.activeUntilMs, v.lastMs];
}

export type VisitGrowth = { visitId: string; addMs: number; lastMs: number };

export async function growVisits(tx: Tx, visits: readonly VisitGrowth[]): Promise<void> {
  await withRows(
    tx,
    sql.GROW_VISITS,
    visits.map((visit) => [visit.addMs, visit.lastMs, visit.visitId]),
  );
}

export type AttentionGrowth = {
  workspaceId: string;
  roomId: string;
  day: string;
  personKey: string;
  pageId: string;
  versionId: string;
  unit: number;
  addMs: number;
};

export async function growAttention(tx: Tx, rows: readonly AttentionGrowth[]): Promise<void> {
  await withRows(
    tx,
    sql.GROW_ATTENTION,
    rows.map((r) => [r.addMs, r.workspaceId, r.roomId, r.day, r.personKey, r.pageId, r.versionId, r.unit]),
  );
}

export type VisitsDayGrowth = PersonDay & { addMs: number; addBounces: number; lastMs: number };

export async function growVisitsDaily(tx: Tx, rows: readonly VisitsDayGrowth[]): Promise<void> {
  await withRows(
    tx,
    sql.GROW_VISITS_DAILY,
    rows.map((r) => [r.addMs, r.addBounces, r.lastMs, r.roomId, r.day, r.personKey]),
  );
}

export async function addDrops(tx: Tx, day: string, counts: ReadonlyMap<string, number>): Promise<void> {
  await withRows(
    tx,
    sql.ADD_DROPS,
    [...counts].map(([reason, count]) => [day, reason, count]),
  );
}

export type PersonDay = { roomId: string; day: string; personKey: string };

/** Rebuilds the totals of visits from their views. */
export async function recomputeVisits(tx: Tx, visitIds: readonly string[]): Promise<void> {
  await withRows(
    tx,
    sql.RECOMPUTE_VISITS,
    visitIds.map((id) => [id]),
  );
}

/** Rebuilds both roll-ups of these people on these days from visits, views and spans. */
export async function recomputePersonDays(tx: Tx, days: readonly PersonDay[]): Promise<void> {
  await recomputeAttention(tx, days);
  await recomputeVisitDays(tx, days);
}

/** Rebuilds what these people looked at on these days. */
export async function recomputeAttention(tx: Tx, days: readonly PersonDay[]): Promise<void> {
  for (const statement of sql.RECOMPUTE_ATTENTION) await withRows(tx, statement, days.map(toRow));
}

/** Rebuilds these people's counts of visits on these days. */
export async function recomputeVisitDays(tx: Tx, days: readonly PersonDay[]): Promise<void> {
  for (const statement of sql.RECOMPUTE_VISIT_DAYS) await withRows(tx, statement, days.map(toRow));
}

const toRow = ({ roomId, day, personKey }: PersonDay) => [roomId, day, personKey];

export async function markAnnounced(tx: Tx, visitIds: readonly string[], atMs: number): Promise<void> {
  await withRows(
    tx,
    sql.MARK_ANNOUNCED,
    visitIds.map((id) => [id, atMs]),
  );
}

/** Rebuilds both roll-ups of a room from `sinceDay` on. */
export async function recomputeRoom(tx: Tx, roomId: string, sinceDay: string): Promise<void> {
  for (const statement of sql.RECOMPUTE_ROOM) await withRows(tx, statement, [[roomId, sinceDay]]);
}

/**
 * Judgements and totals of a room change in one transaction at a time, so that a growth can't be lost in a rebuild.
 * Nothing to do on SQLite, which has one writer.
 */
export async function lockRooms(tx: Tx, roomIds: Iterable<string>): Promise<void> {
  if (dialect === "sqlite") return;
  await native(tx, sql.LOCK_ROOMS, [JSON.stringify([...new Set(roomIds)])]);
}
