import { db } from "@db/client";
import { formAnswers, forms } from "@db/schema/forms";
import { rooms } from "@db/schema/rooms";
import type { Tx } from "@db/types";
import { and, eq } from "drizzle-orm";
import type { Edit } from "~/features/accounts/schema";
import { recordEvent } from "~/features/activity/events.server";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { now } from "~/platform/clock.server";
import { AppError, assertCan } from "~/platform/errors";
import { newId } from "~/platform/ids";
import { announceRoom } from "../mutations.server";
import type { Page } from "../pages/data.server";
import { inRoom, insertPage } from "../pages/mutations.server";
import type { MemberActor, ViewerActor } from "../schema";
import { findFormForUpdate, type StoredForm } from "./data.server";
import { canAnswer, canEditForm } from "./policy";
import { questionsSchema } from "./schema";
import type { Answers, Question } from "./utils";

/** An empty form at the end of the room. */
export function addFormPage(
  scope: WorkspaceScope,
  { roomId, title, requestKey }: { roomId: string; title: string; requestKey: string },
): Promise<Page> {
  return inRoom(scope, roomId, (tx) =>
    insertFormPage(tx, scope, { id: requestKey, roomId, title, intro: null, questions: [] }),
  );
}

export type NewForm = {
  id: string;
  roomId: string;
  title: string;
  intro: string | null;
  questions: readonly Question[];
};

/** For templates too: a page with its questions, in a transaction that holds the room's lock. */
export async function insertFormPage(
  tx: Tx,
  scope: WorkspaceScope,
  { id, roomId, title, intro, questions }: NewForm,
): Promise<Page> {
  const page = await insertPage(tx, scope, { id, roomId, kind: "form", title, documentId: null });
  await tx
    .insert(forms)
    .values({
      pageId: page.id,
      workspaceId: scope.workspaceId,
      intro,
      questions: questionsSchema.parse(questions),
      updatedById: scope.memberId,
      updatedAt: page.createdAt,
    })
    .onConflictDoNothing();
  return page;
}

type FormChange = { pageId: string; version: number; intro: string | null; questions: readonly Question[] };

/** Answers given to earlier questions stay as they were given. Stale when someone else saved since `version`. */
export async function saveForm(
  actor: MemberActor,
  { pageId, version, intro, questions }: FormChange,
): Promise<Edit<StoredForm>> {
  const edit = await db.transaction(async (tx): Promise<Edit<StoredForm>> => {
    const current = await findFormForUpdate(tx, actor, pageId);
    assertCan(canEditForm(actor, current));
    if (current.version !== version) return { ok: false, reason: "stale", current };
    const at = now();
    const next = { intro, questions: questionsSchema.parse(questions), version: version + 1 };
    await tx
      .update(forms)
      .set({ ...next, updatedById: actor.memberId, updatedAt: at })
      .where(eq(forms.pageId, pageId));
    await tx.update(rooms).set({ updatedAt: at }).where(eq(rooms.id, actor.roomId));
    await recordEvent(tx, actor, {
      type: "form.edited",
      roomId: actor.roomId,
      pageId,
      version: next.version,
    });
    return { ok: true, row: { ...current, ...next } };
  });
  if (edit.ok) announceRoom(actor.roomId);
  return edit;
}

/**
 * Keeps a reader's answers, replacing earlier ones. The viewer's row must exist: see ensureViewer. The same answers
 * twice change nothing and are no second event. CONFLICT when the form has changed since `version`.
 */
export async function answerForm(
  tx: Tx,
  actor: ViewerActor,
  { pageId, version, answers }: { pageId: string; version: number; answers: Answers },
): Promise<void> {
  assertCan(canAnswer(actor));
  const form = await findFormForUpdate(tx, actor, pageId);
  if (form.version !== version) throw new AppError("CONFLICT");
  const { workspaceId, roomId, viewerId, contactId } = actor;
  const [earlier] = await tx
    .select()
    .from(formAnswers)
    .where(and(eq(formAnswers.pageId, pageId), eq(formAnswers.viewerId, viewerId)));
  const given = { answers, formVersion: version, contactId, updatedAt: now() };
  if (earlier && earlier.formVersion === version && isSame(earlier.answers, answers)) return;
  if (earlier) await tx.update(formAnswers).set(given).where(eq(formAnswers.id, earlier.id));
  else {
    const place = { id: newId(), workspaceId, roomId, pageId, viewerId, createdAt: now() };
    await tx.insert(formAnswers).values({ ...place, ...given });
  }
  const questions = Object.keys(answers).length;
  await recordEvent(tx, actor, { type: "form.answered", roomId, pageId, viewerId, contactId, questions });
}

/** In whatever order the database gives the keys back. */
function isSame(stored: Readonly<Record<string, unknown>>, given: Answers): boolean {
  const line = (answers: Readonly<Record<string, unknown>>) =>
    JSON.stringify(
      Object.keys(answers)
        .sort()
        .map((id) => [id, sorted(answers[id])]),
    );
  return line(stored) === line(given);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
