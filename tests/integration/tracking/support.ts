import { db } from "@db/client";
import { attentionDaily, spans, views, visits, visitsDaily } from "@db/schema/tracking";
import { asc } from "drizzle-orm";
import type { Signals, Span } from "~/features/tracking/beacon/wire";
import { type Beacon, commitBeacons } from "~/features/tracking/commit-beacons.server";
import { signViewToken, type ViewToken } from "~/features/tracking/view-token.server";
import { newId } from "~/platform/ids";
import { makeLink, makeMember, makePage, makeRoom, makeViewer } from "../../support/factories";

/** 2026-03-02, 10:00 in Tokyo. */
export const START_MS = Date.UTC(2026, 2, 2, 1);
export const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
export const HOME_ADDRESS = "203.0.113.7";

/** A room with a link, two pages and a viewer who has no row yet. */
export async function makeReadableRoom() {
  const { scope } = await makeMember();
  const room = await makeRoom(scope);
  const { link } = await makeLink(scope, { roomId: room.id });
  const pages = [await makePage(scope, { roomId: room.id }), await makePage(scope, { roomId: room.id })];
  return { scope, room, link, pages, page: pages[0]!, viewerId: newId() };
}
export type ReadableRoom = Awaited<ReturnType<typeof makeReadableRoom>>;

export async function makeKnownViewer(place: ReadableRoom, over: Parameters<typeof makeViewer>[1] = {}) {
  return makeViewer(place.scope, { link: place.link, ...over });
}

export function tokenFor(place: ReadableRoom, over: Partial<ViewToken> = {}): ViewToken {
  return {
    viewId: newId(),
    workspaceId: place.scope.workspaceId,
    roomId: place.room.id,
    linkId: place.link.id,
    viewerId: place.viewerId,
    hitId: "",
    pageId: place.page.id,
    versionId: "",
    unitCount: 5,
    verified: false,
    member: false,
    issuedAtMs: START_MS,
    ...over,
  };
}

/** What a person's browser reports. */
export const HUMAN: Signals = { vis: 12_000, fr: 300, in: 4, pm: 40, pre: 0, wd: 0, aq: 1 };

export function pageSpan(token: ViewToken, activeMs: number, over: Partial<Span> = {}): Span {
  return { i: "page", k: "page", d: token.pageId, a: activeMs, m: 0.5, q: 1, ...over };
}

export function unitSpan(token: ViewToken, unit: number, activeMs: number, over: Partial<Span> = {}): Span {
  return { i: `unit-${unit}`, k: "unit", d: token.pageId, u: unit, a: activeMs, m: 0, q: 1, ...over };
}

export function beaconOf(
  token: ViewToken,
  spansOf: Span[],
  over: Partial<Beacon> & { signals?: Partial<Signals> } = {},
): Beacon {
  const { signals, ...rest } = over;
  return {
    token,
    body: { s: spansOf, g: { ...HUMAN, ...signals } },
    atMs: token.issuedAtMs + 20_000,
    userAgent: BROWSER,
    address: () => HOME_ADDRESS,
    ...rest,
  };
}

/** One view read by a person: totals of each unit, and what belongs to none. */
export function readingOf(
  token: ViewToken,
  unitsMs: Record<number, number>,
  restMs = 0,
  over: Parameters<typeof beaconOf>[2] = {},
): Beacon {
  const units = Object.entries(unitsMs).map(([unit, ms]) => unitSpan(token, Number(unit), ms));
  const pageMs = units.reduce((sum, span) => sum + span.a, restMs);
  return beaconOf(token, [pageSpan(token, pageMs), ...units], over);
}

export async function ingestOne(beacon: Beacon) {
  return commitBeacons([beacon]);
}

export function wireBody(token: ViewToken, spansOf: Span[], signals: Partial<Signals> = {}) {
  return { v: 1, t: signViewToken(token), s: spansOf, g: { ...HUMAN, ...signals } };
}

/** Every total that reports read, without ids that chance gives. */
export async function totals() {
  const attention = await db.select().from(attentionDaily);
  const daily = await db.select().from(visitsDaily);
  const visitRows = await db.select().from(visits);
  const by = (row: object) => JSON.stringify(row);
  const sorted = <T extends object>(rows: T[]) =>
    rows.map((row) => ({ ...row })).sort((a, b) => (by(a) < by(b) ? -1 : 1));
  return {
    attention: sorted(attention),
    daily: sorted(daily),
    visits: sorted(visitRows.map(({ id: _, announcedAt: __, ...row }) => row)),
  };
}

export const allViews = () => db.select().from(views).orderBy(asc(views.openedAt), asc(views.id));
export const allSpans = () => db.select().from(spans).orderBy(asc(spans.viewId), asc(spans.spanId));
export const allVisits = () => db.select().from(visits).orderBy(asc(visits.startedAt));
