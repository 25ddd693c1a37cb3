import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextArea } from "~/ui/field";
import { type FormState, FormTrouble } from "../../components/form-parts";
import { StaleNotice } from "../../components/stale-notice";
import { usePipeline } from "../../pipeline/hooks/use-pipeline";
import { ReasonField } from "./reason-field";

const OUTCOMES = ["won", "lost"] as const;

/** Won or lost, and why. `values.version` is what the form was filled from. */
export function DealClosing({ values, errors, saved }: FormState) {
  const { t } = useTranslation("accounts");
  const { state } = useNavigation();
  const { reasonLabel } = usePipeline();
  const [outcome, setOutcome] = useState<string | null>(null);
  // Without scripts the reasons of both outcomes stay on offer.
  useEffect(() => setOutcome(values.outcome ?? "won"), [values.outcome]);
  const outcomeName = (value: string) =>
    value === "won" ? t("outcomes.won") : value === "lost" ? t("outcomes.lost") : t("outcomes.open");
  const fields = [
    { name: "outcome", label: t("deals.outcome"), show: outcomeName },
    { name: "outcomeReason", label: t("deals.reason"), show: reasonLabel },
    { name: "outcomeNote", label: t("deals.outcomeNote") },
  ];
  return (
    <Card title={t("deals.closing")} description={t("deals.closingBody")}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <FormTrouble errors={errors} />
        <StaleNotice saved={saved} typed={values} fields={fields} />
        <input type="hidden" name="version" value={values.version} />
        <input type="hidden" name="intent" value="close" />
        <fieldset>
          <legend className="text-sm font-medium text-ink">{t("deals.outcome")}</legend>
          <div className="mt-1.5 flex gap-5">
            {OUTCOMES.map((choice) => (
              <label
                key={choice}
                className="flex min-h-9 items-center gap-2 text-sm text-ink pointer-coarse:min-h-11"
              >
                <input
                  type="radio"
                  name="outcome"
                  value={choice}
                  defaultChecked={(values.outcome ?? "won") === choice}
                  onChange={() => setOutcome(choice)}
                  className="size-4 accent-accent"
                />
                {t(`deals.${choice}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <ReasonField outcome={outcome} chosen={values.outcomeReason} error={errors.outcomeReason} />
        <TextArea
          label={t("deals.outcomeNote")}
          name="outcomeNote"
          rows={2}
          defaultValue={values.outcomeNote}
          error={errors.outcomeNote}
          hint={t("deals.outcomeNoteHint")}
        />
        <Button type="submit" className="self-start" pending={state === "submitting"}>
          {t("deals.close")}
        </Button>
      </Form>
    </Card>
  );
}
