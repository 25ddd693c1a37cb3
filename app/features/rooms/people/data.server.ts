import { db } from "@db/client";
import { contacts, deals } from "@db/schema/accounts";
import { events } from "@db/schema/activity";
import { accessRequests, roomPeople } from "@db/schema/people";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { visits } from "@db/schema/tracking";
import type { Tx } from "@db/types";
import { and, asc, desc, eq, inArray, isNotNull, isNull, max, notInArray } from "drizzle-orm";
import { now } from "~/platform/clock.server";
import { found } from "~/platform/errors";
import type { RoomActor } from "../schema";
import { isLevel, type Person, personStateOf } from "./utils";

const MAX_LISTED = 300;
type Place = Pick<RoomActor, "workspaceId" | "roomId">;

/** The buying committee, in the order people were placed. */
export async function listPeople(actor: RoomActor): Promise<Person[]> {
  const [rows, visited, asking] = await Promise.all([
    db
      .select({ person: roomPeople, contact: contacts })
      .from(roomPeople)
      .innerJoin(contacts, eq(contacts.id, roomPeople.contactId))
      .where(and(isInRoom(actor), isNull(roomPeople.dismissedAt), isNull(roomPeople.suggestedAt)))
      .orderBy(asc(roomPeople.position), asc(contacts.sortKey), asc(contacts.id))
      .limit(MAX_LISTED),
    lastVisits(actor),
    askingEmails(actor),
  ]);
  const introducers = await labelsOf(rows.map(({ person }) => person.introducedById));
  const at = now();
  return rows.map(({ person, contact }) => {
    const lastVisitAt = visited.get(contact.id) ?? null;
    const { invitedAt, introducedById, version, level } = person;
    return {
      contactId: contact.id,
      accountId: contact.accountId,
      name: contact.name,
      email: contact.email,
      title: contact.title,
      department: contact.department,
      decisionRole: contact.decisionRole,
      level: level !== null && isLevel(level) ? level : null,
      introducedById,
      introducedBy: introducers.get(introducedById ?? "") ?? null,
      state: personStateOf({ isAsking: asking.has(contact.email), lastVisitAt, invitedAt }, at),
      lastVisitAt,
      invitedAt,
      version,
    };
  });
}

/** Name, else address, of contacts by id. */
async function labelsOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.flatMap((id) => id ?? []))];
  if (known.length === 0) return new Map();
  const rows = await db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .where(inArray(contacts.id, known));
  return new Map(rows.map(({ id, name, email }) => [id, name ?? email]));
}

/** The last engaged visit of each contact in this room. */
async function lastVisits(place: Place): Promise<Map<string, Date>> {
  const rows = await db
    .select({ contactId: viewers.contactId, lastAt: max(visits.lastAt) })
    .from(visits)
    .innerJoin(viewers, eq(viewers.id, visits.viewerId))
    .where(and(eq(visits.roomId, place.roomId), eq(visits.engaged, true), isNotNull(viewers.contactId)))
    .groupBy(viewers.contactId);
  return new Map(rows.flatMap(({ contactId, lastAt }) => (contactId && lastAt ? [[contactId, lastAt]] : [])));
}

async function askingEmails(place: Place): Promise<Set<string>> {
  const rows = await db
    .select({ email: accessRequests.email })
    .from(accessRequests)
    .where(and(eq(accessRequests.roomId, place.roomId), isNull(accessRequests.decision)));
  return new Set(rows.map(({ email }) => email));
}

export type Choice = { id: string; name: string | null; email: string };

/** Living contacts of the room's account who are not of its committee yet. */
export async function listPeopleChoices(actor: RoomActor): Promise<Choice[]> {
  const members = db
    .select({ id: roomPeople.contactId })
    .from(roomPeople)
    .where(
      and(
        eq(roomPeople.roomId, actor.roomId),
        isNull(roomPeople.dismissedAt),
        isNull(roomPeople.suggestedAt),
      ),
    );
  return db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .innerJoin(deals, eq(deals.accountId, contacts.accountId))
    .innerJoin(rooms, eq(rooms.dealId, deals.id))
    .where(
      and(
        eq(rooms.id, actor.roomId),
        eq(rooms.workspaceId, actor.workspaceId),
        isNull(contacts.archivedAt),
        notInArray(contacts.id, members),
      ),
    )
    .orderBy(asc(contacts.sortKey), asc(contacts.id))
    .limit(MAX_LISTED);
}

/** Somebody who came into the room, or whom a colleague brought in, and whom nobody of the team has placed yet. */
export type Suggestion = {
  /** Null: introduced, not come yet. */
  viewerId: string | null;
  /** Null: an address nobody proved, which is no contact's. */
  contactId: string | null;
  name: string | null;
  email: string;
  isProven: boolean;
  introducedBy: string | null;
  since: Date;
};

export async function listSuggestions(actor: RoomActor): Promise<Suggestion[]> {
  const [came, introduced, dismissed] = await Promise.all([
    unplacedViewers(actor),
    introducedPeople(actor),
    dismissedViewers(actor),
  ]);
  const byEmail = new Map<string, Suggestion>();
  for (const one of [...introduced, ...came]) {
    if (one.viewerId && one.contactId === null && dismissed.has(one.viewerId)) continue;
    const known = byEmail.get(one.email);
    const isProven = one.isProven || (known?.isProven ?? false);
    byEmail.set(one.email, { ...one, ...known, viewerId: known?.viewerId ?? one.viewerId, isProven });
  }
  return [...byEmail.values()];
}

async function unplacedViewers(place: Place): Promise<Suggestion[]> {
  const isSame = and(eq(roomPeople.roomId, viewers.roomId), eq(roomPeople.contactId, viewers.contactId));
  const rows = await db
    .select({
      viewerId: viewers.id,
      contactId: viewers.contactId,
      name: contacts.name,
      email: viewers.email,
      identity: viewers.identity,
      since: viewers.firstSeenAt,
    })
    .from(viewers)
    .leftJoin(contacts, eq(contacts.id, viewers.contactId))
    .leftJoin(roomPeople, isSame)
    .where(
      and(
        eq(viewers.roomId, place.roomId),
        eq(viewers.workspaceId, place.workspaceId),
        isNotNull(viewers.email),
        isNull(roomPeople.contactId),
      ),
    )
    .orderBy(desc(viewers.firstSeenAt), desc(viewers.id))
    .limit(MAX_LISTED);
  return rows.flatMap(({ email, identity, ...row }) =>
    email === null ? [] : [{ ...row, email, isProven: identity === "verified", introducedBy: null }],
  );
}

async function introducedPeople(place: Place): Promise<Suggestion[]> {
  const rows = await db
    .select({
      contactId: contacts.id,
      name: contacts.name,
      email: contacts.email,
      introducedById: roomPeople.introducedById,
      since: roomPeople.createdAt,
    })
    .from(roomPeople)
    .innerJoin(contacts, eq(contacts.id, roomPeople.contactId))
    .where(and(isInRoom(place), isNotNull(roomPeople.suggestedAt), isNull(roomPeople.dismissedAt)))
    .orderBy(desc(roomPeople.createdAt), contacts.id)
    .limit(MAX_LISTED);
  const introducers = await labelsOf(rows.map(({ introducedById }) => introducedById));
  return rows.map(({ introducedById, ...row }) => ({
    ...row,
    viewerId: null,
    isProven: false,
    introducedBy: introducers.get(introducedById ?? "") ?? null,
  }));
}

/** An unproven address belongs to no contact: that it was dismissed is known from the event alone. */
async function dismissedViewers(place: Place): Promise<Set<string>> {
  const rows = await db
    .select({ data: events.data })
    .from(events)
    .where(and(eq(events.roomId, place.roomId), eq(events.type, "person.dismissed")));
  return new Set(rows.flatMap(({ data }) => (typeof data.viewerId === "string" ? [data.viewerId] : [])));
}

export type RoomAccount = { accountId: string; roomName: string };

export async function findRoomAccount(source: Pick<Tx, "select">, place: Place): Promise<RoomAccount> {
  const [row] = await source
    .select({ accountId: deals.accountId, roomName: rooms.name })
    .from(rooms)
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(and(eq(rooms.id, place.roomId), eq(rooms.workspaceId, place.workspaceId)));
  return found(row);
}

function isInRoom(place: Place) {
  return and(eq(roomPeople.roomId, place.roomId), eq(roomPeople.workspaceId, place.workspaceId));
}
