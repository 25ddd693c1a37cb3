import { db } from "@db/client";
import { addDrops, lockRooms } from "@db/dialect/tracking";
import type { ViewRow } from "@db/dialect/tracking-reads";
import type { Tx } from "@db/types";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import type { BeaconBody } from "./beacon/wire";
import { type Change, fromKnown, fromNewcomer, grow } from "./changes";
import type { DropReason } from "./clamp";
import { takeDrops } from "./drops.server";
import { type Known, KnownViews, type Left } from "./known-views.server";
import { applyReport } from "./live-view";
import { openNewcomers } from "./openings.server";
import type { ViewToken } from "./view-token.server";
import { type Written, writeChanges } from "./write-changes.server";

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

const known = new KnownViews();

/**
 * Commits a batch of beacons in one transaction: views, visits, spans, roll-ups, events and the count of what was
 * dropped. When this resolves, everything is durable.
 */
export async function commitBeacons(beacons: readonly Beacon[]): Promise<Ingested> {
  const drops = takeDrops();
  try {
    const { stamp, ...ingested } = await db.transaction((tx) =>
      ingestIn(tx, beacons, new Drops(drops.counts)),
    );
    known.confirm(stamp);
    return ingested;
  } catch (error) {
    known.clear();
    drops.giveBack();
    throw error;
  }
}

async function ingestIn(
  tx: Tx,
  beacons: readonly Beacon[],
  drops: Drops,
): Promise<Ingested & { stamp: string | null }> {
  await lockRooms(
    tx,
    beacons.map(({ token }) => token.roomId),
  );
  const knownOf = await known.load(tx, beacons);
  const outcomes: Outcome[] = [];
  const admitted: Beacon[] = [];
  for (const beacon of beacons) {
    const answer = admit(knownOf.get(beacon.token.viewId)?.row, beacon);
    if (answer.drop) drops.add(answer.drop);
    else admitted.push(beacon);
    outcomes.push(answer.outcome);
  }
  const changes = await openChanges(tx, admitted, knownOf);
  for (const beacon of admitted) apply(changes, beacon, drops);

  const written = await writeChanges(tx, [...changes.values()]);
  await addDrops(tx, dayOf(nowMs(), "UTC"), drops.counts);
  const stamp = await known.remember(tx, ...leftAfter(written, knownOf));
  return { outcomes, attention: written.attention, stamp };
}

type Answer = { outcome: Outcome; drop?: DropReason };

/** The link's and the viewer's state is read in the same transaction: a revoked link is closed at once. */
function admit(row: ViewRow | undefined, beacon: Beacon): Answer {
  const isExpired = row?.linkExpiresMs != null && row.linkExpiresMs <= beacon.atMs;
  if (!row?.linkFound || row.linkRevoked || isExpired || row.roomArchived) {
    return { outcome: "gone", drop: "link_closed" };
  }
  if (row.consent === "declined") return { outcome: "gone", drop: "consent_declined" };
  return row.pageFound ? { outcome: "kept" } : { outcome: "kept", drop: "page_gone" };
}

type KnownOf = ReadonlyMap<string, Known>;

async function openChanges(
  tx: Tx,
  beacons: readonly Beacon[],
  knownOf: KnownOf,
): Promise<Map<string, Change>> {
  const newcomers = new Map<string, Beacon>();
  const changes = new Map<string, Change>();
  for (const beacon of beacons) {
    const { token } = beacon;
    if (changes.has(token.viewId) || newcomers.has(token.viewId)) continue;
    const stored = knownOf.get(token.viewId);
    if (stored?.row.view) changes.set(token.viewId, fromKnown(token, stored.row.view, stored));
    else newcomers.set(token.viewId, beacon);
  }
  const opened = await openNewcomers(
    tx,
    [...newcomers.values()].map((beacon) => toNewcomer(beacon, knownOf)),
  );
  for (const [viewId, { token, userAgent, address }] of newcomers) {
    const opening = opened.get(viewId);
    const personKey = knownOf.get(viewId)?.row.contactId ?? token.viewerId;
    if (opening)
      changes.set(viewId, fromNewcomer(token, { ...opening, personKey, ip: address(), userAgent }));
  }
  return changes;
}

function toNewcomer({ token, address, userAgent }: Beacon, knownOf: KnownOf) {
  return { token, ip: address(), userAgent, hasRow: knownOf.get(token.viewId)?.row.viewerFound ?? false };
}

function apply(changes: ReadonlyMap<string, Change>, { token, body, atMs }: Beacon, drops: Drops): void {
  const change = changes.get(token.viewId);
  if (!change) return;
  const report = { spans: body.s, signals: body.g, atMs };
  change.view = applyReport(change.view, report, change.movement, (reason) => drops.add(reason));
}

/** A view whose totals only grew is as we know it; of viewers to whom more happened nothing is remembered. */
function leftAfter({ placed, isAlone }: Written, knownOf: KnownOf): [Left[], string[]] {
  const left: Left[] = [];
  const forgotten: string[] = [];
  for (const { change } of placed) {
    const { viewId, viewerId } = change.token;
    const before = knownOf.get(viewId);
    if (!isAlone(change) || !before?.row.view) forgotten.push(viewerId);
    else {
      grow(before.row.view, change);
      left.push({ ...before, viewerId, viewId });
    }
  }
  return [left, forgotten];
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
