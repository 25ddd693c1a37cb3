import { Form, useNavigation } from "@remix-run/react";
import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { Button } from "~/ui/button";
import { TextArea } from "~/ui/field";
import { FormError } from "~/ui/form-errors";
import { useToast } from "~/ui/toast";
import { useRowDrag } from "../hooks/use-row-drag";
import {
  applyStep,
  MAX_QUESTIONS,
  QUESTION_KINDS,
  type Question,
  type QuestionKind,
  type QuestionStep,
} from "../utils";
import { onPage, QuestionRow } from "./question-row";

/** What came of saving. `draft` is what was typed, so that nothing of it is lost without a script either. */
export type EditorReply = FormReply & {
  done: boolean;
  version: number;
  draft: { intro: string; questions: Question[] } | null;
  /** Someone else saved first: saving again with this version replaces what they saved. */
  staleVersion: number | null;
};

type Props = {
  form: { intro: string | null; questions: Question[]; version: number };
  answerCount: number;
  reply?: EditorReply;
};

/** The questions of a form. Without a script every button is a request that saves what was typed and does its step. */
export function FormEditor({ form, answerCount, reply }: Props) {
  const { t } = useTranslation("forms");
  const draft = reply?.draft ?? { intro: form.intro ?? "", questions: form.questions };
  const [questions, setQuestions] = useState(draft.questions);
  const [isChanged, setChanged] = useState(false);
  const [focusId, setFocusId] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const sheet = useRef<HTMLFormElement>(null);
  const isSaving = useNavigation().formData?.has("do") ?? false;
  // The fields hold what is typed; the state holds their order and kinds.
  const change = (work: (typed: Question[]) => Question[]) => {
    const next = work(typedIn(sheet.current, questions));
    setQuestions(next);
    setChanged(true);
    return next;
  };
  const step = (wish: QuestionStep) => change((typed) => applyStep(typed, wish));
  const { draggedId, take } = useRowDrag(list, (id, to) => step({ do: "move", id, to }));
  useEffect(() => {
    if (reply?.done) setChanged(false);
  }, [reply]);
  useEffect(() => {
    if (!focusId) return;
    list.current?.querySelector<HTMLElement>(`[data-row="${focusId}"] [data-label]`)?.focus();
    setFocusId(null);
  }, [focusId]);
  const show = useToast();
  const remove = (question: Question) => {
    const typed = typedIn(sheet.current, questions);
    const label = typed.find(({ id }) => id === question.id)?.label || t("editor.untitled");
    step({ do: "remove", id: question.id });
    show({ message: t("editor.removed", { label }), onUndo: () => setQuestions(typed) });
  };
  const add = (kind: QuestionKind) => setFocusId(step({ do: "add", kind }).at(-1)?.id ?? null);
  return (
    <Form
      ref={sheet}
      method="post"
      noValidate
      preventScrollReset
      className="flex flex-col gap-5"
      onChange={() => setChanged(true)}
    >
      <FormError
        message={reply && Object.keys(reply.errors).length > 0 ? (reply.errors.form ?? "form") : null}
      />
      <input type="hidden" name="version" value={reply?.staleVersion ?? (reply?.version || form.version)} />
      {/* Enter in a field saves, and moves nothing. */}
      <button type="submit" name="do" value="save" className="hidden" aria-hidden tabIndex={-1} />
      {answerCount > 0 ? (
        <p className="rounded-md bg-sunken px-4 py-2.5 text-sm text-ink">
          {t("editor.hasAnswers", { count: answerCount })}
        </p>
      ) : null}
      <TextArea
        label={t("editor.intro")}
        name="intro"
        defaultValue={draft.intro}
        error={reply?.errors.intro}
        hint={t("editor.introHint")}
      />
      {questions.length === 0 ? (
        <p className="rounded-lg border border-dashed border-line-strong px-4 py-8 text-center text-sm text-ink-muted">
          {t("editor.empty")}
        </p>
      ) : (
        <ol ref={list} className="flex flex-col gap-4">
          {questions.map((question, at) => (
            <QuestionRow
              key={question.id}
              question={question}
              place={{ at, count: questions.length }}
              errors={reply?.errors ?? {}}
              isDragged={draggedId === question.id}
              onGrip={take(question.id, at)}
              onStep={(wish) => (wish.do === "remove" ? remove(question) : step(wish))}
              onKind={(kind) =>
                change((typed) => typed.map((one) => (one.id === question.id ? { ...one, kind } : one)))
              }
            />
          ))}
        </ol>
      )}
      <fieldset className="rounded-lg border border-line bg-surface px-4 py-4">
        <legend className="px-1 text-sm font-medium text-ink">{t("editor.add")}</legend>
        <div className="flex flex-wrap gap-2">
          {QUESTION_KINDS.map((kind) => (
            <Button
              key={kind}
              type="submit"
              name="do"
              value={`add:${kind}`}
              size="sm"
              icon={<Plus aria-hidden />}
              disabled={questions.length >= MAX_QUESTIONS}
              onClick={onPage(() => add(kind))}
            >
              {t(`kinds.${kind}`)}
            </Button>
          ))}
        </div>
      </fieldset>
      <div className="sticky bottom-0 z-10 -mx-4 max-lg:bottom-[calc(var(--spacing)*14+env(safe-area-inset-bottom))] flex flex-wrap items-center gap-3 border-t border-line bg-canvas px-4 py-3 sm:mx-0 sm:px-0">
        <Button type="submit" name="do" value="save" variant="primary" pending={isSaving}>
          {reply?.staleVersion ? t("editor.saveOver") : t("editor.save")}
        </Button>
        <span role="status" className="text-sm text-ink-muted">
          {isChanged ? t("editor.unsaved") : reply?.done ? t("editor.saved") : null}
        </span>
      </div>
    </Form>
  );
}

function typedIn(sheet: HTMLFormElement | null, questions: readonly Question[]): Question[] {
  if (!sheet) return [...questions];
  const form = new FormData(sheet);
  const list = (name: string) => form.getAll(name).map(String);
  const [ids, labels, helps, choices] = [list("id[]"), list("label[]"), list("help[]"), list("choices[]")];
  const required = new Set(list("required[]"));
  return questions.map((question) => {
    const at = ids.indexOf(question.id);
    if (at < 0) return question;
    return {
      ...question,
      label: labels[at] ?? "",
      help: helps[at] || null,
      required: required.has(question.id),
      choices: (choices[at] ?? "").split("\n"),
    };
  });
}
