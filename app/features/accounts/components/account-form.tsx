import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SelectField, TextArea, TextField } from "~/ui/field";
import { FormButtons, type FormState, FormTrouble, SeenTexts } from "./form-parts";
import { StaleNotice } from "./stale-notice";

type Props = FormState & {
  submit: string;
  cancelTo: string;
  /** Members who can own it; left out for a new account, which belongs to its maker. */
  owners?: readonly { id: string; name: string }[];
};

export function AccountForm({ values, errors, saved, seen, taken, owners, submit, cancelTo }: Props) {
  const { t } = useTranslation("accounts");
  const nameOf = (id: string) => owners?.find((owner) => owner.id === id)?.name ?? id;
  const fields = [
    { name: "name", label: t("fields.name") },
    { name: "reading", label: t("fields.reading") },
    { name: "domain", label: t("fields.domain") },
    { name: "notes", label: t("fields.notes") },
    { name: "ownerId", label: t("fields.owner"), show: nameOf },
  ];
  return (
    <Form method="post" noValidate className="flex max-w-form flex-col gap-5">
      <FormTrouble errors={errors} />
      <SeenTexts seen={seen} />
      <StaleNotice saved={saved} typed={values} fields={fields} seen={seen} taken={taken} />
      <input
        type="hidden"
        name={owners ? "version" : "requestKey"}
        value={values[owners ? "version" : "requestKey"]}
      />
      <TextField
        label={t("fields.name")}
        name="name"
        defaultValue={values.name}
        error={errors.name}
        autoComplete="organization"
        required
      />
      <TextField
        label={t("fields.reading")}
        name="reading"
        defaultValue={values.reading}
        error={errors.reading}
        hint={t("fields.readingHint")}
      />
      <TextField
        label={t("fields.domain")}
        name="domain"
        defaultValue={values.domain}
        error={errors.domain}
        hint={t("fields.domainHint")}
        inputMode="url"
        autoCapitalize="none"
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
      <TextArea
        label={t("fields.notes")}
        name="notes"
        defaultValue={values.notes}
        error={errors.notes}
        hint={t("fields.notesHint")}
      />
      <FormButtons submit={submit} cancelTo={cancelTo} />
    </Form>
  );
}
