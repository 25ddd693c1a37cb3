import type { MemberActor } from "../../schema";
import { countAnswers, findForm, type GivenAnswer, listAnswers, type StoredForm } from "../data.server";
import { type QuestionResult, resultsOf } from "./utils";

/** One by one on the screen; the numbers count everyone, and the file has everyone. */
const PEOPLE_SHOWN = 200;

type PersonAnswers = Pick<
  GivenAnswer,
  "viewerId" | "name" | "email" | "identity" | "updatedAt" | "answers"
> & {
  /** Given to an earlier state of the form. */
  isOlder: boolean;
};

export type FormReport = {
  form: StoredForm;
  results: QuestionResult[];
  people: PersonAnswers[];
  total: number;
};

/** A form with what was answered. */
export async function getFormReport(actor: MemberActor, pageId: string): Promise<FormReport> {
  const [form, given, total] = await Promise.all([
    findForm(actor, pageId),
    listAnswers(actor, pageId),
    countAnswers(actor, pageId),
  ]);
  const people = given
    .slice(0, PEOPLE_SHOWN)
    .map(({ viewerId, name, email, identity, updatedAt, answers, formVersion }) => ({
      viewerId,
      name,
      email,
      identity,
      updatedAt,
      answers,
      isOlder: formVersion !== form.version,
    }));
  return { form, results: resultsOf(form.questions, given), people, total };
}
