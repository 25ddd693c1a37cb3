import { ArrowDown, ArrowUp, Copy, GripVertical, Trash2 } from "lucide-react";
import type { MouseEvent, PointerEvent as ReactPointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { classes } from "~/ui/classes";
import { CheckboxField, SelectField, TextArea, TextField } from "~/ui/field";
import { hasChoices, QUESTION_KINDS, type Question, type QuestionKind, type QuestionStep } from "../utils";

type Props = {
  question: Question;
  place: { at: number; count: number };
  errors: Readonly<Record<string, string>>;
  isDragged: boolean;
  onGrip: (event: ReactPointerEvent<HTMLElement>) => void;
  onStep: (step: QuestionStep) => void;
  onKind: (kind: QuestionKind) => void;
};

export function QuestionRow({ question, place, errors, isDragged, onGrip, onStep, onKind }: Props) {
  const { t } = useTranslation("forms");
  const { id, kind, label, help, required, choices } = question;
  const number = place.at + 1;
  return (
    <li
      data-row={id}
      className={classes(
        "rounded-lg border border-line bg-surface px-4 py-4 shadow-sm",
        isDragged && "border-accent shadow-lg",
      )}
    >
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">{t("editor.question", { number })}</legend>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <span className="flex items-center gap-2 text-sm text-ink-muted">
            <span
              aria-hidden
              onPointerDown={onGrip}
              className="cursor-grab touch-none rounded-sm p-1 hover:bg-sunken active:cursor-grabbing [&>svg]:size-4"
            >
              <GripVertical />
            </span>
            {t("editor.question", { number })}
          </span>
          <RowButtons question={question} place={place} onStep={onStep} />
        </div>
        <input type="hidden" name="id[]" value={id} />
        <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <TextField
            label={t("editor.label")}
            name="label[]"
            data-label
            defaultValue={label}
            error={errors[`label.${id}`]}
            autoComplete="off"
            required
          />
          <SelectField
            label={t("editor.kind")}
            name="kind[]"
            defaultValue={kind}
            onChange={(event) => {
              const next = QUESTION_KINDS.find((known) => known === event.target.value);
              if (next) onKind(next);
            }}
            options={QUESTION_KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          />
        </div>
        {/* Always sent, so that the lists of the form stay in step. */}
        <div className={hasChoices(kind) ? undefined : "hidden"}>
          <TextArea
            label={t("editor.choices")}
            name="choices[]"
            defaultValue={choices.join("\n")}
            error={hasChoices(kind) ? errors[`choices.${id}`] : null}
            hint={t("editor.choicesHint")}
          />
        </div>
        <TextField
          label={t("editor.help")}
          name="help[]"
          defaultValue={help ?? ""}
          error={errors[`help.${id}`]}
          autoComplete="off"
        />
        <CheckboxField label={t("editor.required")} name="required[]" value={id} defaultChecked={required} />
      </fieldset>
    </li>
  );
}

function RowButtons({ question, place, onStep }: Pick<Props, "question" | "place" | "onStep">) {
  const { t } = useTranslation("forms");
  const { id } = question;
  const number = place.at + 1;
  const buttons = [
    { verb: "up", icon: <ArrowUp aria-hidden />, label: t("editor.up", { number }), isOff: place.at === 0 },
    {
      verb: "down",
      icon: <ArrowDown aria-hidden />,
      label: t("editor.down", { number }),
      isOff: number === place.count,
    },
    { verb: "duplicate", icon: <Copy aria-hidden />, label: t("editor.duplicate", { number }), isOff: false },
    { verb: "remove", icon: <Trash2 aria-hidden />, label: t("editor.remove", { number }), isOff: false },
  ] as const;
  return (
    <span className="flex gap-1">
      {buttons.map(({ verb, icon, label, isOff }) => (
        <Button
          key={verb}
          type="submit"
          name="do"
          value={`${verb}:${id}`}
          variant="ghost"
          size="sm"
          icon={icon}
          aria-label={label}
          disabled={isOff}
          onClick={onPage(() => onStep({ do: verb, id }))}
        />
      ))}
    </span>
  );
}

/** With a script the step happens on the page, and nothing is sent. */
export function onPage(act: () => void) {
  return (event: MouseEvent) => {
    event.preventDefault();
    act();
  };
}
