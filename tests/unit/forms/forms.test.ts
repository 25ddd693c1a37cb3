import { describe, expect, test } from "vitest";
import { npsOf, resultsOf } from "~/features/rooms/forms/results/utils";
import { answerSchemaOf, draftErrors, formDraftSchema } from "~/features/rooms/forms/schema";
import { applyStep, type Question, type QuestionKind, stepOf } from "~/features/rooms/forms/utils";
import { newId } from "~/platform/ids";

const ask = (kind: QuestionKind, over: Partial<Question> = {}): Question => ({
  id: newId(),
  kind,
  label: `Asked by ${kind}`,
  help: null,
  required: false,
  choices: kind === "single" || kind === "multiple" ? ["A", "B", "C"] : [],
  ...over,
});

const read = (question: Question, value: string | string[] | undefined) => {
  const sent = {
    intent: "answer",
    version: "1",
    ...(value !== undefined && { [`q-${question.id}`]: value }),
  };
  const parsed = answerSchemaOf([question]).safeParse(sent);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  return parsed.data.answers[question.id]?.value ?? null;
};

describe("an answer", () => {
  test.each<[QuestionKind, string | string[], unknown]>([
    ["short", "  Ren\u202E Sato ", "Ren Sato"],
    ["long", "one\r\ntwo", "one\ntwo"],
    ["long", "x".repeat(10_000), "x".repeat(10_000)],
    ["long", "x".repeat(10_001), "too_long"],
    ["short", "x".repeat(501), "too_long"],
    ["single", "B", "B"],
    ["single", "D", "choice"],
    ["multiple", ["C", "A", "A"], ["A", "C"]],
    ["multiple", ["A", "X"], "choice"],
    ["number", "１，２００.５", 1200.5],
    ["number", "-3", -3],
    ["number", "1e5", "number"],
    ["number", "=1+1", "number"],
    ["number", "9999999999999", "too_large"],
    ["date", "2026-02-29", "date"],
    ["date", "2028-02-29", "2028-02-29"],
    ["rating", "5", 5],
    ["rating", "6", "choice"],
    ["nps", "0", 0],
    ["nps", "10", 10],
    ["nps", "11", "choice"],
    ["yesno", "yes", "yes"],
    ["yesno", "maybe", "choice"],
  ])("to a %s question reads %o as %o", (kind, sent, value) => {
    expect(read(ask(kind), sent)).toEqual(value);
  });

  test.each<QuestionKind>(["short", "long", "single", "number", "date", "rating", "nps", "yesno"])(
    "is asked for when a %s question requires one, and may be left out otherwise",
    (kind) => {
      expect(read(ask(kind, { required: true }), "")).toBe("required");
      expect(read(ask(kind), "")).toBeNull();
    },
  );

  test("to a question of several choices that is required needs one of them", () => {
    expect(read(ask("multiple", { required: true }), undefined)).toBe("choose_one");
    expect(read(ask("multiple"), undefined)).toBeNull();
  });

  test("to a question that isn't asked is refused", () => {
    const sent = { intent: "answer", version: "1", [`q-${newId()}`]: "x" };
    expect(answerSchemaOf([ask("short")]).safeParse(sent).success).toBe(false);
  });
});

describe("editing", () => {
  test("adds, moves, duplicates and removes, and does nothing for what isn't there", () => {
    const [a, b] = [ask("short"), ask("nps")];
    const ids = (questions: Question[]) => questions.map(({ id }) => id);
    expect(ids(applyStep([a, b], { do: "down", id: a.id }))).toEqual([b.id, a.id]);
    expect(ids(applyStep([a, b], { do: "up", id: a.id }))).toEqual([a.id, b.id]);
    expect(ids(applyStep([a, b], { do: "move", id: b.id, to: 0 }))).toEqual([b.id, a.id]);
    expect(ids(applyStep([a, b], { do: "remove", id: a.id }))).toEqual([b.id]);
    const doubled = applyStep([a, b], { do: "duplicate", id: a.id });
    expect(doubled.map(({ label }) => label)).toEqual([a.label, a.label, b.label]);
    expect(new Set(ids(doubled)).size).toBe(3);
    expect(applyStep([a], { do: "add", kind: "single" })[1]).toMatchObject({ kind: "single", label: "" });
    expect(applyStep([a, b], { do: "up", id: newId() })).toEqual([a, b]);
  });

  test("never goes past sixty questions", () => {
    const many = Array.from({ length: 60 }, () => ask("short"));
    expect(applyStep(many, { do: "add", kind: "short" })).toHaveLength(60);
    expect(applyStep(many, { do: "duplicate", id: many[0]?.id ?? "" })).toHaveLength(60);
  });

  test("understands its own buttons and nothing else", () => {
    expect(stepOf("add:nps")).toEqual({ do: "add", kind: "nps" });
    expect(stepOf("up:abc")).toEqual({ do: "up", id: "abc" });
    for (const odd of ["save", "add:script", "explode:1", ""]) expect(stepOf(odd)).toBeNull();
  });

  test("reads the lists of its form together, and says at which question something is missing", () => {
    const [first, second] = [newId(), newId()];
    const draft = formDraftSchema.parse({
      version: "3",
      intro: " Hello ",
      id: [first, second],
      kind: ["single", "odd"],
      label: ["Which one", ""],
      help: ["", "x".repeat(1_001)],
      choices: ["A\nA\n \n", ""],
      required: [second],
    });
    expect(draft.questions).toMatchObject([
      { id: first, kind: "single", choices: ["A"], required: false },
      { id: second, kind: "short", label: "", required: true },
    ]);
    expect(draftErrors(draft)).toEqual({
      [`choices.${first}`]: "forms:errors.choices",
      [`label.${second}`]: "required",
      [`help.${second}`]: "too_long",
    });
  });
});

describe("results", () => {
  test.each([
    [[10, 9, 8, 6, 10], 40],
    [[0, 0, 0, 0, 0], -100],
    [[9, 9, 9, 9, 9], 100],
    [[7, 8, 7, 8, 7], 0],
    [[10, 10, 10, 10], null],
    [[], null],
  ])("give %o an NPS of %o", (scores, score) => {
    expect(npsOf(scores)).toMatchObject({ score, n: scores.length });
  });

  test("count choices in the form's order, keep what is no longer offered, and what is no longer asked", () => {
    const kept = ask("single", { choices: ["A", "B"] });
    const gone = ask("long");
    const answers = (choice: string) => ({
      [kept.id]: { label: kept.label, kind: "single" as const, value: choice },
      [gone.id]: { label: "An old question", kind: "long" as const, value: "An old answer" },
    });
    const results = resultsOf(
      [kept],
      [
        { viewerId: "one", answers: answers("B") },
        { viewerId: "two", answers: answers("Z") },
      ],
    );
    expect(results).toMatchObject([
      {
        n: 2,
        isFormer: false,
        bars: [
          { label: "A", count: 0 },
          { label: "B", count: 1 },
          { label: "Z", count: 1 },
        ],
      },
      { label: "An old question", isFormer: true, n: 2, given: [{ text: "An old answer" }, {}] },
    ]);
  });

  test("take no average over nobody", () => {
    expect(resultsOf([ask("rating")], [])).toMatchObject([{ n: 0, mean: null }]);
    const rating = ask("rating");
    const given = [4, 5].map((value, at) => ({
      viewerId: String(at),
      answers: { [rating.id]: { label: "", kind: "rating" as const, value } },
    }));
    expect(resultsOf([rating], given)).toMatchObject([{ n: 2, mean: 4.5 }]);
  });
});
