import { type Answer, type Answers, NPS_SCORES, type Question, type QuestionKind, RATINGS } from "../utils";

/** Under so few answers one person would move the number by 40 points: the answers are shown themselves (counting.md 3). */
export const NPS_LEAST = 5;

export type Nps = {
  score: number | null;
  promoters: number;
  passives: number;
  detractors: number;
  n: number;
};

/** Share of 9 and 10 less share of 0 to 6, in points; null under NPS_LEAST answers. */
export function npsOf(scores: readonly number[]): Nps {
  const n = scores.length;
  const promoters = scores.filter((score) => score >= 9).length;
  const detractors = scores.filter((score) => score <= 6).length;
  const score = n < NPS_LEAST ? null : Math.round(((promoters - detractors) / n) * 100);
  return { score, promoters, passives: n - promoters - detractors, detractors, n };
}

export type Bar = { label: string; count: number };
export type QuestionResult = {
  id: string;
  kind: QuestionKind;
  label: string;
  /** Asked in an earlier state of the form, not any more. */
  isFormer: boolean;
  /** People who answered it. */
  n: number;
  /** Counts of each choice or step of a scale; empty for texts. */
  bars: Bar[];
  /** Of numbers and ratings; null when nobody answered. */
  mean: number | null;
  nps: Nps | null;
  /** What people wrote, with who; choices and scales too, so that few answers can be read one by one. */
  given: { viewerId: string; text: string }[];
};

type Given = { viewerId: string; answers: Answers };

/** Every question of the form in its order, then those that are asked no more. An answer whose kind has changed since counts as a former question's. */
export function resultsOf(questions: readonly Question[], given: readonly Given[]): QuestionResult[] {
  const current = questions.map((question) =>
    resultOf(
      question,
      question.choices,
      given.flatMap(({ viewerId, answers }) => one(viewerId, answers[question.id], question.kind)),
    ),
  );
  return [...current, ...formerResults(questions, given)];
}

type One = { viewerId: string; answer: Answer };

function one(viewerId: string, answer: Answer | undefined, kind: QuestionKind): One[] {
  return answer?.kind === kind ? [{ viewerId, answer }] : [];
}

function formerResults(questions: readonly Question[], given: readonly Given[]): QuestionResult[] {
  const kinds = new Map(questions.map(({ id, kind }) => [id, kind]));
  const former = new Map<string, { asked: Answer; id: string; ones: One[] }>();
  for (const { viewerId, answers } of given) {
    for (const [id, answer] of Object.entries(answers)) {
      if (kinds.get(id) === answer.kind) continue;
      const key = `${id} ${answer.kind}`;
      const known = former.get(key) ?? { asked: answer, id, ones: [] };
      known.ones.push({ viewerId, answer });
      former.set(key, known);
    }
  }
  return [...former.values()].map(({ asked, id, ones }) => ({
    ...resultOf({ id: `${id}-${asked.kind}`, kind: asked.kind, label: asked.label }, [], ones),
    isFormer: true,
  }));
}

function resultOf(
  { id, kind, label }: Pick<Question, "id" | "kind" | "label">,
  choices: readonly string[],
  ones: readonly One[],
): QuestionResult {
  const numbers = ones.flatMap(({ answer: { value } }) => (typeof value === "number" ? [value] : []));
  const isScale = kind === "number" || kind === "rating";
  return {
    id,
    kind,
    label,
    isFormer: false,
    n: ones.length,
    bars: barsOf(kind, choices, ones),
    mean:
      isScale && numbers.length > 0
        ? Math.round((numbers.reduce((sum, value) => sum + value, 0) / numbers.length) * 100) / 100
        : null,
    nps: kind === "nps" ? npsOf(numbers) : null,
    given: ones.map(({ viewerId, answer }) => ({ viewerId, text: valueText(answer) })),
  };
}

/** Choices that people took and that are offered no more come after those that are. */
function barsOf(kind: QuestionKind, choices: readonly string[], ones: readonly One[]): Bar[] {
  const counts = new Map<string, number>(stepsOf(kind, choices).map((label) => [label, 0]));
  if (counts.size === 0 && kind !== "single" && kind !== "multiple") return [];
  for (const { answer } of ones) {
    const values = Array.isArray(answer.value) ? answer.value : [String(answer.value)];
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([label, count]) => ({ label, count }));
}

function stepsOf(kind: QuestionKind, choices: readonly string[]): string[] {
  switch (kind) {
    case "single":
    case "multiple":
      return [...choices];
    case "yesno":
      return ["yes", "no"];
    case "rating":
      return RATINGS.map(String);
    case "nps":
      return NPS_SCORES.map(String);
    default:
      return [];
  }
}

function valueText({ value }: Answer): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}
