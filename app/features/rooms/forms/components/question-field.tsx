import { useId } from "react";
import { useTranslation } from "react-i18next";
import { TextArea, TextField } from "~/ui/field";
import { useMessage } from "~/ui/message";
import { controlName, NPS_SCORES, type Question, RATINGS } from "../utils";

type Props = { question: Question; text: string; error?: string };

/** One question with the control of its kind; `text` is what was typed or answered before. */
export function QuestionField({ question, text, error }: Props) {
  const { label, help, required, kind } = question;
  const common = { label, name: controlName(question), hint: help ?? undefined, required, error };
  switch (kind) {
    case "short":
      return <TextField {...common} defaultValue={text} autoComplete="off" />;
    case "long":
      return <TextArea {...common} defaultValue={text} rows={5} />;
    case "number":
      return <TextField {...common} defaultValue={text} inputMode="decimal" autoComplete="off" />;
    case "date":
      return <TextField {...common} type="date" defaultValue={text} className="max-w-48" />;
    default:
      return <ChoiceField question={question} text={text} error={error} />;
  }
}

function ChoiceField({ question, text, error }: Props) {
  const { t } = useTranslation("buyer");
  const { t: common } = useTranslation("common");
  const id = useId();
  const message = useMessage(error);
  const { kind, label, help, required } = question;
  const chosen = kind === "multiple" ? text.split("\n") : [text];
  const isScale = kind === "rating" || kind === "nps";
  const describedBy = [message ? `${id}-error` : "", help ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <fieldset aria-describedby={describedBy || undefined} className="min-w-0">
      <legend className="mb-2 flex items-baseline gap-2 text-sm font-medium text-ink">
        {label}
        {required ? (
          <span className="text-xs font-normal text-ink-faint">{common("form.required")}</span>
        ) : null}
      </legend>
      <div className={isScale ? "flex flex-wrap gap-1.5" : "flex flex-col gap-2"}>
        {optionsOf(question, { yes: t("form.yes"), no: t("form.no"), none: t("form.noAnswer") }).map(
          (option) => (
            <label
              key={option.value}
              className={
                isScale
                  ? "relative flex min-h-11 min-w-11 cursor-pointer items-center justify-center rounded-md border border-line-control bg-surface px-2 text-sm text-ink tabular-nums hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
                  : "flex w-fit max-w-full cursor-pointer items-start gap-2.5 text-sm text-ink pointer-coarse:min-h-8"
              }
            >
              <input
                type={kind === "multiple" ? "checkbox" : "radio"}
                name={controlName(question)}
                value={option.value}
                defaultChecked={chosen.includes(option.value)}
                aria-invalid={message ? true : undefined}
                aria-describedby={describedBy || undefined}
                className={
                  isScale
                    ? "absolute inset-0 cursor-pointer appearance-none"
                    : "mt-0.5 size-4 shrink-0 accent-accent pointer-coarse:size-5"
                }
              />
              <span className="min-w-0 wrap-anywhere">{option.label}</span>
            </label>
          ),
        )}
      </div>
      {isScale ? (
        <p className="mt-1.5 flex max-w-xl justify-between gap-4 text-xs text-ink-muted">
          <span>{t(kind === "nps" ? "form.npsLow" : "form.ratingLow")}</span>
          <span>{t(kind === "nps" ? "form.npsHigh" : "form.ratingHigh")}</span>
        </p>
      ) : null}
      {message ? (
        <p id={`${id}-error`} className="mt-1.5 text-sm text-danger">
          {message}
        </p>
      ) : null}
      {help ? (
        <p id={`${id}-hint`} className="mt-1.5 text-sm whitespace-pre-line text-ink-muted">
          {help}
        </p>
      ) : null}
    </fieldset>
  );
}

type Option = { value: string; label: string };
type Words = { yes: string; no: string; none: string };

/** A radio can't be taken back, so where none is needed one of them says so. */
function optionsOf(question: Question, words: Words): Option[] {
  const options = choicesOf(question, words);
  const canBeNone = !question.required && question.kind !== "multiple";
  return canBeNone ? [...options, { value: "", label: words.none }] : options;
}

function choicesOf({ kind, choices }: Question, words: Words): Option[] {
  switch (kind) {
    case "rating":
      return RATINGS.map((step) => ({ value: String(step), label: String(step) }));
    case "nps":
      return NPS_SCORES.map((step) => ({ value: String(step), label: String(step) }));
    case "yesno":
      return [
        { value: "yes", label: words.yes },
        { value: "no", label: words.no },
      ];
    default:
      return choices.map((choice) => ({ value: choice, label: choice }));
  }
}
