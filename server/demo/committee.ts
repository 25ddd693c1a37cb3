import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { roomPeople } from "@db/schema/people";
import { viewers } from "@db/schema/sharing";
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { memberInRoom } from "~/features/rooms/data.server";
import { addFormPage, answerForm, saveForm } from "~/features/rooms/forms/mutations.server";
import type { Answers, Question } from "~/features/rooms/forms/utils";
import { addPerson, changePerson } from "~/features/rooms/people/mutations.server";
import type { MemberActor, ViewerActor } from "~/features/rooms/schema";
import { mintViewerActor } from "~/features/rooms/scope.server";
import { newId } from "~/platform/ids";
import { DEMO_FORMS } from "../../db/seed/demo-forms";
import type { DemoRoom } from "./rooms";

/** Who is on the committee of a room, and what they answered: the last of them came by themselves and is suggested. */
export async function seedCommittee(room: DemoRoom): Promise<void> {
  const actor = await memberInRoom(room.scope, room.roomId);
  await placePeople(actor, room);
  if (room.interest === "silent") return;
  const { title, questions, answers } = DEMO_FORMS[room.language];
  const page = await addFormPage(room.scope, { roomId: room.roomId, title, requestKey: newId() });
  const asked: Question[] = questions.map((question) => ({ ...question, id: newId() }));
  await saveForm(actor, { pageId: page.id, version: 1, intro: null, questions: asked });
  const readers = await listReaders(room);
  for (const [at, reader] of readers.slice(0, answers.length).entries()) {
    const given: Answers = Object.fromEntries(
      asked.flatMap((question, place) => {
        const value = answers[at]?.[place];
        return value === undefined
          ? []
          : [[question.id, { label: question.label, kind: question.kind, value }]];
      }),
    );
    await db.transaction((tx) => answerForm(tx, reader, { pageId: page.id, version: 2, answers: given }));
  }
}

async function placePeople(actor: MemberActor, room: DemoRoom): Promise<void> {
  const known = room.people.slice(0, Math.max(1, room.people.length - 1));
  const rows = await db
    .select({ id: contacts.id, role: contacts.decisionRole, department: contacts.department })
    .from(contacts)
    .where(
      inArray(
        contacts.id,
        known.map(({ contactId }) => contactId),
      ),
    )
    .orderBy(asc(contacts.sortKey));
  for (const [at, { id: contactId, role, department }] of rows.entries()) {
    await addPerson(actor, contactId);
    const level = role === "decision_maker" ? 1 : role === "user" ? 3 : 2;
    const introducedById = at > 0 ? (rows[0]?.id ?? null) : null;
    await changePerson(actor, { contactId, version: 1, level, department, introducedById });
  }
  await db
    .update(roomPeople)
    .set({ invitedAt: new Date() })
    .where(and(eq(roomPeople.roomId, room.roomId), eq(roomPeople.contactId, rows[0]?.id ?? "")));
}

/** People who came through the room's link and are known, one a contact. */
export async function listReaders(room: DemoRoom): Promise<ViewerActor[]> {
  const rows = await db
    .select()
    .from(viewers)
    .where(and(eq(viewers.roomId, room.roomId), isNotNull(viewers.contactId)))
    .orderBy(asc(viewers.firstSeenAt), asc(viewers.id));
  const first = new Map(rows.map((row) => [row.contactId, row]));
  return Promise.all(
    [...first.values()].map(({ id: viewerId, workspaceId, roomId, linkId, email, identity }) =>
      mintViewerActor({ workspaceId, roomId, viewerId, linkId, email, identity, preview: false }),
    ),
  );
}
