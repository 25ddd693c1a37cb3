import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SelectField, TextField } from "~/ui/field";
import { FormButtons, type FormState, FormTrouble, SeenTexts } from "../../components/form-parts";
import { StaleNotice } from "../../components/stale-notice";
import { useCurrencies, usePipeline } from "../../pipeline/hooks/use-pipeline";
import { choicesOf } from "../../pipeline/utils";

type Props = FormState & {
  cancelTo: string;
  /** Members who can own it; left out for a new deal, which belongs to its maker. */
  owners?: readonly { id: string; name: string }[];
};

export function DealForm({ values, errors, saved, seen, taken, owners, cancelTo }: Props) {
  const { t } = useTranslation("accounts");
  const { stages, stageLabel } = usePipeline();
  const currencies = useCurrencies(values.currency);
  const ownerName = (id: string) => owners?.find((owner) => owner.id === id)?.name ?? id;
  const fields = [
    { name: "name", label: t("deals.name") },
    { name: "stage", label: t("deals.stage"), show: stageLabel },
    { name: "amount", label: t("deals.amount") },
    { name: "currency", label: t("deals.currency") },
    { name: "closeDate", label: t("deals.closeDate") },
    { name: "ownerId", label: t("fields.owner"), show: ownerName },
  ];
  const hidden = owners ? "version" : "requestKey";
  return (
    <Form method="post" noValidate className="flex max-w-form flex-col gap-5">
      <FormTrouble errors={errors} />
      <SeenTexts seen={seen} />
      <StaleNotice saved={saved} typed={values} fields={fields} seen={seen} taken={taken} />
      <input type="hidden" name={hidden} value={values[hidden]} />
      <TextField
        label={t("deals.name")}
        name="name"
        defaultValue={values.name}
        error={errors.name}
        autoComplete="off"
        required
      />
      <SelectField
        label={t("deals.stage")}
        name="stage"
        defaultValue={values.stage}
        error={errors.stage}
        options={choicesOf(stages, values.stage).map(({ key }) => ({ value: key, label: stageLabel(key) }))}
      />
      <div className="grid gap-5 sm:grid-cols-[1fr_8rem]">
        <TextField
          label={t("deals.amount")}
          name="amount"
          defaultValue={values.amount}
          error={errors.amount}
          hint={t("deals.amountHint")}
          inputMode="decimal"
          autoComplete="off"
        />
        <SelectField
          label={t("deals.currency")}
          name="currency"
          defaultValue={values.currency}
          error={errors.currency}
          options={currencies.map((currency) => ({ value: currency, label: currency }))}
        />
      </div>
      <TextField
        label={t("deals.closeDate")}
        name="closeDate"
        type="date"
        min="1900-01-01"
        max="2200-12-31"
        defaultValue={values.closeDate}
        error={errors.closeDate}
      />
      {owners ? (
        <SelectField
          label={t("fields.owner")}
          name="ownerId"
          defaultValue={values.ownerId}
          error={errors.ownerId}
          options={owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <FormButtons submit={owners ? t("deals.save") : t("deals.add")} cancelTo={cancelTo} />
    </Form>
  );
}
