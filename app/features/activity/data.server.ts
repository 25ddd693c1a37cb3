import { db } from "@db/client";
import { accounts, contacts } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, desc, eq, inArray, or, type SQL } from "drizzle-orm";
import type { WorkspaceScope } from "~/features/workspaces/schema";

export type TimelineEntry = {
  id: string;
  type: string;
  at: Date;
  actorKind: "member" | "viewer" | "system";
  /** A member's name, or a viewer's contact name or address; null when anonymous. */
  actorName: string | null;
  data: Record<string, unknown>;
};

const PAGE_SIZE = 30;

export function listRoomTimeline(scope: WorkspaceScope, roomId: string, page = 1): Promise<TimelineEntry[]> {
  return listTimeline(scope, eq(events.roomId, roomId), page);
}

/** With what happened to accounts that were merged into it. */
export function listAccountTimeline(
  scope: WorkspaceScope,
  accountId: string,
  page = 1,
): Promise<TimelineEntry[]> {
  const merged = db.select({ id: accounts.id }).from(accounts).where(eq(accounts.mergedIntoId, accountId));
  const isAccount = or(eq(events.accountId, accountId), inArray(events.accountId, merged));
  return listTimeline(scope, isAccount, page);
}

/** What was done to a contact, and what the contact did. */
export function listContactTimeline(
  scope: WorkspaceScope,
  contactId: string,
  page = 1,
): Promise<TimelineEntry[]> {
  const isActor = and(eq(events.actorKind, "viewer"), eq(viewers.contactId, contactId));
  return listTimeline(scope, or(eq(events.contactId, contactId), isActor), page);
}

export function listDealTimeline(scope: WorkspaceScope, dealId: string, page = 1): Promise<TimelineEntry[]> {
  return listTimeline(scope, eq(events.dealId, dealId), page);
}

/** Newest first. */
async function listTimeline(
  scope: WorkspaceScope,
  subject: SQL | undefined,
  page: number,
): Promise<TimelineEntry[]> {
  const rows = await db
    .select({
      id: events.id,
      type: events.type,
      at: events.at,
      actorKind: events.actorKind,
      data: events.data,
      memberName: users.name,
      contactName: contacts.name,
      viewerEmail: viewers.email,
    })
    .from(events)
    .leftJoin(members, and(eq(members.id, events.actorId), eq(events.actorKind, "member")))
    .leftJoin(users, eq(users.id, members.userId))
    .leftJoin(viewers, and(eq(viewers.id, events.actorId), eq(events.actorKind, "viewer")))
    .leftJoin(contacts, eq(contacts.id, viewers.contactId))
    .where(and(eq(events.workspaceId, scope.workspaceId), subject))
    .orderBy(desc(events.at), desc(events.id))
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE);
  return rows.map(({ memberName, contactName, viewerEmail, ...row }) => ({
    ...row,
    actorName: memberName ?? contactName ?? viewerEmail,
  }));
}
