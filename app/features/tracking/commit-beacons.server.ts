import { db } from "@db/client";
import { addDrops, lockRooms, readSpans, readViews, type ViewRow } from "@db/dialect/tracking";
import type { Tx } from "@db/types";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import type { BeaconBody } from "./beacon/wire";
import { type Change, fromKnown, fromNewcomer } from "./changes";
import type { DropReason, SpanState } from "./clamp";
import { takeDrops } from "./drops.server";
import { applyReport } from "./live-view";
import { type OpeningFacts, openNewcomers } from "./openings.server";
import type { ViewToken } from "./view-token.server";
import { writeChanges } from "./write-changes.server";

/** A beacon whose form and token were found good. */
export type Beacon = {
  token: ViewToken;
  body: Pick<BeaconBody, "s" | "g">;
  /** Server time of arrival. */
  atMs: number;
  userAgent: string;
  /** Asked only when the view is new. */
  address: () => string;
};

/** kept: committed. gone: nobody may be measured here any more, the browser stops. */
export type Outcome = "kept" | "gone";

/** What live screens may be told after the commit. */
export type Attention = { roomId: string; viewerId: string; pageId: string; unit: number };

export type Ingested = { outcomes: Outcome[]; attention: Attention[] };

/**
 * Commits a batch of beacons in one transaction: views, visits, spans, roll-ups, events and the count of what was
 * dropped. When this resolves, everything is durable.
 */
export async function commitBeacons(beacons: readonly Beacon[]): Promise<Ingested> {
  const drops = takeDrops();
  try {
    return await db.transaction((tx) => ingestIn(tx, beacons, new Drops(drops.counts)));
  } catch (error) {
    drops.giveBack();
    throw error;
  }
}

async function ingestIn(tx: Tx, beacons: readonly Beacon[], drops: Drops): Promise<Ingested> {
  await lockRooms(
    tx,
    beacons.map(({ token }) => token.roomId),
  );
  const first = new Map<string, Beacon>();
  for (const beacon of beacons) if (!first.has(beacon.token.viewId)) first.set(beacon.token.viewId, beacon);
  const rows = await readViews(
    tx,
    [...first.values()].map(({ token }) => token),
  );
  const rowOf = new Map(rows.map((row) => [row.viewId, row]));

  const outcomes = beacons.map((beacon) => admit(rowOf.get(beacon.token.viewId), beacon, drops));
  const admitted = beacons.filter((_, index) => outcomes[index] === "admitted");
  const changes = await loadChanges(tx, admitted, rowOf);
  for (const beacon of admitted) apply(changes, beacon, drops);

  const attention = await writeChanges(tx, [...changes.values()]);
  await addDrops(tx, dayOf(nowMs(), "UTC"), drops.counts);
  return { outcomes: outcomes.map((outcome) => (outcome === "gone" ? "gone" : "kept")), attention };
}

/** The link's and the viewer's state is read in the same transaction: a revoked link is closed at once. */
function admit(row: ViewRow | undefined, beacon: Beacon, drops: Drops): "admitted" | "gone" | "dropped" {
  const isExpired = row?.linkExpiresMs != null && row.linkExpiresMs <= beacon.atMs;
  if (!row?.linkFound || row.linkRevoked || isExpired || row.roomArchived) {
    drops.add("link_closed");
    return "gone";
  }
  if (row.consent === "declined") {
    drops.add("consent_declined");
    return "gone";
  }
  if (row.pageFound) return "admitted";
  drops.add("page_gone");
  return "dropped";
}

async function loadChanges(
  tx: Tx,
  beacons: readonly Beacon[],
  rowOf: ReadonlyMap<string, ViewRow>,
): Promise<Map<string, Change>> {
  const spans = await loadSpans(tx, beacons, rowOf);
  const newcomers = beacons.filter(({ token }) => !rowOf.get(token.viewId)?.view);
  const firstOf = new Map(newcomers.toReversed().map((beacon) => [beacon.token.viewId, beacon]));
  const opened = await openNewcomers(
    tx,
    [...firstOf.values()].map((beacon) => toNewcomer(beacon, rowOf)),
  );
  const changes = new Map<string, Change>();
  for (const beacon of beacons) {
    const { viewId } = beacon.token;
    const row = rowOf.get(viewId);
    if (changes.has(viewId) || !row) continue;
    const change = row.view
      ? fromKnown(beacon.token, row.view, spans.get(viewId))
      : newChange(beacon, row, opened.get(viewId));
    if (change) changes.set(viewId, change);
  }
  return changes;
}

function newChange(beacon: Beacon, row: ViewRow, opening: OpeningFacts | undefined): Change | null {
  if (!opening) return null;
  const { token, userAgent } = beacon;
  const personKey = row.contactId ?? token.viewerId;
  return fromNewcomer(token, { ...opening, personKey, ip: beacon.address(), userAgent });
}

function toNewcomer({ token, address, userAgent }: Beacon, rowOf: ReadonlyMap<string, ViewRow>) {
  return { token, ip: address(), userAgent, hasRow: rowOf.get(token.viewId)?.viewerFound ?? false };
}

/** Only the spans that the batch reports, and only of views that have any. */
async function loadSpans(tx: Tx, beacons: readonly Beacon[], rowOf: ReadonlyMap<string, ViewRow>) {
  const keys = new Map<string, readonly [string, string]>();
  for (const { token, body } of beacons) {
    if (!rowOf.get(token.viewId)?.view) continue;
    for (const span of body.s) keys.set(`${token.viewId} ${span.i}`, [token.viewId, span.i]);
  }
  const byView = new Map<string, Map<string, SpanState>>();
  for (const { viewId, spanId, kind, ...rest } of await readSpans(tx, [...keys.values()])) {
    const spans = byView.get(viewId) ?? new Map<string, SpanState>();
    spans.set(spanId, { kind: kindOf(kind), ...rest });
    byView.set(viewId, spans);
  }
  return byView;
}

function kindOf(kind: string): SpanState["kind"] {
  return kind === "page" || kind === "unit" || kind === "video" ? kind : "form";
}

function apply(changes: ReadonlyMap<string, Change>, { token, body, atMs }: Beacon, drops: Drops): void {
  const change = changes.get(token.viewId);
  if (!change) return;
  const applied = applyReport(change.view, { spans: body.s, signals: body.g, atMs });
  change.view = applied.view;
  for (const id of applied.changed) change.changedSpans.set(id, atMs);
  for (const reason of applied.drops) drops.add(reason);
}

class Drops {
  readonly counts: Map<string, number>;

  constructor(waiting: ReadonlyMap<string, number>) {
    this.counts = new Map(waiting);
  }

  add(reason: DropReason): void {
    this.counts.set(reason, (this.counts.get(reason) ?? 0) + 1);
  }
}
