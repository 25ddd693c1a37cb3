import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { pages } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { spans, views } from "@db/schema/tracking";
import { and, desc, eq, gte, inArray } from "drizzle-orm";
import type { PageKind } from "~/features/rooms/pages/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { nowMs } from "~/platform/clock.server";

export const LIVE_MS = 60_000;

export type LiveViewer = {
  viewerId: string;
  contactId: string | null;
  /** Contact name or address; null when anonymous. */
  name: string | null;
  pageId: string;
  pageTitle: string;
  pageKind: PageKind;
  identity: "anonymous" | "claimed" | "verified";
  /** From 1; 0 when no unit was read lately. */
  unit: number;
  lastAt: Date;
};

/** Engaged viewers heard of within the last minute, with the page and unit they read; the latest first. */
export async function listLiveViewers(scope: WorkspaceScope, roomId: string): Promise<LiveViewer[]> {
  const rows = await db
    .select({
      viewId: views.id,
      viewerId: views.viewerId,
      contactId: viewers.contactId,
      contactName: contacts.name,
      email: viewers.email,
      pageId: views.pageId,
      pageTitle: pages.title,
      pageKind: pages.kind,
      identity: viewers.identity,
      lastAt: views.lastAt,
    })
    .from(viewers)
    .innerJoin(views, eq(views.viewerId, viewers.id))
    .innerJoin(pages, eq(pages.id, views.pageId))
    .leftJoin(contacts, eq(contacts.id, viewers.contactId))
    .where(
      and(
        eq(viewers.roomId, roomId),
        eq(viewers.workspaceId, scope.workspaceId),
        eq(views.class, "engaged"),
        gte(views.lastAt, new Date(nowMs() - LIVE_MS)),
      ),
    )
    .orderBy(desc(views.lastAt), desc(views.id));
  const latest = new Map(rows.toReversed().map((row) => [row.viewerId, row]));
  const units = await lastUnits([...latest.values()].map(({ viewId }) => viewId));
  return rows
    .filter((row) => latest.get(row.viewerId) === row)
    .map(({ viewId, contactName, email, ...row }) => ({
      ...row,
      name: contactName ?? email,
      unit: units.get(viewId) ?? 0,
    }));
}

/** The unit of each view that moved on last. */
async function lastUnits(viewIds: string[]): Promise<Map<string, number>> {
  if (viewIds.length === 0) return new Map();
  const rows = await db
    .select({ viewId: spans.viewId, unit: spans.unit })
    .from(spans)
    .where(and(inArray(spans.viewId, viewIds), eq(spans.kind, "unit")))
    .orderBy(spans.lastAt, spans.seq);
  return new Map(rows.map(({ viewId, unit }) => [viewId, unit]));
}
