import { database } from "@db/client";
import { isUnavailable } from "@db/errors";
import { nowMs } from "~/platform/clock.server";
import { log } from "~/platform/log.server";
import { publish } from "~/platform/realtime.server";
import type { DropReason } from "./clamp";
import { type Attention, type Beacon, commitBeacons, type Outcome } from "./commit-beacons.server";
import { countDrop, flushDrops } from "./drops.server";
import { GroupCommit } from "./group-commit";
import { beaconSchema } from "./schema";
import { readViewToken, type ViewToken } from "./view-token.server";

const WINDOW_MS = 5;
const MAX_BATCH = 512;
const ENOUGH = 40;
const MAX_WAITING = 4_096;
/** A reading browser sends one each 10 s; ten tabs and flushes stay far below. */
const BEACONS_PER_VIEWER = 300;
const VIEWER_WINDOW_MS = 60_000;
const ATTENTION_EVERY_MS = 2_000;

/** busy: not kept, send again later. dropped: will never be kept, and the sender need not know why. */
export type Receipt = Outcome | "busy" | "dropped";

export type Arrival = { text: string; userAgent: string; address: () => string };

const queue = new GroupCommit<Beacon, Outcome>({
  windowMs: WINDOW_MS,
  maxBatch: MAX_BATCH,
  enough: ENOUGH,
  maxWaiting: MAX_WAITING,
  isHopeless: isUnavailable,
  async commit(beacons) {
    const { outcomes, attention } = await commitBeacons(beacons);
    for (const one of attention) announce(one);
    return outcomes;
  },
  durable: async () => database?.durable(),
});

/** Takes one beacon as it came over the wire. Resolves with "kept" only when that is durable. */
export async function receiveBeacon(arrival: Arrival): Promise<Receipt> {
  const parsed = readBeacon(arrival);
  if ("drop" in parsed) {
    countDrop(parsed.drop);
    return parsed.drop === "too_many" || parsed.drop === "overload" ? "busy" : "dropped";
  }
  try {
    return await queue.push(parsed);
  } catch (error) {
    countDrop("failed");
    log.error({ err: error }, "a beacon could not be kept");
    return "busy";
  }
}

/** For a graceful stop: what was received is committed, what was dropped is counted. */
export async function closeIngest(): Promise<void> {
  await queue.drain();
  await flushDrops();
}

type Parsed = Beacon | { drop: DropReason };

function readBeacon({ text, userAgent, address }: Arrival): Parsed {
  const body = beaconSchema.safeParse(parseJson(text));
  if (!body.success) return { drop: "malformed" };
  const token = readViewToken(body.data.t);
  if (typeof token === "string") return { drop: token };
  if (isTooMany(token)) return { drop: "too_many" };
  if (queue.isFull) return { drop: "overload" };
  return { token, body: body.data, atMs: nowMs(), userAgent: userAgent.slice(0, 512), address };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

let windowEndMs = 0;
const receivedBy = new Map<string, number>();

/** A plain count in fixed windows: the limiter of the pages would cost more than the beacon. */
function isTooMany({ viewerId }: ViewToken): boolean {
  const at = nowMs();
  if (at >= windowEndMs || at < windowEndMs - VIEWER_WINDOW_MS) {
    receivedBy.clear();
    windowEndMs = at + VIEWER_WINDOW_MS;
  }
  const count = (receivedBy.get(viewerId) ?? 0) + 1;
  receivedBy.set(viewerId, count);
  return count > BEACONS_PER_VIEWER;
}

const announcedMs = new Map<string, number>();
const ANNOUNCED_REMEMBERED = 10_000;

/** Tells the seller's screens where a buyer is reading, not more often than they can show it. */
function announce({ roomId, viewerId, pageId, unit }: Attention): void {
  const at = nowMs();
  if (at - (announcedMs.get(viewerId) ?? 0) < ATTENTION_EVERY_MS) return;
  if (announcedMs.size >= ANNOUNCED_REMEMBERED) announcedMs.clear();
  announcedMs.set(viewerId, at);
  publish(`room:${roomId}`, { type: "attention", roomId, viewerId, pageId, unit });
}
