import { db } from "@db/client";
import { hits, visitsDaily } from "@db/schema/tracking";
import { eq } from "drizzle-orm";
import { type LinkOpening, recordHit } from "~/features/tracking/hits.server";
import { nowMs } from "~/platform/clock.server";
import {
  allViews,
  BROWSER,
  HOME_ADDRESS,
  ingestOne,
  type ReadableRoom,
  readingOf,
  tokenFor,
} from "./support";

export const minutes = (count: number) => count * 60_000;

/** One opening of the link, by an ordinary browser unless told otherwise. */
export async function open(
  place: Pick<ReadableRoom, "link">,
  over: Partial<Omit<LinkOpening, "link">> & { purpose?: string } = {},
) {
  const { purpose, ...rest } = over;
  const headers = new Headers(purpose ? { "sec-purpose": purpose } : {});
  const plain = { method: "GET", ip: HOME_ADDRESS, userAgent: BROWSER, referrer: null, isMember: false };
  const { hitId } = await recordHit({ link: place.link, headers, ...plain, ...rest });
  return hitId;
}

export async function hitOf(id: string) {
  const [hit] = await db.select().from(hits).where(eq(hits.id, id));
  return { class: hit?.class, reason: hit?.reason };
}

/** A view that came from an opening, read for five seconds with one key press and nothing later. */
export async function read(
  place: ReadableRoom,
  hitId: string,
  over: Parameters<typeof readingOf>[3] & { viewerId?: string } = {},
) {
  const { viewerId, ...rest } = over;
  const token = tokenFor(place, { hitId, issuedAtMs: nowMs(), ...(viewerId && { viewerId }) });
  const brief = { vis: 5_000, in: 1, pm: 0, aq: 0 as const };
  await ingestOne(
    readingOf(token, { 1: 4_000 }, 0, {
      atMs: nowMs() + 8_000,
      ...rest,
      signals: { ...brief, ...rest.signals },
    }),
  );
  return token;
}

export const viewOf = async (viewId: string) => {
  const view = (await allViews()).find(({ id }) => id === viewId);
  return { class: view?.class, reason: view?.reason };
};
export const countedVisits = async (place: ReadableRoom) =>
  (await db.select().from(visitsDaily).where(eq(visitsDaily.roomId, place.room.id))).reduce(
    (sum, row) => sum + row.visits,
    0,
  );
