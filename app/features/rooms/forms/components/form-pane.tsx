import { Download } from "lucide-react";
import { useTranslation } from "react-i18next";
import { buttonLook } from "~/ui/button";
import { Card } from "~/ui/card";
import { ChoiceLinks } from "~/ui/choice-links";
import { AnswerList, type PersonAnswers } from "../results/components/answer-list";
import { FormResults } from "../results/components/form-results";
import type { QuestionResult } from "../results/utils";
import { type EditorReply, FormEditor } from "./form-editor";
import { type FormFace, FormSheet } from "./form-sheet";

export type FormView = "edit" | "preview" | "results";

type Props = {
  view: FormView;
  form: FormFace;
  canEdit: boolean;
  brandName: string;
  results: readonly QuestionResult[];
  people: readonly PersonAnswers[];
  total: number;
  csvPath: string;
  reply?: EditorReply;
};

/** A form on the member's side: its questions, how readers see it, and what they answered. */
export function FormPane({ view, form, canEdit, brandName, results, people, total, csvPath, reply }: Props) {
  const { t } = useTranslation("forms");
  const views: FormView[] = canEdit ? ["edit", "preview", "results"] : ["preview", "results"];
  return (
    <>
      <div className="mb-5">
        <ChoiceLinks
          label={t("tabs.label")}
          chosen={view}
          choices={views.map((one) => ({
            key: one,
            label: one === "results" ? t("tabs.results", { count: total }) : t(`tabs.${one}`),
            to: `?view=${one}`,
          }))}
        />
      </div>
      {view === "edit" ? (
        <div className="max-w-read">
          <FormEditor form={form} answerCount={total} reply={reply} />
        </div>
      ) : null}
      {view === "preview" ? (
        <Card>
          <FormSheet form={form} given={null} brandName={brandName} reader={null} isPreview titleLevel="h2" />
        </Card>
      ) : null}
      {view === "results" ? (
        <div className="flex max-w-read flex-col gap-5">
          {total > 0 ? (
            <div>
              <a href={csvPath} download className={buttonLook({})}>
                <Download aria-hidden />
                {t("results.csv")}
              </a>
            </div>
          ) : null}
          <FormResults results={results} people={people} total={total} />
          <AnswerList people={people} total={total} />
        </div>
      ) : null}
    </>
  );
}
