import { db } from "@db/client";
import { deals } from "@db/schema/accounts";
import { pages, rooms } from "@db/schema/rooms";
import { and, asc, eq, isNull } from "drizzle-orm";
import { memberInRoom } from "~/features/rooms/data.server";
import { findForm, listAnswers } from "~/features/rooms/forms/data.server";
import { getFormReport } from "~/features/rooms/forms/results/data.server";
import type { Nps } from "~/features/rooms/forms/results/utils";
import { answerText, type Question } from "~/features/rooms/forms/utils";
import type { MemberActor } from "~/features/rooms/schema";
import type { WorkspaceScope } from "~/features/workspaces/schema";
import { type Cell, toCsv } from "~/platform/csv";
import type { Language } from "~/platform/i18n/language";
import { i18nOf } from "~/platform/i18n/translator.server";

const AT_ONCE = 500;

export type AnswersFile = { title: string; pieces: AsyncGenerator<string> };

/** Everyone's answers, a line a person and a column a question; what is no longer asked comes last, told by its words. */
export async function exportAnswers(
  actor: MemberActor,
  pageId: string,
  { language, bom }: { language: Language; bom: boolean },
): Promise<AnswersFile> {
  const form = await findForm(actor, pageId);
  const former = await findFormer(actor, pageId, form.questions);
  const t = i18nOf(language).getFixedT(language, "forms");
  const head = [
    ...(["person", "email", "identity", "answeredAt", "formVersion"] as const).map((key) => t(`csv.${key}`)),
    ...form.questions.map(({ label }) => label),
    ...former.map(([, label]) => label),
  ];
  const ids = [...form.questions.map(({ id }) => id), ...former.map(([id]) => id)];
  async function* lines() {
    yield toCsv([head], { bom });
    for await (const people of inParts(actor, pageId)) {
      const rows = people.map((person): Cell[] => [
        person.name,
        person.email,
        t(`csv.identities.${person.identity}`),
        person.updatedAt.toISOString(),
        person.formVersion,
        ...ids.map((id) => answerText(person.answers[id])),
      ]);
      yield toCsv(rows, { bom: false });
    }
  }
  return { title: form.title, pieces: lines() };
}

async function findFormer(actor: MemberActor, pageId: string, questions: readonly Question[]) {
  const asked = new Set(questions.map(({ id }) => id));
  const former = new Map<string, string>();
  for await (const people of inParts(actor, pageId)) {
    for (const { answers } of people) {
      for (const [id, { label }] of Object.entries(answers)) if (!asked.has(id)) former.set(id, label);
    }
  }
  return [...former];
}

async function* inParts(actor: MemberActor, pageId: string) {
  for (let offset = 0; ; offset += AT_ONCE) {
    const people = await listAnswers(actor, pageId, { limit: AT_ONCE, offset });
    if (people.length > 0) yield people;
    if (people.length < AT_ONCE) return;
  }
}

const MAX_FORMS = 20;

export type FormLine = {
  roomId: string;
  roomName: string;
  pageId: string;
  title: string;
  /** People who answered. */
  n: number;
  scores: { id: string; label: string; nps: Nps }[];
};

/** Living forms of one room, or of all rooms of an account, with how many answered and what their NPS questions say. */
export async function listFormLines(
  scope: WorkspaceScope,
  subject: { roomId: string } | { accountId: string },
): Promise<FormLine[]> {
  const isSubject =
    "roomId" in subject ? eq(rooms.id, subject.roomId) : eq(deals.accountId, subject.accountId);
  const rows = await db
    .select({ pageId: pages.id, roomId: rooms.id, roomName: rooms.name })
    .from(pages)
    .innerJoin(rooms, eq(rooms.id, pages.roomId))
    .innerJoin(deals, eq(deals.id, rooms.dealId))
    .where(
      and(
        eq(pages.workspaceId, scope.workspaceId),
        eq(pages.kind, "form"),
        isNull(pages.archivedAt),
        isSubject,
      ),
    )
    .orderBy(asc(rooms.createdAt), asc(pages.position), asc(pages.id))
    .limit(MAX_FORMS);
  return Promise.all(
    rows.map(async ({ pageId, roomId, roomName }) => {
      const report = await getFormReport(await memberInRoom(scope, roomId), pageId);
      const scores = report.results.flatMap(({ id, label, nps, n }) =>
        nps && n > 0 ? [{ id, label, nps }] : [],
      );
      return { roomId, roomName, pageId, title: report.form.title, n: report.total, scores };
    }),
  );
}
