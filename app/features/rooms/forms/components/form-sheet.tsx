import { Form, useNavigation } from "@remix-run/react";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { FormReply } from "~/platform/http/form-reply";
import { formatDate } from "~/platform/i18n/format";
import { Button } from "~/ui/button";
import { FormError } from "~/ui/form-errors";
import { useLocale } from "~/ui/locale";
import { controlName, errorName, type Question } from "../utils";
import { QuestionField } from "./question-field";

/** What a reader's browser knows of a form. */
export type FormFace = {
  title: string;
  intro: string | null;
  version: number;
  questions: Question[];
};

/** What they answered before, as the texts of the controls. */
export type GivenTexts = { texts: Record<string, string>; at: Date | string; isOlder: boolean };

type Props = {
  form: FormFace;
  given: GivenTexts | null;
  /** The selling company, and whom it takes the reader for; null: nobody it knows. */
  brandName: string;
  reader: string | null;
  isPreview: boolean;
  /** Lower where the page has a title already. */
  titleLevel?: "h1" | "h2";
  isDone?: boolean;
  reply?: FormReply;
};

/** A form as its readers see it: plain HTML that needs no script. */
export function FormSheet({
  form,
  given,
  brandName,
  reader,
  isPreview,
  isDone = false,
  reply,
  ...rest
}: Props) {
  const { titleLevel: Title = "h1" } = rest;
  const { t } = useTranslation("buyer");
  const isPending = useNavigation().formData?.get("intent") === "answer";
  const values = reply ? reply.values : (given?.texts ?? {});
  return (
    <article className="max-w-read">
      <Title className="text-2xl font-semibold wrap-anywhere text-ink">{form.title}</Title>
      {form.intro ? <p className="mt-3 whitespace-pre-line text-ink">{form.intro}</p> : null}
      <Standing given={given} isDone={isDone && !reply} />
      {form.questions.length === 0 ? (
        <p className="mt-6 text-ink-muted">{t("form.empty")}</p>
      ) : (
        <Form method="post" noValidate className="mt-6 flex flex-col gap-8" data-section="1">
          <FormError message={reply ? (reply.errors.form ?? "form") : null} />
          <input type="hidden" name="intent" value="answer" />
          <input type="hidden" name="version" value={form.version} />
          {form.questions.map((question) => (
            <QuestionField
              key={question.id}
              question={question}
              text={values[controlName(question)] ?? ""}
              error={reply?.errors[errorName(question)]}
            />
          ))}
          <div className="flex flex-col gap-3 border-t border-line pt-5">
            <p className="text-sm text-ink-muted">
              {reader
                ? t("form.seenWithName", { brand: brandName, name: reader })
                : t("form.seenWithoutName", { brand: brandName })}
            </p>
            <div>
              <Button type="submit" variant="primary" pending={isPending} disabled={isPreview}>
                {given ? t("form.change") : t("form.send")}
              </Button>
            </div>
            {isPreview ? <p className="text-sm text-ink-muted">{t("form.preview")}</p> : null}
          </div>
        </Form>
      )}
    </article>
  );
}

/** Whether and when there are answers already. */
function Standing({ given, isDone }: { given: GivenTexts | null; isDone: boolean }) {
  const { t } = useTranslation("buyer");
  const locale = useLocale();
  return (
    <div role="status" className="mt-4 empty:hidden">
      {given ? (
        <p className="flex gap-2 rounded-md bg-positive-soft px-3 py-2.5 text-sm text-ink">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-positive" />
          <span>
            {isDone
              ? t("form.thanks")
              : t("form.answeredAt", { when: formatDate(given.at, { ...locale, style: "dayTime" }) })}
            {given.isOlder ? ` ${t("form.changedSince")}` : null}
          </span>
        </p>
      ) : null}
    </div>
  );
}
