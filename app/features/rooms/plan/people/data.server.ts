import { db } from "@db/client";
import { textOrder } from "@db/dialect/text";
import { contacts, deals } from "@db/schema/accounts";
import { tasks } from "@db/schema/plan";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { users } from "@db/schema/users";
import { members } from "@db/schema/workspaces";
import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { MemberActor, RoomActor, ViewerActor } from "../../schema";
import { isOfRoom } from "../data.server";
import type { PlanPeople } from "../schema";

const MAX_LISTED = 300;

/** Everybody that a member can give a task to: colleagues, and the contacts of the room's account. */
export async function listPlanPeople(actor: MemberActor): Promise<PlanPeople> {
  const [own, theirs] = await Promise.all([
    db
      .select({ id: members.id, name: users.name })
      .from(members)
      .innerJoin(users, eq(users.id, members.userId))
      .where(and(eq(members.workspaceId, actor.workspaceId), isNull(members.deactivatedAt)))
      .orderBy(textOrder(users.name), members.id)
      .limit(MAX_LISTED),
    selectContacts(actor),
  ]);
  return { members: own, contacts: theirs.map(faceOf) };
}

/** The buying side's own choice: who came into the room or has a task here, and nobody else the seller may know. */
export async function listBuyerPeople(actor: ViewerActor): Promise<{ id: string; name: string }[]> {
  if (actor.identity === "anonymous") return [];
  const came = db
    .select({ id: viewers.contactId })
    .from(viewers)
    .where(and(eq(viewers.roomId, actor.roomId), isNotNull(viewers.contactId)));
  const assigned = db
    .select({ id: tasks.contactId })
    .from(tasks)
    .where(and(isOfRoom(actor), isNull(tasks.archivedAt), isNotNull(tasks.contactId)));
  const rows = await selectContacts(actor, or(inArray(contacts.id, came), inArray(contacts.id, assigned)));
  return rows.map(faceOf);
}

function selectContacts(actor: RoomActor, moreover?: ReturnType<typeof or>) {
  return db
    .select({ id: contacts.id, name: contacts.name, email: contacts.email })
    .from(contacts)
    .innerJoin(deals, eq(deals.accountId, contacts.accountId))
    .innerJoin(rooms, eq(rooms.dealId, deals.id))
    .where(
      and(
        eq(rooms.id, actor.roomId),
        eq(contacts.workspaceId, actor.workspaceId),
        isNull(contacts.archivedAt),
        isNull(contacts.mergedIntoId),
        moreover,
      ),
    )
    .orderBy(textOrder(sql`coalesce(${contacts.name}, ${contacts.email})`), contacts.id)
    .limit(MAX_LISTED);
}

function faceOf({ id, name, email }: { id: string; name: string | null; email: string }) {
  return { id, name: name ?? email };
}
