/** What the ingest hot path reads, a whole batch in one call; statements in tracking-sql. */
import { dialect } from "../kit";
import type { Row, Tx } from "../types";
import { numberOrNull as moment, textOf as text, textOrNull, withRows } from "./json-rows";
import { native } from "./native";
import * as sql from "./tracking-sql";

export type ViewKey = { viewId: string; viewerId: string; linkId: string; pageId: string };

export type ViewRow = {
  viewId: string;
  linkFound: boolean;
  linkRevoked: boolean;
  linkExpiresMs: number | null;
  roomArchived: boolean;
  pageFound: boolean;
  viewerFound: boolean;
  consent: string | null;
  contactId: string | null;
  /** Null when the view is new. */
  view: KnownView | null;
};

export type KnownView = {
  visitId: string;
  hitId: string | null;
  class: string;
  reason: string;
  suspicion: string;
  ruling: string;
  confirmedBy: string;
  verified: boolean;
  webdriver: boolean;
  lateInput: boolean;
  visibleMs: number;
  frames: number;
  inputs: number;
  pointerMoves: number;
  activeMs: number;
  unitsMs: number;
  day: string;
  activeUntilMs: number;
  lastMs: number;
  engagedMs: number | null;
  personKey: string;
  visitDay: string;
  visitEngaged: boolean;
  visitLastMs: number;
  visitActiveMs: number;
  visitPageCount: number;
  /** Start of the viewer's next visit, which this one may grow into. */
  nextVisitMs: number | null;
};

/** Everything ingest must know of each view, in one read. */
export async function readViews(tx: Tx, keys: readonly ViewKey[]): Promise<ViewRow[]> {
  const rows = keys.map((key) => [key.viewId, key.viewerId, key.linkId, key.pageId]);
  return (await withRows(tx, sql.READ_VIEWS, rows)).map(toViewRow);
}

export type Dwell = { id: string; visitId: string; pageId: string; visibleMs: number };

/** How long each view of these visits was visible. */
export async function readDwells(tx: Tx, visitIds: readonly string[]): Promise<Dwell[]> {
  const input = visitIds.map((id) => [id]);
  return (await withRows(tx, sql.READ_DWELLS, input)).map((row) => ({
    id: text(row.id),
    visitId: text(row.visit_id),
    pageId: text(row.page_id),
    visibleMs: Number(row.visible_ms),
  }));
}

export type SpanKey = readonly [viewId: string, spanId: string];
export type SpanRow = {
  viewId: string;
  spanId: string;
  kind: string;
  targetId: string;
  unit: number;
  activeMs: number;
  maxScroll: number;
  seq: number;
};

export async function readSpans(tx: Tx, keys: readonly SpanKey[]): Promise<SpanRow[]> {
  return (await withRows(tx, sql.READ_SPANS, keys)).map(toSpanRow);
}

export async function readSpansOfViews(tx: Tx, viewIds: readonly string[]): Promise<SpanRow[]> {
  const input = viewIds.map((id) => [id]);
  return (await withRows(tx, sql.READ_SPANS_OF_VIEWS, input)).map(toSpanRow);
}

/** While two stamps are equal, no row of the database has changed between them; null where that can't be told. */
export async function readStamp(tx: Tx): Promise<string | null> {
  if (dialect === "pg") return null;
  const [row] = await native(tx, sql.READ_STAMP, []);
  return `${String(row?.changes)} ${String(row?.version)}`;
}

export type Unannounced = {
  visitId: string;
  workspaceId: string;
  roomId: string;
  viewerId: string;
  personKey: string;
  holdSeconds: number;
  /** Read first. */
  pageId: string;
};

export async function readUnannounced(tx: Tx, visitIds: readonly string[]): Promise<Unannounced[]> {
  const input = visitIds.map((id) => [id]);
  return (await withRows(tx, sql.READ_UNANNOUNCED, input)).map((row) => ({
    visitId: text(row.id),
    workspaceId: text(row.workspace_id),
    roomId: text(row.room_id),
    viewerId: text(row.viewer_id),
    personKey: text(row.person_key),
    holdSeconds: Number(row.alert_hold_seconds),
    pageId: text(row.page_id),
  }));
}

function toSpanRow(row: Row): SpanRow {
  return {
    viewId: text(row.view_id),
    spanId: text(row.span_id),
    kind: text(row.kind),
    targetId: text(row.target_id),
    unit: Number(row.unit),
    activeMs: Number(row.active_ms),
    maxScroll: Number(row.max_scroll),
    seq: Number(row.seq),
  };
}

function toViewRow(row: Row): ViewRow {
  return {
    viewId: text(row.view_id),
    linkFound: row.link_found !== null,
    linkRevoked: row.revoked_ms !== null,
    linkExpiresMs: moment(row.expires_ms),
    roomArchived: row.archived_ms !== null,
    pageFound: row.page_found !== null,
    viewerFound: row.viewer_found !== null,
    consent: textOrNull(row.consent),
    contactId: textOrNull(row.contact_id),
    view: row.visit_id === null ? null : toKnownView(row),
  };
}

function toKnownView(row: Row): KnownView {
  return {
    visitId: text(row.visit_id),
    hitId: textOrNull(row.hit_id),
    class: text(row.class),
    reason: text(row.reason),
    suspicion: text(row.suspicion),
    ruling: text(row.ruling),
    confirmedBy: text(row.confirmed_by),
    verified: Boolean(row.verified),
    webdriver: Boolean(row.webdriver),
    lateInput: Boolean(row.late_input),
    visibleMs: Number(row.visible_ms),
    frames: Number(row.frames),
    inputs: Number(row.inputs),
    pointerMoves: Number(row.pointer_moves),
    activeMs: Number(row.active_ms),
    unitsMs: Number(row.units_ms),
    day: text(row.day),
    activeUntilMs: moment(row.active_until_ms) ?? Number(row.last_ms),
    lastMs: Number(row.last_ms),
    engagedMs: moment(row.engaged_ms),
    personKey: text(row.person_key),
    visitDay: text(row.visit_day),
    visitEngaged: Boolean(row.visit_engaged),
    visitLastMs: Number(row.visit_last_ms),
    visitActiveMs: Number(row.visit_active_ms),
    visitPageCount: Number(row.visit_page_count),
    nextVisitMs: moment(row.next_visit_ms),
  };
}
