import { db } from "@db/client";
import { addDrops } from "@db/dialect/tracking";
import { nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { log } from "~/platform/log.server";
import type { DropReason } from "./clamp";

const FLUSH_MS = 2_000;

let waiting = new Map<string, number>();

/** Counts a beacon that never reached a batch; it is written with the next batch, or by itself soon after. */
export function countDrop(reason: DropReason): void {
  if (waiting.size === 0) setTimeout(flush, FLUSH_MS).unref();
  waiting.set(reason, (waiting.get(reason) ?? 0) + 1);
}

type Taken = { counts: ReadonlyMap<string, number>; giveBack(): void };

/** What is waiting to be written; give it back when the transaction fails. */
export function takeDrops(): Taken {
  const counts = waiting;
  waiting = new Map();
  return {
    counts,
    giveBack() {
      for (const [reason, count] of counts) waiting.set(reason, (waiting.get(reason) ?? 0) + count);
    },
  };
}

/** Writes what is waiting now: for the timer and for a graceful stop. */
export async function flushDrops(): Promise<void> {
  if (waiting.size === 0) return;
  const taken = takeDrops();
  try {
    await db.transaction((tx) => addDrops(tx, dayOf(nowMs(), "UTC"), taken.counts));
  } catch (error) {
    taken.giveBack();
    throw error;
  }
}

function flush(): void {
  flushDrops().catch((error: unknown) =>
    log.warn({ err: error }, "dropped beacons could not be counted yet"),
  );
}
