import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { pages, rooms } from "@db/schema/rooms";
import { shareLinks, viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members, workspaces } from "@db/schema/workspaces";
import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import type { Language } from "~/platform/i18n/language";
import { isAddressAllowed, linkStateOf } from "../policy";

export type DueTask = {
  id: string;
  workspaceId: string;
  roomId: string;
  pageId: string;
  title: string;
  dueOn: string;
  memberId: string | null;
  contactId: string | null;
  roomName: string;
  roomLanguage: Language;
};

/** Open tasks of living plans that belong to a person and are due by `until` (YYYY-MM-DD). */
export async function listDueTasks(workspaceId: string, until: string): Promise<DueTask[]> {
  const rows = await db
    .select({
      id: tasks.id,
      workspaceId: tasks.workspaceId,
      roomId: tasks.roomId,
      pageId: tasks.pageId,
      title: tasks.title,
      dueOn: tasks.dueOn,
      memberId: tasks.memberId,
      contactId: tasks.contactId,
      roomName: rooms.name,
      roomLanguage: rooms.language,
    })
    .from(tasks)
    .innerJoin(pages, and(eq(pages.id, tasks.pageId), isNull(pages.archivedAt)))
    .innerJoin(rooms, and(eq(rooms.id, tasks.roomId), isNull(rooms.archivedAt)))
    .where(
      and(
        eq(tasks.workspaceId, workspaceId),
        inArray(tasks.status, ["to_do", "in_progress"]),
        isNull(tasks.archivedAt),
        lte(tasks.dueOn, until),
        or(isNotNull(tasks.memberId), and(isNotNull(tasks.contactId), eq(tasks.internal, false))),
      ),
    )
    .orderBy(asc(tasks.dueOn), asc(tasks.id));
  return rows.flatMap(({ dueOn, ...row }) => (dueOn ? [{ ...row, dueOn }] : []));
}

export function listWorkspaces(): Promise<(typeof workspaces.$inferSelect)[]> {
  return db.select().from(workspaces).orderBy(asc(workspaces.id));
}

export type Recipient = {
  email: string;
  language: Language | null;
  /** How a buyer comes in; null for members. */
  link: { id: string; tokenHash: string } | null;
};

/** The active member, or the contact who may come into the room now; null when there is nobody to write to. */
export async function findRecipient(task: DueTask): Promise<Recipient | null> {
  if (task.memberId) return findMemberOf(task.memberId);
  return task.contactId ? findContactOf(task, task.contactId) : null;
}

async function findMemberOf(memberId: string): Promise<Recipient | null> {
  const [row] = await db
    .select({ email: users.email, language: users.language })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(eq(members.id, memberId), isNull(members.deactivatedAt)));
  return row ? { ...row, link: null } : null;
}

/** Through the link the person came by last, or else the newest that lets their address in. A closed room writes to nobody. */
async function findContactOf(task: DueTask, contactId: string): Promise<Recipient | null> {
  const [contact] = await db
    .select({ email: contacts.email })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), isNull(contacts.archivedAt), isNull(contacts.mergedIntoId)));
  if (!contact) return null;
  const { email } = contact;
  const [links, came] = await Promise.all([
    db
      .select()
      .from(shareLinks)
      .where(and(eq(shareLinks.roomId, task.roomId), isNull(shareLinks.revokedAt)))
      .orderBy(desc(shareLinks.createdAt), desc(shareLinks.id)),
    db
      .select({ linkId: viewers.linkId, language: viewers.language })
      .from(viewers)
      .where(and(eq(viewers.roomId, task.roomId), eq(viewers.contactId, contactId)))
      .orderBy(desc(viewers.lastSeenAt)),
  ]);
  const open = links.filter((link) => linkStateOf(link, now()) === "active" && isAddressAllowed(link, email));
  const usual = came.flatMap(({ linkId }) => open.find(({ id }) => id === linkId) ?? [])[0];
  const link = usual ?? open[0];
  if (!link) return null;
  const language = came.find((viewer) => viewer.language)?.language ?? null;
  return { email, language, link: { id: link.id, tokenHash: link.tokenHash } };
}
