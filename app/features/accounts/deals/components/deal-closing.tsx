import { Form, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Card } from "~/ui/card";
import { TextArea } from "~/ui/field";
import { type FormState, FormTrouble } from "../../components/form-parts";
import { StaleNotice } from "../../components/stale-notice";

/** Won or lost, and why. `values.version` is what the form was filled from. */
export function DealClosing({ values, errors, saved }: FormState) {
  const { t } = useTranslation("accounts");
  const { state } = useNavigation();
  const outcomeName = (value: string) =>
    value === "won" ? t("outcomes.won") : value === "lost" ? t("outcomes.lost") : t("outcomes.open");
  const fields = [
    { name: "outcome", label: t("deals.outcome"), show: outcomeName },
    { name: "outcomeReason", label: t("deals.reason") },
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
            {(["won", "lost"] as const).map((outcome) => (
              <label
                key={outcome}
                className="flex min-h-9 items-center gap-2 text-sm text-ink pointer-coarse:min-h-11"
              >
                <input
                  type="radio"
                  name="outcome"
                  value={outcome}
                  defaultChecked={(values.outcome ?? "won") === outcome}
                  className="size-4 accent-accent"
                />
                {t(`deals.${outcome}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <TextArea
          label={t("deals.reason")}
          name="outcomeReason"
          rows={2}
          defaultValue={values.outcomeReason}
          error={errors.outcomeReason}
          hint={t("deals.reasonHint")}
        />
        <Button type="submit" className="self-start" pending={state === "submitting"}>
          {t("deals.close")}
        </Button>
      </Form>
    </Card>
  );
}
