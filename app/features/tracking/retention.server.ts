import { db } from "@db/client";
import { gateCodes, viewerSessions } from "@db/schema/sharing";
import { hits, spans, views } from "@db/schema/tracking";
import { sessions } from "@db/schema/users";
import { and, eq, gt, lt, notLike } from "drizzle-orm";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { deviceOf } from "~/features/auth/utils";
import { now, nowMs } from "~/platform/clock.server";
import { dayOf } from "~/platform/i18n/format";
import { defineJob, enqueue } from "~/platform/jobs.server";

const DAY_MS = 86_400_000;
/** Full addresses and agents are kept this long, for telling machines from people. */
export const ADDRESS_DAYS = 30;
/** Thirteen months: a year can be compared with the one before. After that only sums stay. */
export const SPAN_DAYS = 396;
const ROWS_AT_ONCE = 500;

/** Once a day: shortens what is old, deletes what has expired, and asks to be run again tomorrow. */
export const keepHouse = defineJob({
  kind: "tracking.keep_house",
  schema: z.object({ day: z.string() }).strict(),
  async run() {
    await forgetOldDetails();
    await scheduleKeepHouse(new Date(nowMs() + DAY_MS));
  },
});

export async function scheduleKeepHouse(at: Date = now()): Promise<void> {
  const day = dayOf(at, "UTC");
  await db.transaction((tx) => enqueue(tx, keepHouse, { day }, { key: `keep-house:${day}`, runAt: at }));
}

export async function forgetOldDetails(): Promise<void> {
  const addressesUntil = new Date(nowMs() - ADDRESS_DAYS * DAY_MS);
  while ((await shortenHits(addressesUntil)) === ROWS_AT_ONCE);
  while ((await shortenViews(addressesUntil)) === ROWS_AT_ONCE);
  await forgetSpans(dayOf(nowMs() - SPAN_DAYS * DAY_MS, "UTC"));
  await db.delete(sessions).where(lt(sessions.expiresAt, now()));
  await db.delete(viewerSessions).where(lt(viewerSessions.expiresAt, now()));
  await db.delete(gateCodes).where(lt(gateCodes.expiresAt, new Date(nowMs() - DAY_MS)));
}

/**
 * A view whose spans are gone holds its whole time as the page's: totals of its day that are made anew stay true, and
 * only how they were spread over units is lost.
 */
async function forgetSpans(beforeDay: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx
      .update(views)
      .set({ unitsMs: 0 })
      .where(and(lt(views.day, beforeDay), gt(views.unitsMs, 0)));
    await tx.delete(spans).where(lt(spans.day, beforeDay));
  });
}

/** 203.0.113.9 as 203.0.113.0/24, an IPv6 address as its /48. */
export function shortAddress(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown/0";
  const parsed = ipaddr.process(address);
  const bits = parsed.kind() === "ipv6" ? 48 : 24;
  const kept = parsed.toByteArray().map((byte, at) => (at < bits / 8 ? byte : 0));
  return `${ipaddr.fromByteArray(kept).toString()}/${bits}`;
}

/** The agent as its family only: "Chrome, Windows". */
export function shortAgent(userAgent: string): string {
  return deviceOf(userAgent) ?? "unknown";
}

async function shortenHits(until: Date): Promise<number> {
  const rows = await db
    .select({ id: hits.id, ip: hits.ip, userAgent: hits.userAgent })
    .from(hits)
    .where(and(lt(hits.at, until), notLike(hits.ip, "%/%")))
    .limit(ROWS_AT_ONCE);
  await db.transaction(async (tx) => {
    for (const { id, ip, userAgent } of rows) {
      const shortened = { ip: shortAddress(ip), userAgent: shortAgent(userAgent), referrer: null };
      await tx.update(hits).set(shortened).where(eq(hits.id, id));
    }
  });
  return rows.length;
}

async function shortenViews(until: Date): Promise<number> {
  const rows = await db
    .select({ id: views.id, ip: views.ip, userAgent: views.userAgent })
    .from(views)
    .where(and(lt(views.lastAt, until), notLike(views.ip, "%/%")))
    .limit(ROWS_AT_ONCE);
  await db.transaction(async (tx) => {
    for (const { id, ip, userAgent } of rows) {
      await tx
        .update(views)
        .set({ ip: shortAddress(ip), userAgent: shortAgent(userAgent) })
        .where(eq(views.id, id));
    }
  });
  return rows.length;
}
