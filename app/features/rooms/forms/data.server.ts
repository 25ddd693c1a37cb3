import { db } from "@db/client";
import { contacts } from "@db/schema/accounts";
import { formAnswers, forms } from "@db/schema/forms";
import { pages } from "@db/schema/rooms";
import { viewers } from "@db/schema/sharing";
import { workspaces } from "@db/schema/workspaces";
import type { Tx } from "@db/types";
import { and, asc, count, eq, isNull } from "drizzle-orm";
import { found } from "~/platform/errors";
import type { MemberActor, RoomActor, ViewerActor } from "../schema";
import { answersSchema, questionsSchema } from "./schema";
import { type Answers, answerText, controlName, type Question } from "./utils";

const MAX_READ = 5_000;

export type StoredForm = {
  pageId: string;
  title: string;
  intro: string | null;
  questions: Question[];
  version: number;
  archivedAt: Date | null;
};

/** A member sees removed forms too; a buyer doesn't. */
export async function findForm(actor: RoomActor, pageId: string): Promise<StoredForm> {
  const [row] = await selectForms(db).where(isForm(actor, pageId));
  return read(found(row));
}

export async function findFormForUpdate(tx: Tx, actor: RoomActor, pageId: string): Promise<StoredForm> {
  const [row] = await selectForms(tx).where(isForm(actor, pageId)).for("update", { of: forms });
  return read(found(row));
}

export type OwnAnswer = { answers: Answers; formVersion: number; updatedAt: Date };

/** What this reader has answered, if anything. */
export async function findOwnAnswer(actor: ViewerActor, pageId: string): Promise<OwnAnswer | null> {
  const [row] = await db
    .select({
      answers: formAnswers.answers,
      formVersion: formAnswers.formVersion,
      updatedAt: formAnswers.updatedAt,
    })
    .from(formAnswers)
    .where(
      and(
        eq(formAnswers.pageId, pageId),
        eq(formAnswers.roomId, actor.roomId),
        eq(formAnswers.viewerId, actor.viewerId),
      ),
    );
  return row ? { ...row, answers: answersSchema.parse(row.answers) } : null;
}

/** What a reader's browser may know: each field is listed here. */
export type ReaderForm = {
  form: { title: string; intro: string | null; version: number; questions: Question[] };
  given: { texts: Record<string, string>; at: Date; isOlder: boolean } | null;
  brandName: string;
  /** Whom the selling side takes the reader for. */
  reader: string | null;
};

export async function findReaderForm(actor: ViewerActor, pageId: string): Promise<ReaderForm> {
  const [form, own, [place]] = await Promise.all([
    findForm(actor, pageId),
    findOwnAnswer(actor, pageId),
    db
      .select({ brandName: workspaces.name, contactName: contacts.name })
      .from(workspaces)
      .leftJoin(
        contacts,
        and(eq(contacts.id, actor.contactId ?? ""), eq(contacts.workspaceId, workspaces.id)),
      )
      .where(eq(workspaces.id, actor.workspaceId)),
  ]);
  const { title, intro, version, questions } = form;
  const texts = Object.fromEntries(
    questions.map((question) => [controlName(question), answerText(own?.answers[question.id])]),
  );
  const { brandName, contactName } = found(place);
  return {
    form: { title, intro, version, questions },
    given: own && { texts, at: own.updatedAt, isOlder: own.formVersion !== version },
    brandName,
    reader: contactName ?? actor.email,
  };
}

export type GivenAnswer = {
  viewerId: string;
  contactId: string | null;
  /** Null: nobody we know by name or address. */
  name: string | null;
  email: string | null;
  identity: "anonymous" | "claimed" | "verified";
  formVersion: number;
  updatedAt: Date;
  answers: Answers;
};

/** Everyone's answers, the first given first. */
export async function listAnswers(
  actor: MemberActor,
  pageId: string,
  { limit = MAX_READ, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<GivenAnswer[]> {
  const rows = await db
    .select({
      viewerId: formAnswers.viewerId,
      contactId: formAnswers.contactId,
      name: contacts.name,
      email: viewers.email,
      identity: viewers.identity,
      formVersion: formAnswers.formVersion,
      updatedAt: formAnswers.updatedAt,
      answers: formAnswers.answers,
    })
    .from(formAnswers)
    .innerJoin(viewers, eq(viewers.id, formAnswers.viewerId))
    .leftJoin(contacts, eq(contacts.id, viewers.contactId))
    .where(isAnswer(actor, pageId))
    .orderBy(asc(formAnswers.createdAt), asc(formAnswers.id))
    .limit(limit)
    .offset(offset);
  return rows.map((row) => ({ ...row, answers: answersSchema.parse(row.answers) }));
}

export async function countAnswers(actor: MemberActor, pageId: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(formAnswers).where(isAnswer(actor, pageId));
  return row?.n ?? 0;
}

function isAnswer(actor: MemberActor, pageId: string) {
  return and(
    eq(formAnswers.pageId, pageId),
    eq(formAnswers.roomId, actor.roomId),
    eq(formAnswers.workspaceId, actor.workspaceId),
  );
}

function selectForms(source: Pick<Tx, "select">) {
  return source
    .select({
      pageId: pages.id,
      title: pages.title,
      archivedAt: pages.archivedAt,
      intro: forms.intro,
      questions: forms.questions,
      version: forms.version,
    })
    .from(forms)
    .innerJoin(pages, eq(pages.id, forms.pageId))
    .$dynamic();
}

function isForm(actor: RoomActor, pageId: string) {
  return and(
    eq(pages.id, pageId),
    eq(pages.roomId, actor.roomId),
    eq(pages.workspaceId, actor.workspaceId),
    actor.kind === "viewer" ? isNull(pages.archivedAt) : undefined,
  );
}

function read({ questions, ...row }: Omit<StoredForm, "questions"> & { questions: unknown }): StoredForm {
  return { ...row, questions: questionsSchema.parse(questions) };
}
