import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { roomPeople } from "@db/schema/people";
import { rooms } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import type { Tx } from "@db/types";
import { and, eq, isNull, max } from "drizzle-orm";
import type { Contact } from "~/features/accounts/contacts/data.server";
import type { NewContact } from "~/features/accounts/contacts/schema";
import { contactKeys } from "~/features/accounts/contacts/utils";
import { recordEvent } from "~/features/activity/events.server";
import { now } from "~/platform/clock.server";
import { assertCan, found } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { announceRoom } from "../mutations.server";
import type { MemberActor } from "../schema";
import { findRoomAccount } from "./data.server";
import { canEditPeople } from "./policy";
import type { DecisionRole, Level } from "./utils";

/** A contact of the room's account joins its committee; one who was removed or suggested is simply back. */
export function addPerson(actor: MemberActor, contactId: string): Promise<void> {
  return changing(actor, async (tx) => {
    await findAccountsContact(tx, actor, contactId);
    await placeInRoom(tx, actor, contactId);
  });
}

export type NewPerson = { ok: true; contactId: string } | { ok: false; reason: "of_another_account" };

/** A new contact who joins at once. An address the account knows already is that contact; another account's stays there. */
export function addNewPerson(actor: MemberActor, { requestKey, ...fields }: NewContact): Promise<NewPerson> {
  return changing(actor, async (tx): Promise<NewPerson> => {
    const { accountId } = await findRoomAccount(tx, actor);
    const contact = await insertContact(tx, actor, { id: requestKey, accountId, ...fields });
    if (contact.accountId !== accountId) return { ok: false, reason: "of_another_account" };
    await placeInRoom(tx, actor, contact.id);
    return { ok: true, contactId: contact.id };
  });
}

export type Placing = {
  contactId: string;
  version: number;
  level: Level | null;
  department: string | null;
  title?: string | null;
  decisionRole?: DecisionRole | null;
  introducedById?: string | null;
};
export type Placed =
  | { ok: true; before: { level: number | null; department: string | null } }
  | { ok: false };

/** Moves a person on the map, or changes what is known of them. Not ok: somebody else changed them since `version`. */
export function changePerson(actor: MemberActor, placing: Placing): Promise<Placed> {
  return changing(actor, async (tx): Promise<Placed> => {
    const { contactId, version, level, introducedById, ...facts } = placing;
    const person = await findPersonForUpdate(tx, actor, contactId);
    if (person.version !== version || person.dismissedAt) return { ok: false };
    if (introducedById) await findAccountsContact(tx, actor, introducedById);
    const contact = await findAccountsContact(tx, actor, contactId);
    const at = now();
    await tx
      .update(contacts)
      .set({
        ...facts,
        ...contactKeys({ ...contact, ...facts }),
        updatedAt: at,
        version: contact.version + 1,
      })
      .where(eq(contacts.id, contactId));
    await tx
      .update(roomPeople)
      .set({
        level,
        ...(introducedById === undefined || introducedById === contactId ? {} : { introducedById }),
        updatedAt: at,
        version: version + 1,
      })
      .where(isPerson(actor, contactId));
    await recordEvent(tx, actor, { type: "person.changed", roomId: actor.roomId, contactId });
    return { ok: true, before: { level: person.level, department: contact.department } };
  });
}

/** Out of the committee, not out of the account; links they hold stay as they are. */
export function removePerson(actor: MemberActor, contactId: string): Promise<void> {
  return changing(actor, async (tx) => {
    const person = await findPersonForUpdate(tx, actor, contactId);
    if (person.dismissedAt) return;
    await tx
      .update(roomPeople)
      .set({ dismissedAt: now(), updatedAt: now(), version: person.version + 1 })
      .where(isPerson(actor, contactId));
    await recordEvent(tx, actor, { type: "person.removed", roomId: actor.roomId, contactId });
  });
}

/** Adds somebody whose address nobody proved: it becomes a contact by this. */
export function addSuggested(actor: MemberActor, viewerId: string): Promise<NewPerson> {
  return changing(actor, async (tx): Promise<NewPerson> => {
    const { email } = await findViewer(tx, actor, viewerId);
    const { accountId } = await findRoomAccount(tx, actor);
    const contact = await insertContact(tx, actor, { id: newId(), accountId, email, ...NOTHING });
    if (contact.accountId !== accountId) return { ok: false, reason: "of_another_account" };
    await placeInRoom(tx, actor, contact.id);
    return { ok: true, contactId: contact.id };
  });
}

export function dismissSuggested(
  actor: MemberActor,
  suggested: { contactId: string } | { viewerId: string },
): Promise<void> {
  return changing(actor, async (tx) => {
    const { roomId } = actor;
    if ("viewerId" in suggested) {
      await findViewer(tx, actor, suggested.viewerId);
      await recordEvent(tx, actor, { type: "person.dismissed", roomId, ...suggested });
      return;
    }
    const { contactId } = suggested;
    await findAccountsContact(tx, actor, contactId);
    const at = now();
    const row = { workspaceId: actor.workspaceId, roomId, contactId, createdAt: at, updatedAt: at };
    await tx
      .insert(roomPeople)
      .values({ ...row, dismissedAt: at })
      .onConflictDoUpdate({
        target: [roomPeople.roomId, roomPeople.contactId],
        set: { dismissedAt: at, updatedAt: at },
      });
    await recordEvent(tx, actor, { type: "person.removed", roomId, contactId });
  });
}

async function changing<T>(actor: MemberActor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const outcome = await db.transaction(async (tx) => {
    // One writer of a room's committee at a time.
    const [room] = await tx
      .select({ archivedAt: rooms.archivedAt })
      .from(rooms)
      .where(and(eq(rooms.id, actor.roomId), eq(rooms.workspaceId, actor.workspaceId)))
      .for("update");
    assertCan(canEditPeople(actor) && found(room).archivedAt === null);
    return work(tx);
  });
  announceRoom(actor.roomId);
  return outcome;
}

async function placeInRoom(tx: Tx, actor: MemberActor, contactId: string): Promise<void> {
  const { workspaceId, roomId } = actor;
  const at = now();
  const [last] = await tx
    .select({ position: max(roomPeople.position) })
    .from(roomPeople)
    .where(eq(roomPeople.roomId, roomId));
  await tx
    .insert(roomPeople)
    .values({
      workspaceId,
      roomId,
      contactId,
      position: (last?.position ?? 0) + 10,
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoUpdate({
      target: [roomPeople.roomId, roomPeople.contactId],
      set: { dismissedAt: null, suggestedAt: null, updatedAt: at },
    });
  await recordEvent(tx, actor, { type: "person.added", roomId, contactId });
}

const NOTHING = {
  name: null,
  reading: null,
  phone: null,
  title: null,
  department: null,
  decisionRole: null,
} as const;

type ContactFields = Omit<NewContact, "requestKey"> & { id: string; accountId: string };

/** The contact of this workspace with the address: made now unless it was known. */
export async function insertContact(
  tx: Tx,
  source: { readonly workspaceId: string; readonly memberId?: string; readonly viewerId?: string },
  fields: ContactFields,
): Promise<Contact> {
  const at = now();
  const row = { ...fields, ...contactKeys(fields), workspaceId: source.workspaceId };
  const [made] = await tx
    .insert(contacts)
    .values({ ...row, createdAt: at, updatedAt: at })
    .onConflictDoNothing()
    .returning();
  if (made) {
    const { accountId, id: contactId } = made;
    await recordEvent(tx, source, { type: "contact.created", accountId, contactId });
    return made;
  }
  const [known] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.workspaceId, source.workspaceId), eq(contacts.email, fields.email)));
  return found(known);
}

async function findAccountsContact(tx: Tx, actor: MemberActor, contactId: string): Promise<Contact> {
  const { accountId } = await findRoomAccount(tx, actor);
  const [contact] = await tx
    .select()
    .from(contacts)
    .where(and(eq(contacts.id, contactId), eq(contacts.accountId, accountId), isNull(contacts.archivedAt)))
    .for("update");
  return found(contact);
}

async function findPersonForUpdate(tx: Tx, actor: MemberActor, contactId: string) {
  const [person] = await tx.select().from(roomPeople).where(isPerson(actor, contactId)).for("update");
  return found(person);
}

async function findViewer(tx: Tx, actor: MemberActor, viewerId: string) {
  const [viewer] = await tx
    .select({ email: viewers.email })
    .from(viewers)
    .where(
      and(
        eq(viewers.id, viewerId),
        eq(viewers.roomId, actor.roomId),
        eq(viewers.workspaceId, actor.workspaceId),
      ),
    );
  return { email: found(found(viewer).email) };
}

function isPerson(actor: MemberActor, contactId: string) {
  return and(
    eq(roomPeople.roomId, actor.roomId),
    eq(roomPeople.workspaceId, actor.workspaceId),
    eq(roomPeople.contactId, contactId),
  );
}
