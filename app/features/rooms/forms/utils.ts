import { newId } from "~/platform/ids";

export const QUESTION_KINDS = [
  "short",
  "long",
  "single",
  "multiple",
  "number",
  "date",
  "rating",
  "nps",
  "yesno",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export const MAX_QUESTIONS = 60;
export const MAX_CHOICES = 40;
export const MAX_LABEL_CHARS = 300;
export const MAX_HELP_CHARS = 1_000;
export const MAX_CHOICE_CHARS = 200;
export const MAX_INTRO_CHARS = 5_000;
export const MAX_SHORT_CHARS = 500;
export const MAX_LONG_CHARS = 10_000;
export const MAX_NUMBER = 1e12;
export const RATINGS = [1, 2, 3, 4, 5] as const;
export const NPS_SCORES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export type Question = {
  id: string;
  kind: QuestionKind;
  label: string;
  help: string | null;
  required: boolean;
  /** In order; empty for kinds that have none. */
  choices: string[];
};

/** yesno: "yes" or "no"; date: YYYY-MM-DD. */
export type AnswerValue = string | number | string[];
/** Says what was asked, so that it can be read after the form has changed. */
export type Answer = { label: string; kind: QuestionKind; value: AnswerValue };
export type Answers = Readonly<Record<string, Answer>>;

export function hasChoices(kind: QuestionKind): boolean {
  return kind === "single" || kind === "multiple";
}

/** Name of a question's control; several values where several may be chosen. */
export function controlName({ id, kind }: Pick<Question, "id" | "kind">): string {
  return kind === "multiple" ? `q-${id}[]` : `q-${id}`;
}

/** Where the parser of forms puts an error of the question. */
export function errorName(question: Pick<Question, "id">): string {
  return `q-${question.id}`;
}

/** A stored answer as the text of its control: several choices one a line, as a refused form repeats them. */
export function answerText(answer: Answer | undefined): string {
  if (!answer) return "";
  return Array.isArray(answer.value) ? answer.value.join("\n") : String(answer.value);
}

export type QuestionStep =
  | { do: "add"; kind: QuestionKind }
  | { do: "up" | "down" | "duplicate" | "remove"; id: string }
  | { do: "move"; id: string; to: number };

/** One step of editing, the same on the screen and, without a script, on the server. */
export function applyStep(questions: readonly Question[], step: QuestionStep): Question[] {
  if (step.do === "add") {
    if (questions.length >= MAX_QUESTIONS) return [...questions];
    const blank = { id: newId(), kind: step.kind, label: "", help: null, required: false };
    return [...questions, { ...blank, choices: hasChoices(step.kind) ? ["", ""] : [] }];
  }
  const at = questions.findIndex(({ id }) => id === step.id);
  const question = questions[at];
  if (!question) return [...questions];
  const others = questions.toSpliced(at, 1);
  switch (step.do) {
    case "remove":
      return others;
    case "duplicate":
      return questions.length >= MAX_QUESTIONS
        ? [...questions]
        : questions.toSpliced(at + 1, 0, { ...question, id: newId() });
    case "up":
      return others.toSpliced(Math.max(0, at - 1), 0, question);
    case "down":
      return others.toSpliced(at + 1, 0, question);
    case "move":
      return others.toSpliced(Math.min(Math.max(0, step.to), others.length), 0, question);
  }
}

/** `up:<id>`, `add:nps`: what a button of the editor asks for. Null when it is nothing we know. */
export function stepOf(text: string): QuestionStep | null {
  const [verb, what = ""] = text.split(":", 2);
  if (verb === "add") {
    const kind = QUESTION_KINDS.find((known) => known === what);
    return kind ? { do: "add", kind } : null;
  }
  return verb === "up" || verb === "down" || verb === "duplicate" || verb === "remove"
    ? { do: verb, id: what }
    : null;
}
