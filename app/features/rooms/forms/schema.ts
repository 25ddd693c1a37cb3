import { z } from "zod";
import { idField, versionField } from "~/features/accounts/schema";
import { cleanLine, cleanText } from "~/platform/text";
import {
  type Answer,
  type AnswerValue,
  errorName,
  hasChoices,
  MAX_CHOICE_CHARS,
  MAX_CHOICES,
  MAX_HELP_CHARS,
  MAX_INTRO_CHARS,
  MAX_LABEL_CHARS,
  MAX_LONG_CHARS,
  MAX_NUMBER,
  MAX_QUESTIONS,
  MAX_SHORT_CHARS,
  QUESTION_KINDS,
  type Question,
} from "./utils";

const kind = z.enum(QUESTION_KINDS, "invalid");

/** A question as it is stored. Templates and the seed check theirs with it too. */
export const questionSchema = z.strictObject({
  id: idField,
  kind,
  label: z.string().min(1).max(MAX_LABEL_CHARS),
  help: z.string().max(MAX_HELP_CHARS).nullable(),
  required: z.boolean(),
  choices: z.array(z.string().min(1).max(MAX_CHOICE_CHARS)).max(MAX_CHOICES),
});
export const questionsSchema = z.array(questionSchema).max(MAX_QUESTIONS);

const answerSchema = z.object({
  label: z.string(),
  kind,
  value: z.union([z.string(), z.number(), z.array(z.string())]),
});
/** Stored answers by question id. */
export const answersSchema = z.record(z.string(), answerSchema);

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]).default([]);

/** The editor's form: one value a question in each list, in order; `required` names the ids that are ticked. */
export const formDraftSchema = z
  .strictObject({
    do: z.string().max(80).default("save"),
    version: versionField,
    intro: z.string().default("").transform(cleanText),
    id: texts,
    kind: texts,
    label: texts,
    help: texts,
    choices: texts,
    required: texts,
  })
  .transform(({ id: ids, kind: kinds, label, help, choices, required, ...rest }, context) => {
    if (ids.length > MAX_QUESTIONS || new Set(ids).size !== ids.length)
      context.addIssue({ code: "custom", message: "invalid" });
    const questions = ids.slice(0, MAX_QUESTIONS).map((id, at) => ({
      id: idField.safeParse(id).success ? id : "",
      kind: kind.catch("short").parse(kinds[at]),
      label: cleanLine(label[at] ?? ""),
      help: cleanText(help[at] ?? "") || null,
      required: required.includes(id),
      choices: choicesOf(choices[at] ?? ""),
    }));
    return { ...rest, questions };
  });

/** Which side of a form a member looks at; whoever may not change it begins with its results. */
export function formViewOf(address: string, canEdit: boolean): "edit" | "preview" | "results" {
  const asked = new URL(address).searchParams.get("view");
  if (asked === "preview" || asked === "results") return asked;
  return canEdit ? "edit" : "results";
}

/** What is wrong with a draft, by `<field>.<question id>`. Empty: it may be saved. */
export function draftErrors(draft: {
  intro: string;
  questions: readonly Question[];
}): Record<string, string> {
  const errors: Record<string, string> = {};
  if (draft.intro.length > MAX_INTRO_CHARS) errors.intro = "too_long";
  for (const { id, kind: itsKind, label, help, choices } of draft.questions) {
    if (id === "") errors.form = "invalid";
    if (label === "") errors[`label.${id}`] = "required";
    if (label.length > MAX_LABEL_CHARS) errors[`label.${id}`] = "too_long";
    if ((help ?? "").length > MAX_HELP_CHARS) errors[`help.${id}`] = "too_long";
    if (!hasChoices(itsKind)) continue;
    if (choices.length < 2) errors[`choices.${id}`] = "forms:errors.choices";
    if (choices.length > MAX_CHOICES || choices.some((choice) => choice.length > MAX_CHOICE_CHARS))
      errors[`choices.${id}`] = "too_long";
  }
  return errors;
}

function choicesOf(text: string): string[] {
  return [...new Set(text.split(/\r\n?|\n/).map(cleanLine))].filter(Boolean);
}

/** A buyer's form of exactly these questions; unknown fields are refused. */
export function answerSchemaOf(questions: readonly Question[]) {
  const shape = Object.fromEntries(questions.map((question) => [errorName(question), fieldOf(question)]));
  return z
    .strictObject({ intent: z.literal("answer"), version: versionField, ...shape })
    .transform((parsed) => answersOf(questions, parsed));
}

function answersOf(questions: readonly Question[], parsed: Readonly<Record<string, unknown>>) {
  const answers: Record<string, Answer> = {};
  for (const question of questions) {
    const value = valueSchema.parse(parsed[errorName(question)]);
    if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) continue;
    answers[question.id] = { label: question.label, kind: question.kind, value };
  }
  return { version: Number(parsed.version), answers };
}

const valueSchema = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

function fieldOf(question: Question): z.ZodType<AnswerValue | null> {
  const needed = (isMissing: boolean) => question.required && isMissing;
  const line = z.string().default("").transform(cleanLine);
  switch (question.kind) {
    case "short":
      return oneOfText(line, MAX_SHORT_CHARS, needed);
    case "long":
      return oneOfText(z.string().default("").transform(cleanText), MAX_LONG_CHARS, needed);
    case "multiple":
      return choicesField(question, needed);
    case "number":
      return numberField(needed);
    case "date":
      return line.transform((text, context) => {
        if (needed(text === "")) context.addIssue({ code: "custom", message: "required" });
        else if (text !== "" && !isDay(text)) context.addIssue({ code: "custom", message: "date" });
        return text;
      });
    case "rating":
      return scaleField(/^[1-5]$/, needed);
    case "nps":
      return scaleField(/^(10|[0-9])$/, needed);
    case "single":
      return choiceField(question.choices, needed);
    case "yesno":
      return choiceField(["yes", "no"], needed);
  }
}

type Needed = (isMissing: boolean) => boolean;

function oneOfText(text: z.ZodType<string>, maxChars: number, needed: Needed) {
  return text.transform((value, context) => {
    if (needed(value === "")) context.addIssue({ code: "custom", message: "required" });
    if (value.length > maxChars) context.addIssue({ code: "custom", message: "too_long" });
    return value;
  });
}

function choiceField(choices: readonly string[], needed: Needed) {
  return z
    .string()
    .default("")
    .transform((value, context) => {
      if (needed(value === "")) context.addIssue({ code: "custom", message: "required" });
      else if (value !== "" && !choices.includes(value))
        context.addIssue({ code: "custom", message: "choice" });
      return value;
    });
}

function choicesField({ choices }: Question, needed: Needed) {
  return texts.transform((chosen, context) => {
    const picked = [...new Set(chosen.filter(Boolean))];
    if (needed(picked.length === 0)) context.addIssue({ code: "custom", message: "choose_one" });
    if (picked.some((choice) => !choices.includes(choice)))
      context.addIssue({ code: "custom", message: "choice" });
    return choices.filter((choice) => picked.includes(choice));
  });
}

function scaleField(pattern: RegExp, needed: Needed) {
  return z
    .string()
    .default("")
    .transform((text, context) => {
      if (needed(text === "")) context.addIssue({ code: "custom", message: "required" });
      else if (text !== "" && !pattern.test(text)) context.addIssue({ code: "custom", message: "choice" });
      return text === "" ? null : Number(text);
    });
}

/** Full-width digits and thousands separators are fine. */
function numberField(needed: Needed) {
  return z
    .string()
    .default("")
    .transform((text, context) => {
      const plain = cleanLine(text.normalize("NFKC")).replaceAll(",", "");
      if (needed(plain === "")) context.addIssue({ code: "custom", message: "required" });
      if (plain === "") return null;
      const value = /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
      if (Number.isNaN(value)) context.addIssue({ code: "custom", message: "number" });
      else if (Math.abs(value) > MAX_NUMBER) context.addIssue({ code: "custom", message: "too_large" });
      return value;
    });
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}
