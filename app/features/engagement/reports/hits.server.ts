import { db } from "@db/client";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { hits } from "@db/schema/tracking";
import { and, asc, count, desc, eq, gte } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import type { ShownClass } from "../choices";
import type { HitRow, HitTally, Paged, Subject } from "../schema";
import { networkOf, shortAgent } from "../utils";
import { findPeople, personOf } from "./people.server";
import { isRoomOf } from "./rooms.server";

const HITS_A_PAGE = 10;

/** How many openings of each class and reason there were; the most frequent first. */
export async function tallyHits(scope: WorkspaceScope, subject: Subject): Promise<HitTally[]> {
  const rows = await db
    .select({ class: hits.class, reason: hits.reason, count: count() })
    .from(rooms)
    .innerJoin(hits, eq(hits.roomId, rooms.id))
    .where(isOf(scope, subject))
    .groupBy(hits.class, hits.reason)
    .orderBy(asc(hits.class), asc(hits.reason));
  return rows.sort((a, b) => b.count - a.count);
}

/** Newest first; all classes unless told which. */
export async function listHits(
  scope: WorkspaceScope,
  subject: Subject,
  list: { page: number; class: ShownClass | null },
): Promise<Paged<HitRow>> {
  const found = await db
    .select({ hit: hits, contactId: viewers.contactId })
    .from(rooms)
    .innerJoin(hits, eq(hits.roomId, rooms.id))
    .leftJoin(viewers, eq(viewers.id, hits.viewerId))
    .where(and(isOf(scope, subject), list.class === null ? undefined : eq(hits.class, list.class)))
    .orderBy(desc(hits.at), desc(hits.id))
    .limit(HITS_A_PAGE + 1)
    .offset((list.page - 1) * HITS_A_PAGE);
  const shown = found.slice(0, HITS_A_PAGE).map(({ hit, contactId }) => ({
    hit,
    key: contactId ?? hit.viewerId,
  }));
  const people = await findPeople(
    scope,
    subject.roomIds,
    shown.flatMap(({ key }) => key ?? []),
  );
  const rows = shown.map(({ hit, key }) => ({
    id: hit.id,
    at: hit.at,
    agent: shortAgent(hit.userAgent),
    network: networkOf(hit.ip),
    class: hit.class,
    reason: hit.reason,
    person: key === null ? null : personOf(people, key),
  }));
  return { rows, page: list.page, hasMore: found.length > HITS_A_PAGE };
}

function isOf(scope: WorkspaceScope, subject: Subject) {
  return and(isRoomOf(scope, subject), gte(hits.at, subject.period.sinceAt));
}
